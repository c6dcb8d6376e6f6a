"""What changed in a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

MOST_WORDS = 3000  # of a passage; longer ones are shown as a whole
MOST_LINES = 20_000  # of both texts; comparing more takes longer than a reader waits
KEPT = 12  # words of an unchanged stretch that are shown at each end
LONGEST_SHOWN = 4000  # characters of one passage
_WORD = re.compile(r"\S+\s*|\s+")

Kind = Literal["same", "removed", "added", "gap"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text; `gap` stands for unchanged words that are left out."""

    kind: Kind
    text: str


def word_changes(before: str, after: str) -> list[Passage]:
    """Return both texts as one: what stayed, what went and what came. Long stretches that stayed are cut."""
    passages = list(_by_line(before.splitlines(keepends=True), after.splitlines(keepends=True)))
    return [part for passage in _joined(passages) for part in _shortened(passage)]


def _by_line(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    """Compare lines first: articles are long, and most of one stays."""
    if len(before) + len(after) > MOST_LINES:
        yield from (Passage("removed", "".join(before)), Passage("added", "".join(after)))
        return
    for kind, a, b in _matched(before, after):
        if kind == "equal":
            yield Passage("same", "".join(a))
        else:
            yield from _by_word("".join(a), "".join(b))


def _by_word(before: str, after: str) -> Iterator[Passage]:
    a, b = _WORD.findall(before), _WORD.findall(after)
    if len(a) > MOST_WORDS or len(b) > MOST_WORDS:
        yield from (Passage("removed", before), Passage("added", after))
        return
    removed, added = "", ""
    runs = list(_matched(a, b))
    for place, (kind, old, new) in enumerate(runs):
        # One word that stayed between two that changed is read more easily as part of the change.
        if kind == "equal" and (len(old) > 1 or place in (0, len(runs) - 1)):
            yield from (Passage("removed", removed), Passage("added", added), Passage("same", "".join(old)))
            removed, added = "", ""
        else:
            removed, added = removed + "".join(old), added + "".join(new)
    yield from (Passage("removed", removed), Passage("added", added))


def _matched(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    for kind, a_start, a_end, b_start, b_end in SequenceMatcher(None, a, b).get_opcodes():
        yield kind, a[a_start:a_end], b[b_start:b_end]


def _joined(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Drop what is empty, and join neighbours of one kind."""
    held: Passage | None = None
    for passage in passages:
        if not passage.text:
            continue
        if held and held.kind == passage.kind:
            held = Passage(held.kind, held.text + passage.text)
        else:
            if held:
                yield held
            held = passage
    if held:
        yield held


def _shortened(passage: Passage) -> Iterator[Passage]:
    words = _WORD.findall(passage.text)
    if passage.kind == "same" and len(words) > 3 * KEPT:
        yield Passage("same", "".join(words[:KEPT]))
        yield Passage("gap", f"{len(words) - 2 * KEPT:,} words unchanged")
        yield Passage("same", "".join(words[-KEPT:]))
    elif len(passage.text) > LONGEST_SHOWN:
        yield Passage(passage.kind, passage.text[:LONGEST_SHOWN])
        yield Passage("gap", f"{len(passage.text) - LONGEST_SHOWN:,} more characters")
    else:
        yield passage
