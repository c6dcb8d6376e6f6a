"""The form that changes an item, and the one that makes an item of words."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from rashomon.drafting.draft import Draft
from rashomon.drafting.items import Item, ItemKind, Polarity, Role, VoiceKind
from rashomon.drafting.sentences import sentences_of
from rashomon_site.drafts.showing.items import mergeable
from rashomon_site.drafts.showing.wording import KINDS, POLARITIES, ROLES, VOICES

Choice = tuple[str, str]
ADDABLE = tuple(kind for kind in KINDS if kind not in (ItemKind.LINK, ItemKind.COMMENT))


@dataclass(frozen=True, slots=True)
class VoiceFields:
    """One voice of the chain, in fields."""

    name: str = ""
    kind: str = VoiceKind.PERSON.value
    of: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What the form for an item holds: as it stands, or as it was sent and could not be kept."""

    item: Item
    label: str
    words: str
    kind: str
    polarity: str
    role: str
    voices: tuple[VoiceFields, ...]
    kinds: tuple[Choice, ...]
    into: list[Item]
    polarities: tuple[Choice, ...] = tuple((key.value, words) for key, words in POLARITIES.items())
    roles: tuple[Choice, ...] = tuple((key.value, words) for key, words in ROLES.items())
    voice_kinds: tuple[Choice, ...] = tuple((key.value, words) for key, words in VOICES.items())


@dataclass(frozen=True, slots=True)
class Selection:
    """What the form for a new item holds."""

    near: int
    words: str
    kind: str = ItemKind.EXPLANATION.value
    polarity: str = Polarity.ASSERTED.value
    kinds: tuple[Choice, ...] = tuple((kind.value, KINDS[kind]) for kind in ADDABLE)
    polarities: tuple[Choice, ...] = tuple((key.value, words) for key, words in POLARITIES.items())


def change_of(draft: Draft, item: Item, sent: QueryDict | None) -> Change:
    """Return the form for an item; `sent` is what could not be kept."""
    mine = sent if sent is not None and sent.get("do") == "change" and sent.get("item") == item.id else None
    get = mine.get if mine is not None else (lambda _name, default: default)
    role = item.role.value if item.role else Role.UNCLASSIFIED.value
    return Change(
        item,
        label=get("label", item.label),
        words=get("words", item.text),
        kind=get("kind", item.kind.value),
        polarity=get("polarity", item.polarity.value),
        role=get("role", role),
        voices=(*(_sent_voices(mine) if mine is not None else _voices(item)), VoiceFields()),
        kinds=tuple((kind.value, KINDS[kind]) for kind in _kinds(item)),
        into=mergeable(draft, item),
    )


def selection_of(draft: Draft, near: int, sent: QueryDict | None) -> Selection | None:
    """Return the form for a new item from the sentence at a place; nothing if no words stand there."""
    if sent is not None and sent.get("do") == "add":
        return Selection(near, sent.get("words", ""), sent.get("kind", ""), sent.get("polarity", ""))
    for block in draft.document.blocks:
        if block.start <= near < block.end:
            found = [one.text for one in sentences_of(draft.document, block) if one.start <= near < one.end]
            return Selection(near, found[0] if found else draft.document.text_of(block))
    return None


def _kinds(item: Item) -> tuple[ItemKind, ...]:
    return (item.kind,) if item.kind in (ItemKind.COMMENT, ItemKind.LINK) else ADDABLE


def _voices(item: Item) -> list[VoiceFields]:
    return [VoiceFields(voice.name, voice.kind.value, voice.of) for voice in item.chain]


def _sent_voices(sent: QueryDict) -> list[VoiceFields]:
    rows = zip(sent.getlist("voice_name"), sent.getlist("voice_kind"), sent.getlist("voice_of"), strict=False)
    return [VoiceFields(*row) for row in rows if row[0].strip()]
