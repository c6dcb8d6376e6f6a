"""Accept, reject, change, merge and add items. Each function returns a new draft and leaves the old one as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from rashomon.drafting.document import Block
from rashomon.drafting.draft import Draft
from rashomon.drafting.failures import BadDecision
from rashomon.drafting.items import Finder, Item, ItemKind, Polarity, Role, State

CHANGEABLE = frozenset({"label", "polarity", "kind", "role", "start", "end", "chain"})


def accept(draft: Draft, ids: Iterable[str]) -> Draft:
    """Return the draft with these items accepted; merged ones come back as items of their own. Raises BadDecision."""
    return _with(draft, {item.id: {"state": State.ACCEPTED, "into": None} for item in _named(draft, ids)})


def reject(draft: Draft, ids: Iterable[str]) -> Draft:
    """Return the draft with these items rejected; what was merged into one waits again. Raises BadDecision."""
    rejected = {item.id for item in _named(draft, ids)}
    waiting = {item.id: _WAITS for item in draft.items if item.into in rejected}
    return _with(draft, waiting | {one: {"state": State.REJECTED, "into": None} for one in rejected})


def reconsider(draft: Draft, ids: Iterable[str]) -> Draft:
    """Return the draft with these items waiting for a decision again. Raises BadDecision."""
    back = {item.id for item in _named(draft, ids)}
    waiting = {item.id: _WAITS for item in draft.items if item.into in back}
    return _with(draft, waiting | dict.fromkeys(back, _WAITS))


_WAITS: Mapping[str, Any] = {"state": State.PROPOSED, "into": None}


def change(draft: Draft, item_id: str, **values: Any) -> Draft:
    """Return the draft with an item changed, and accepted by that.

    `values` are of CHANGEABLE; a new `start` or `end` takes the new words as the text. Raises BadDecision.
    """
    if unknown := set(values) - CHANGEABLE:
        raise BadDecision(f"An item's {', '.join(sorted(unknown))} cannot be changed.")
    item = _named(draft, [item_id])[0]
    start, end = values.get("start", item.start), values.get("end", item.end)
    if (start, end) != (item.start, item.end):
        values |= {"start": start, "end": end} | _span(draft, start, end)
        values.setdefault("label", tidy(values["text"]))
    if "kind" in values:
        values["role"] = (
            values.get("role", item.role or Role.UNCLASSIFIED) if values["kind"] == ItemKind.COMMENT else None
        )
        if values["kind"] == ItemKind.LINK and item.url is None:
            raise BadDecision("An item cannot be made a link: links are found by their address.")
    return _with(draft, {item.id: {**values, "state": State.ACCEPTED, "into": None}})


def merge(draft: Draft, into: str, ids: Iterable[str]) -> Draft:
    """Return the draft with items merged into another of their kind, which is accepted by that.

    Merged explanations are one hypothesis; merged evidence, quotations and attributions are several reports of one
    evidence item. Raises BadDecision for unlike kinds.
    """
    target = _named(draft, [into])[0]
    merged = [item for item in _named(draft, ids) if item.id != into]
    for item in merged:
        if _sort(item.kind) != _sort(target.kind):
            raise BadDecision(
                f"{item.id} is of the kind {item.kind}, {target.id} of the kind {target.kind}: they do not merge."
            )
    taken = {item.id for item in merged}
    followers = [item.id for item in draft.items if item.into in taken]
    changes = {one: {"state": State.MERGED, "into": into} for one in [*taken, *followers]}
    return _with(draft, {**changes, into: {"state": State.ACCEPTED, "into": None}})


def add(draft: Draft, start: int, end: int, kind: ItemKind, **values: Any) -> Draft:
    """Return the draft with a selection of the text as a new, accepted item at the end. Raises BadDecision."""
    span = _span(draft, start, end)
    if kind == ItemKind.LINK:
        raise BadDecision("Links are found by their address; a selection cannot be made one.")
    number = max((int(item.id[1:]) for item in draft.items), default=0) + 1
    role = values.pop("role", Role.UNCLASSIFIED) if kind == ItemKind.COMMENT else None
    fields = {"label": tidy(span["text"]), "polarity": Polarity.ASSERTED, **values}
    made = {"id": f"i{number}", "kind": kind, "start": start, "end": end, "role": role, **span, **fields}
    return _checked(draft, (*draft.items, _item({**made, "found_by": Finder.PERSON, "state": State.ACCEPTED})))


def tidy(text: str) -> str:
    """Return words as a label: in one line, without the sign at the end, and no longer than a line of a case."""
    return " ".join(text.split()).strip(' .,;:?!…“”"')[:1000] or text[:1000]


def block_at(draft: Draft, place: int) -> Block:
    """Return the block that holds a place. Raises BadDecision between blocks."""
    for block in draft.document.blocks:
        if block.start <= place < block.end:
            return block
    raise BadDecision(f"No words stand at {place}.")


def _sort(kind: ItemKind) -> str:
    statements = {ItemKind.EVIDENCE, ItemKind.QUOTATION, ItemKind.ATTRIBUTION}
    return "statement" if kind in statements else kind.value


def _span(draft: Draft, start: int, end: int) -> dict[str, Any]:
    text = draft.document.text[start:end] if 0 <= start < end else ""
    if not text.strip():
        raise BadDecision("The selection is empty.")
    return {"block": block_at(draft, start).id, "text": text}


def _named(draft: Draft, ids: Iterable[str]) -> list[Item]:
    known = {item.id: item for item in draft.items}
    wanted = list(dict.fromkeys(ids))
    if missing := [one for one in wanted if one not in known]:
        raise BadDecision(f"There is no item {missing[0]}. Items are i1 to i{len(draft.items)}.")
    return [known[one] for one in wanted]


def _with(draft: Draft, changes: Mapping[str, Mapping[str, Any]]) -> Draft:
    return _checked(
        draft, tuple(_item({**dict(item), **changes[item.id]}) if item.id in changes else item for item in draft.items)
    )


def _item(values: Mapping[str, Any]) -> Item:
    try:
        return Item.model_validate(dict(values))
    except ValidationError as error:
        raise BadDecision(_said(error)) from None


def _checked(draft: Draft, items: tuple[Item, ...]) -> Draft:
    try:
        return Draft.model_validate({**dict(draft), "items": items})
    except ValidationError as error:
        raise BadDecision(_said(error)) from None


def _said(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg'].removeprefix('Value error, ')}".lstrip(": ")
