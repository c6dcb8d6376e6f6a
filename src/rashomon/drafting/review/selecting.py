"""A selection of the text made an item, with the voice whose words they are."""

from __future__ import annotations

from rashomon.drafting.draft import Draft
from rashomon.drafting.items import ItemKind, State, Voice, VoiceKind
from rashomon.drafting.link.voices import Voices
from rashomon.drafting.propose.found import Found
from rashomon.drafting.review.decisions import add, block_at


def select(draft: Draft, start: int, end: int, kind: ItemKind) -> Draft:
    """Return the draft with a selection as a new, accepted item of the author or the commenter. Raises BadDecision."""
    found = Found(kind, block_at(draft, start).id, start, end)
    return add(draft, start, end, kind, chain=Voices(draft.document, _authors(draft)).chain(found))


def _authors(draft: Draft) -> tuple[Voice, ...]:
    named = [item for item in draft.items if item.kind == ItemKind.AUTHOR and item.state != State.REJECTED]
    made = [Voice(name=item.text[:300], kind=VoiceKind.AUTHOR, start=item.start, end=item.end) for item in named]
    return tuple(made) or (Voice(name="the article", kind=VoiceKind.AUTHOR),)
