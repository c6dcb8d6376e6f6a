"""When a found span counts as the one that a person marked, and a named speaker as the one they named."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rashomon.drafting.document import Document
from rashomon.drafting.items import Voice, VoiceKind
from tests.library.drafting.gold import Place

LEAST_SHARE = 0.5
LEAST_WORDS = 3
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_NO_NAMES = frozenset({"the", "a", "an", "one", "of", "for", "at", "in", "s", "mr", "mrs", "ms", "dr", "her", "his"})


def is_match(document: Document, one: Place, two: Place) -> bool:
    """Return whether two spans of one part share enough words.

    Enough is half of the shorter one's signs, and three words or the whole of the shorter one.
    """
    start, end = max(one.start, two.start), min(one.end, two.end)
    if one.part != two.part or start >= end:
        return False
    shorter = min((one, two), key=lambda place: place.end - place.start)
    shared = _words(document.text[start:end])
    return (end - start) >= LEAST_SHARE * (shorter.end - shorter.start) and (
        len(shared) >= LEAST_WORDS or shared == _words(document.text[shorter.start : shorter.end])
    )


def matches_any(document: Document, one: Place, others: Iterable[Place]) -> bool:
    """Return whether a span matches one of the others."""
    return any(is_match(document, one, other) for other in others)


def is_speaker(wanted: str, chain: tuple[Voice, ...]) -> bool:
    """Return whether a chain names the speaker; the page's own voice counts only where it stands alone."""
    own = (VoiceKind.AUTHOR, VoiceKind.COMMENTER)
    others = [voice for voice in chain if voice.kind not in own] or list(chain)
    return any(_is_same(part, voice.name) for part in wanted.split(",") for voice in others)


def _is_same(wanted: str, named: str) -> bool:
    """Return whether the last word of one is among the words of the other: a surname, or the noun of an office."""
    one, two = _naming(wanted), _naming(named)
    return bool(one and two) and (one[-1] in two or two[-1] in one)


def _naming(words: str) -> list[str]:
    found = (re.sub(r"[’']s$", "", word.lower()) for word in _WORD.findall(words))
    return [word for word in found if word not in _NO_NAMES]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)
