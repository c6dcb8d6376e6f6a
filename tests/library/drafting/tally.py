"""One piece held against its gold: how many were right, and which were missed or false."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rashomon.drafting.document import Document
from rashomon.drafting.draft import Draft
from rashomon.drafting.items import Item, ItemKind, Role
from tests.library.drafting.gold import Explanation, Gold, Place, part_at, places_of, places_of_spots
from tests.library.drafting.matching import is_speaker, matches_any


@dataclass(slots=True)
class Tally:
    """Right ones and all of them, by measure; and what went wrong, in words."""

    piece: str
    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    details: list[str] = field(default_factory=list)

    def add(self, measure: str, *, is_right: bool, wrong: str = "") -> None:
        """Count one; `wrong` is noted if it is not right."""
        self.of[measure] += 1
        self.right[measure] += is_right
        if wrong and not is_right:
            self.details.append(wrong)


def tally(gold: Gold, draft: Draft) -> Tally:
    """Return how a draft does against what a person found."""
    made = Tally(gold.piece)
    _explanations(made, gold, draft)
    _quotations(made, gold, draft)
    _words(made, "parallel", gold.parallels, draft, ItemKind.PARALLEL)
    _words(made, "prediction", gold.predictions, draft, ItemKind.PREDICTION)
    _roles(made, gold, draft)
    _whole(made, "author", gold.author, draft, ItemKind.AUTHOR)
    _whole(made, "date", gold.date, draft, ItemKind.DATE)
    return made


def place_of(document: Document, item: Item) -> Place:
    """Return where an item stands."""
    return Place(part_at(document, item.start), item.start, item.end)


def _of(draft: Draft, kind: ItemKind) -> list[Item]:
    return [item for item in draft.items if item.kind == kind]


def _explanations(made: Tally, gold: Gold, draft: Draft) -> None:
    document, found = draft.document, _of(draft, ItemKind.EXPLANATION)
    marked = [places_of_spots(document, one) for one in gold.explanations]
    for one, places in zip(gold.explanations, marked, strict=True):
        hits = [item for item in found if matches_any(document, place_of(document, item), places)]
        _explanation(made, one, hits, is_there=bool(places))
    _false(made, "explanation", document, found, [place for places in marked for place in places])


def _explanation(made: Tally, one: Explanation, hits: Sequence[Item], *, is_there: bool) -> None:
    cue = "explicit" if one.is_explicit else "plain"
    what = "missed" if is_there else "not in the document"
    where = f"comment {one.part}" if one.part else "article"
    made.add("explanation recall", is_right=bool(hits), wrong=f"{what} explanation ({cue}, {where}): {one.spots[0]}")
    made.add(f"explanation recall, {cue}", is_right=bool(hits))
    if hits:
        made.add("polarity of those found", is_right=any(item.polarity == one.polarity for item in hits))


def _false(made: Tally, name: str, document: Document, found: Iterable[Item], marked: list[Place]) -> None:
    for item in found:
        is_right = matches_any(document, place_of(document, item), marked)
        made.add(f"{name} precision", is_right=is_right, wrong=f"false {name} ({item.cue or '-'}): {item.text}")


def _quotations(made: Tally, gold: Gold, draft: Draft) -> None:
    document, found = draft.document, _of(draft, ItemKind.QUOTATION)
    marked = [places_of(document, one.text) for one in gold.quotations]
    for one, places in zip(gold.quotations, marked, strict=True):
        hits = [item for item in found if matches_any(document, place_of(document, item), places)]
        made.add("quotation recall", is_right=bool(hits), wrong=f"missed quotation: {one.text}")
        named = [" ← ".join(voice.name for voice in item.chain) for item in hits]
        is_right = any(is_speaker(one.speaker, item.chain) for item in hits)
        wrong = f"speaker is {one.speaker}, not {' / '.join(named)}: {one.text}"
        made.add("speaker, of all quotations", is_right=is_right, wrong=wrong if hits else "")
        if hits:
            made.add("speaker, of quotations found", is_right=is_right)
    _false(made, "quotation", document, found, [place for places in marked for place in places])


def _words(made: Tally, name: str, wanted: Iterable[str], draft: Draft, kind: ItemKind) -> None:
    document, found = draft.document, _of(draft, kind)
    marked = [places_of(document, words) for words in wanted]
    for words, places in zip(wanted, marked, strict=True):
        is_right = any(matches_any(document, place_of(document, item), places) for item in found)
        made.add(f"{name} recall", is_right=is_right, wrong=f"missed {name}: {words}")
    _false(made, name, document, found, [place for places in marked for place in places])


def _roles(made: Tally, gold: Gold, draft: Draft) -> None:
    said = {draft.document.block(item.block).comment: item for item in _of(draft, ItemKind.COMMENT)}
    for number, right in gold.roles.items():
        item = said.pop(number, None)
        made.add("comment found", is_right=item is not None, wrong=f"comment {number} is not found")
        role = item.role if item else None
        is_classified = role not in (None, Role.UNCLASSIFIED)
        made.add("role, share classified", is_right=is_classified)
        wanted = " or ".join(sorted(right))
        if item and is_classified:
            wrong = f"comment {number} is {wanted}, not {role} ({item.cue})"
            made.add("role precision, of those classified", is_right=role in right, wrong=wrong)
        if Role.UNCLASSIFIED not in right:
            made.add("role recall, of those with one", is_right=role in right)
    for unknown in said:
        made.add("comment found", is_right=False, wrong=f"there is no comment {unknown}")


def _whole(made: Tally, name: str, wanted: str | None, draft: Draft, kind: ItemKind) -> None:
    """Hold an author or a date against the item's words; none wanted and none found is right."""
    found = [item.text for item in _of(draft, kind)]
    is_right = any(wanted in text or text in wanted for text in found) if wanted else not found
    made.add(name, is_right=is_right, wrong=f"the {name} is {wanted}, not {found or None}")
