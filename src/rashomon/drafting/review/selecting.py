"""A selection of the text: where its words stand, and an item made of it, with the voice whose words they are."""

from __future__ import annotations

import re

from rashomon.drafting.draft import Draft
from rashomon.drafting.failures import BadDecision
from rashomon.drafting.ground.locating import locate
from rashomon.drafting.items import ItemKind, State, Voice, VoiceKind
from rashomon.drafting.link.voices import Voices
from rashomon.drafting.propose.found import Found
from rashomon.drafting.review.decisions import add, block_at


def place_of(draft: Draft, near: int, words: str) -> tuple[int, int]:
    """Return where these words stand in the block, or the comment, at a place: the nearest, if they do so twice.

    Blanks, quotation marks and dashes may differ, as for words that a model points to. Raises BadDecision if the words
    do not stand there.
    """
    parts = words.split()
    if not parts:
        raise BadDecision("Choose some words of the text first.")
    block = block_at(draft, near)
    pattern = re.compile(r"\s+".join(map(re.escape, parts)))
    exact = [match.span() for match in pattern.finditer(draft.document.text, *draft.document.row(block))]
    if exact:
        return min(exact, key=lambda place: (abs(place[0] - near), place))
    found = locate(draft.document, block.id, words)
    if found is None:
        raise BadDecision("These words do not stand there in the source. Copy them from it.")
    return found.start, found.end


def select(draft: Draft, start: int, end: int, kind: ItemKind) -> Draft:
    """Return the draft with a selection as a new, accepted item of the author or the commenter. Raises BadDecision."""
    found = Found(kind, block_at(draft, start).id, start, end)
    return add(draft, start, end, kind, chain=Voices(draft.document, _authors(draft)).chain(found))


def _authors(draft: Draft) -> tuple[Voice, ...]:
    named = [item for item in draft.items if item.kind == ItemKind.AUTHOR and item.state != State.REJECTED]
    made = [Voice(name=item.text[:300], kind=VoiceKind.AUTHOR, start=item.start, end=item.end) for item in named]
    return tuple(made) or (Voice(name="the article", kind=VoiceKind.AUTHOR),)
