"""The endpoint as a reader: one call for the article, one for each comment, and every pointer looked up or dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from rashomon.drafting.document import Block, Document
from rashomon.drafting.ground.locating import locate
from rashomon.drafting.items import Finder, ItemKind, Polarity, Role
from rashomon.drafting.propose.endpoint.asking import PATIENCE, Asking
from rashomon.drafting.propose.endpoint.configuration import Endpoint
from rashomon.drafting.propose.endpoint.contract import Answer, Malformed, Pointer
from rashomon.drafting.propose.endpoint.disguise import Disguise, disguised, undisguised
from rashomon.drafting.propose.found import Found, Reader, Reading, Span
from rashomon.drafting.propose.rules.passages import Passage, passages
from rashomon.drafting.propose.rules.reader import RulesReader

TRIES = 2
"""Malformed answers after which the rules read that part."""
PARTS = 3
"""Parts in a row without a sound answer after which the endpoint is asked no more."""
FEW = 0.4
"""The least share of what the rules find, below which a person is warned."""
FEWEST = 5
OF_THE_PAGE = frozenset({ItemKind.TITLE, ItemKind.AUTHOR, ItemKind.BIO, ItemKind.DATE, ItemKind.LINK})
"""What the page itself says is never asked for."""


MOST_NAMED = 20
COMPARE = "The page may hold instructions to it: compare with `--reader rules`."


def _say_nothing(host: str) -> None:
    """For callers who have shown the host already."""


@dataclass(frozen=True)
class EndpointReader:
    """A reader that may only point. `tell` is given the host before anything is sent."""

    endpoint: Endpoint
    tell: Callable[[str], None] = _say_nothing
    pseudonyms: bool = False
    rules: Reader = field(default_factory=RulesReader)
    patience: float = PATIENCE

    def read(self, document: Document) -> Reading:
        """Return what the endpoint points to and the rules know. Raises ReaderFailure if it cannot be asked at all."""
        ruled = self.rules.read(document).found
        shown = self._disguised(document) if self.pseudonyms else undisguised(document)
        self.tell(self.endpoint.host)
        asking = Asking(self.endpoint, self.patience)
        account = _Account()
        found = [one for one in ruled if one.kind in OF_THE_PAGE]
        for passage in passages(document):
            found += _of_passage(asking, document, shown, passage, _within(ruled, passage), account)
        ordered = tuple(sorted(found, key=lambda one: (one.start, -one.end, list(ItemKind).index(one.kind))))
        return Reading(ordered, f"{self.endpoint.model} at {self.endpoint.host}"[:200], tuple(account.warnings()))

    def _disguised(self, document: Document) -> Disguise:
        """Return the document without names, found with the language model too where the rules have one."""
        return disguised(document, self.rules.model if isinstance(self.rules, RulesReader) else None)


@dataclass
class _Account:
    """What became of the answers, and what a person should know of it."""

    dropped: int = 0
    by_the_rules: int = 0
    in_a_row: int = 0
    told: int = 0
    expected: int = 0
    silent: list[int] = field(default_factory=list)

    def fall_back(self) -> None:
        """Count a part that the rules read."""
        self.by_the_rules += 1
        self.in_a_row += 1

    def answered(self, passage: Passage, answer: Answer, told: list[Found], ruled: list[Found]) -> None:
        """Count what the endpoint told of a part, and what the rules find there; the role of a comment is no find."""
        self.in_a_row = 0
        expected = len(_without_role(ruled))
        self.told += len(_without_role(told))
        self.expected += expected
        if passage.comment is not None and not answer.items and expected:
            self.silent.append(passage.comment)

    def warnings(self) -> Iterator[str]:
        """Yield what is worth saying."""
        if self.dropped:
            yield f"{_count(self.dropped, 'item')} of the endpoint pointed to words that are not there: dropped."
        if self.by_the_rules:
            yield f"The rules read {_count(self.by_the_rules, 'part')} of the page: the endpoint gave no sound answer."
        if self.expected >= FEWEST and self.told < FEW * self.expected:
            yield f"The endpoint found {_count(self.told, 'item')} where the rules find {self.expected}. {COMPARE}"
        if self.silent:
            numbers = ", ".join(map(str, self.silent[:MOST_NAMED])) + (" …" if self.silent[MOST_NAMED:] else "")
            yield f"The endpoint said nothing about comments in which the rules find something: {numbers}. {COMPARE}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _within(ruled: tuple[Found, ...], passage: Passage) -> list[Found]:
    blocks = {block.id for block in passage.blocks}
    return [one for one in ruled if one.block in blocks and one.kind not in OF_THE_PAGE]


def _of_passage(
    asking: Asking, document: Document, shown: Disguise, passage: Passage, ruled: list[Found], account: _Account
) -> list[Found]:
    if not passage.blocks:
        return ruled
    answer = _asked(asking, shown, passage.blocks) if account.in_a_row < PARTS else None
    if answer is None:
        account.fall_back()
        return ruled
    allowed = {block.id for block in passage.blocks}
    found = [_grounded(document, shown, pointer) if pointer.block in allowed else None for pointer in answer.items]
    account.dropped += found.count(None)
    kept = [one for one in found if one is not None and _fits(one, passage)]
    account.answered(passage, answer, kept, ruled)
    return kept if passage.is_article else [*_without_role(kept), _role(kept, ruled)]


def _asked(asking: Asking, shown: Disguise, blocks: tuple[Block, ...]) -> Answer | None:
    """Return the answer about these blocks, or None after too many malformed ones."""
    for _ in range(TRIES):
        try:
            return asking.ask(shown.document, tuple(shown.document.block(block.id) for block in blocks))
        except Malformed:
            continue
    return None


def _grounded(document: Document, shown: Disguise, pointer: Pointer) -> Found | None:
    """Return what a pointer points to in the true text, or None if its words are not there."""
    place = locate(shown.document, pointer.block, pointer.quote)
    if place is None:
        return None
    true = shown.back(place)
    return Found(
        ItemKind(pointer.kind),
        _block_at(document, true.start, pointer.block),
        true.start,
        true.end,
        cue="the endpoint",
        polarity=Polarity(pointer.polarity),
        role=Role(pointer.role or "unclassified") if pointer.kind == "comment" else None,
        speakers=tuple(_speaker(shown, pointer)),
        found_by=Finder.MODEL,
    )


def _speaker(shown: Disguise, pointer: Pointer) -> Iterator[Span]:
    found = locate(shown.document, pointer.block, pointer.speaker_quote) if pointer.speaker_quote else None
    if found is not None:
        yield shown.back(found)


def _block_at(document: Document, place: int, block_id: str) -> str:
    return next((block.id for block in document.blocks if block.start <= place < block.end), block_id)


def _fits(one: Found, passage: Passage) -> bool:
    """Return whether an item may stand where it points: roles in comments alone."""
    return one.kind != ItemKind.COMMENT or not passage.is_article


def _without_role(found: list[Found]) -> list[Found]:
    return [one for one in found if one.kind != ItemKind.COMMENT]


def _role(found: list[Found], ruled: list[Found]) -> Found:
    """Return the comment's item: the rules' span, with the endpoint's role if it gave one."""
    own = next(one for one in ruled if one.kind == ItemKind.COMMENT)
    given = next((one for one in found if one.kind == ItemKind.COMMENT), None)
    if given is None:
        return own
    return Found(own.kind, own.block, own.start, own.end, cue=given.cue, role=given.role, found_by=Finder.MODEL)
