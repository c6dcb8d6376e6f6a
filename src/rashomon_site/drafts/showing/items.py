"""The items as the review page lists them: by kind, with their words, who says so and what can be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from rashomon.drafting.draft import Draft
from rashomon.drafting.items import Item, ItemKind, Polarity, State
from rashomon.drafting.review.decisions import tidy
from rashomon_site.drafts.showing.wording import (
    FINDERS,
    GROUPS,
    KINDS,
    PLAIN_KINDS,
    POLARITIES,
    ROLES,
    STATES,
    chain_words,
    place_words,
    short,
)

STATEMENTS = frozenset({ItemKind.EVIDENCE, ItemKind.QUOTATION, ItemKind.ATTRIBUTION})
SHOWN = {"all": "All", "waiting": "To decide", "accepted": "Accepted", "rejected": "Rejected"}
_STATE_OF = {"waiting": (State.PROPOSED,), "accepted": (State.ACCEPTED, State.MERGED), "rejected": (State.REJECTED,)}


@dataclass(frozen=True, slots=True)
class Row:
    """An item in the list."""

    item: Item
    kind: str
    state: str
    place: str
    anchor: str
    chain: str
    polarity: str
    role: str
    host: str
    finder: str
    words: str  # only where they are not the label
    same: tuple[Item, ...]
    merged: tuple[Item, ...]

    @property
    def short(self) -> str:
        """Return what its buttons call it."""
        return f"{self.item.id}: {short(self.item)}"


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one kind."""

    key: str
    name: str
    rows: list[Row]
    waiting: int
    accepts_all: bool


def groups(draft: Draft, shown: str) -> list[Group]:
    """Return the items in groups by kind; what was merged stands with the item that it went into."""
    merged: dict[str | None, list[Item]] = {}
    for item in draft.items:
        merged.setdefault(item.into, []).append(item)
    open_ones = {item.id: item for item in draft.items if item.state in (State.PROPOSED, State.ACCEPTED)}
    rows = [_row(draft, item, open_ones, merged) for item in draft.items if is_shown(item, shown)]
    return [_group(kind, [row for row in rows if row.item.kind == kind]) for kind in GROUPS if _any(rows, kind)]


def is_shown(item: Item, shown: str) -> bool:
    """Whether an item stands in a list."""
    if shown not in _STATE_OF:
        return item.state != State.MERGED
    return item.state in _STATE_OF[shown]


def counts(draft: Draft) -> list[tuple[str, str, int]]:
    """Return the lists, with how many items each holds."""
    return [(key, name, sum(is_shown(item, key) for item in draft.items)) for key, name in SHOWN.items()]


def mergeable(draft: Draft, item: Item) -> list[Item]:
    """Return the items that this one can be merged into, those that are possibly the same first."""
    if item.kind == ItemKind.COMMENT:
        return []
    kinds = STATEMENTS if item.kind in STATEMENTS else {item.kind}
    others = [
        other
        for other in draft.items
        if other.id != item.id and other.kind in kinds and other.state in (State.PROPOSED, State.ACCEPTED)
    ]
    return sorted(others, key=lambda other: other.id not in item.same_as)


def after(draft: Draft, item_id: str, shown: str) -> str:
    """Return the next item to decide on, in the order of the list; the first one after the last."""
    order = [item for kind in GROUPS for item in draft.items if item.kind == kind]
    at = next((number for number, item in enumerate(order) if item.id == item_id), -1)
    waiting = [item.id for item in [*order[at + 1 :], *order[: at + 1]] if item.state == State.PROPOSED]
    return waiting[0] if waiting else item_id


def _any(rows: Iterable[Row], kind: ItemKind) -> bool:
    return any(row.item.kind == kind for row in rows)


def _group(kind: ItemKind, rows: list[Row]) -> Group:
    waiting = sum(row.item.state == State.PROPOSED for row in rows)
    return Group(kind.value, GROUPS[kind], rows, waiting, kind in PLAIN_KINDS and waiting > 1)


def _row(draft: Draft, item: Item, open_ones: dict[str, Item], merged: dict[str | None, list[Item]]) -> Row:
    block = draft.document.block(item.block)
    is_marked = item.state != State.REJECTED and item.kind != ItemKind.COMMENT
    return Row(
        item=item,
        kind=KINDS[item.kind],
        state=STATES[item.state],
        place=place_words(draft.document, block),
        anchor=f"at-{item.start}" if is_marked else block.id,
        chain=chain_words(item.chain),
        polarity="" if item.polarity == Polarity.ASSERTED else POLARITIES[item.polarity],
        role=ROLES[item.role] if item.role else "",
        host=(urlsplit(item.url).hostname or "") if item.url else "",
        finder=FINDERS[item.found_by],
        words=item.text if tidy(item.label) != tidy(item.text) else "",
        same=tuple(open_ones[one] for one in item.same_as if one in open_ones),
        merged=tuple(merged.get(item.id, ())),
    )
