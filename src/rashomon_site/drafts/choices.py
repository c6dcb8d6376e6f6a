"""What a form asks for, as a decision on a draft: pure functions, with the words for the list of steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import QueryDict

from rashomon.drafting.draft import Draft
from rashomon.drafting.failures import BadDecision
from rashomon.drafting.items import Item, ItemKind, Polarity, Role, State, Voice, VoiceKind
from rashomon.drafting.review import decisions
from rashomon.drafting.review.selecting import place_of
from rashomon_site.drafts.showing.wording import GROUPS, PLAIN_KINDS

Choice = tuple[str, str, Callable[[Draft], Draft]]  # the item that it is about, what is said of it, what it does


def choice(sent: QueryDict) -> Choice:
    """Return what the pressed button asks for. Raises BadDecision."""
    for name, words, act in _SIMPLE:
        if item := sent.get(name, ""):
            return item, f"{words} {item}", lambda draft, act=act, item=item: act(draft, [item])
    if kind := sent.get("accept_kind", ""):
        return "", f"Accepted all: {_group_name(kind)}", lambda draft: _accept_kind(draft, kind)
    asked = {"change": _change, "merge": _merge, "add": _add}.get(sent.get("do", ""))
    if asked is None:
        raise BadDecision("The form says nothing that can be done. Load the page again.")
    return asked(sent)


_SIMPLE = (
    ("accept", "Accepted", decisions.accept),
    ("reject", "Rejected", decisions.reject),
    ("reconsider", "Opened again:", decisions.reconsider),
)


def _group_name(kind: str) -> str:
    if kind not in PLAIN_KINDS:
        raise BadDecision("Items of this kind are decided one by one.")
    return GROUPS[ItemKind(kind)]


def _accept_kind(draft: Draft, kind: str) -> Draft:
    return decisions.accept(draft, [item.id for item in draft.unconfirmed if item.kind == kind])


def _merge(sent: QueryDict) -> Choice:
    item, into = sent.get("item", ""), sent.get("into", "")
    if not into or into == item:
        raise BadDecision("Choose the item that it is to be merged into.")
    return into, f"Merged {item} into {into}", lambda draft: decisions.merge(draft, into, [item])


def _add(sent: QueryDict) -> Choice:
    kind, polarity = _one_of(ItemKind, sent, "kind"), _one_of(Polarity, sent, "polarity")
    near, words = sent.get("near", ""), sent.get("words", "")

    def act(draft: Draft) -> Draft:
        start, end = place_of(draft, int(near) if near.isdecimal() and len(near) < 9 else -1, words)
        return decisions.add(draft, start, end, kind, polarity=polarity)

    return "", f"Made an item of “{' '.join(words.split())[:60]}”", act


def _change(sent: QueryDict) -> Choice:
    item_id = sent.get("item", "")

    def act(draft: Draft) -> Draft:
        item = next((one for one in draft.items if one.id == item_id), None)
        if item is None:
            raise BadDecision(f"There is no item {item_id[:20]}. Load the page again.")
        return decisions.change(draft, item_id, **_values(draft, item, sent))

    return item_id, f"Changed {item_id}", act


def _values(draft: Draft, item: Item, sent: QueryDict) -> dict[str, Any]:
    values: dict[str, Any] = {"polarity": _one_of(Polarity, sent, "polarity")}
    kind = _one_of(ItemKind, sent, "kind")
    if kind != item.kind:
        values["kind"] = kind
    if item.role is not None and kind == ItemKind.COMMENT:
        values["role"] = _one_of(Role, sent, "role")
    label = " ".join(sent.get("label", "").split())
    if not label:
        raise BadDecision("The item needs words for the case. Write them, or reject it.")
    if " ".join(sent.get("words", "").split()) != " ".join(item.text.split()):
        values["start"], values["end"] = place_of(draft, item.start, sent.get("words", ""))
    if label != item.label or "start" not in values:
        values["label"] = label[:1000]
    return values | {"chain": tuple(_voices(item, sent))}


def _voices(item: Item, sent: QueryDict) -> Iterator[Voice]:
    known = {voice.name: voice for voice in item.chain}
    rows = zip(sent.getlist("voice_name"), sent.getlist("voice_kind"), sent.getlist("voice_of"), strict=False)
    for raw, kind, of in rows:
        if not (name := " ".join(raw.split())[:300]):
            continue
        if kind not in VoiceKind.__members__.values():
            raise BadDecision("Choose what sort of speaker it is.")
        place = {"start": known[name].start, "end": known[name].end} if name in known else {}
        yield Voice(name=name, kind=VoiceKind(kind), of=" ".join(of.split())[:300], **place)


def _one_of(options: Any, sent: QueryDict, name: str) -> Any:
    try:
        return options(sent.get(name, ""))
    except ValueError:
        raise BadDecision(f"Choose the {name} from the list.") from None


def waits(draft: Draft, item_id: str) -> bool:
    """Whether an item waits for a decision."""
    return any(item.id == item_id and item.state == State.PROPOSED for item in draft.items)
