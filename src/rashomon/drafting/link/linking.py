"""From what was found to items: ids in the order of the text, words, labels, chains and likenesses."""

from __future__ import annotations

from rashomon.drafting.document import Document
from rashomon.drafting.items import Item
from rashomon.drafting.link.alike import alike
from rashomon.drafting.link.labels import label
from rashomon.drafting.link.voices import Voices, authors_of
from rashomon.drafting.propose.found import Found
from rashomon.drafting.propose.rules.puzzle import puzzle_of

MOST_ITEMS = 20_000


def link(document: Document, found: tuple[Found, ...]) -> tuple[Item, ...]:
    """Return the items of a document, as found by one reader."""
    found = _once(found)[:MOST_ITEMS]
    texts = [document.text[one.start : one.end] for one in found]
    pairs = alike(found, texts, puzzle_of(document))
    voices = Voices(document, authors_of(document, found))
    return tuple(
        Item(
            id=f"i{place + 1}",
            kind=one.kind,
            block=one.block,
            start=one.start,
            end=one.end,
            text=texts[place],
            label=one.label or label(one, texts[place]),
            polarity=one.polarity,
            chain=voices.chain(one),
            role=one.role,
            cue=one.cue[:100],
            url=one.url,
            same_as=tuple(f"i{other + 1}" for other in pairs.get(place, ())),
            found_by=one.found_by,
        )
        for place, one in enumerate(found)
    )


def _once(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return what was found without doubles: same kind, same words."""
    return tuple({(one.kind, one.start, one.end): one for one in found}.values())
