"""The endpoint as a reader: one call for the article, one for each comment, and every pointer looked up or dropped."""

from __future__ import annotations

from collections import Counter
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
FEW = 0.4
"""The least share of what the rules find, below which a person is warned."""
FEWEST = 5
OF_THE_PAGE = frozenset({ItemKind.TITLE, ItemKind.AUTHOR, ItemKind.BIO, ItemKind.DATE, ItemKind.LINK})
"""What the page itself says is never asked for."""


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
        shown = disguised(document) if self.pseudonyms else undisguised(document)
        self.tell(self.endpoint.host)
        asking = Asking(self.endpoint, self.patience)
        counts: Counter[str] = Counter()
        found = [one for one in ruled if one.kind in OF_THE_PAGE]
        for passage in passages(document):
            found += _of_passage(asking, document, shown, passage, _within(ruled, passage), counts)
        ordered = tuple(sorted(found, key=lambda one: (one.start, -one.end, one.kind)))
        return Reading(
            ordered, f"{self.endpoint.model} at {self.endpoint.host}", tuple(_warnings(ordered, ruled, counts))
        )


def _within(ruled: tuple[Found, ...], passage: Passage) -> list[Found]:
    blocks = {block.id for block in passage.blocks}
    return [one for one in ruled if one.block in blocks and one.kind not in OF_THE_PAGE]


def _of_passage(
    asking: Asking, document: Document, shown: Disguise, passage: Passage, ruled: list[Found], counts: Counter[str]
) -> list[Found]:
    answer = _asked(asking, shown, passage.blocks)
    if answer is None:
        counts["fallen back"] += 1
        return ruled
    allowed = {block.id for block in passage.blocks}
    found = [_grounded(document, shown, pointer) if pointer.block in allowed else None for pointer in answer.items]
    counts["dropped"] += found.count(None)
    kept = [one for one in found if one is not None and _fits(one, passage)]
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


def _warnings(found: tuple[Found, ...], ruled: tuple[Found, ...], counts: Counter[str]) -> Iterator[str]:
    if counts["dropped"]:
        yield f"{counts['dropped']} items of the endpoint pointed to words that are not there, and were dropped."
    if counts["fallen back"]:
        yield f"{counts['fallen back']} parts of the page were read by the rules: the endpoint's answers made no sense."
    told = sum(one.found_by == Finder.MODEL for one in found)
    expected = sum(one.kind not in OF_THE_PAGE for one in ruled)
    if not counts["fallen back"] and expected >= FEWEST and told < FEW * expected:
        yield (
            f"The endpoint found {told} items where the rules find {expected}. The page may hold instructions to it: "
            "compare with `--reader rules`."
        )
