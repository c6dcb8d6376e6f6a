"""Bring two changes of one text together: where they touch different lines, nobody need choose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

Lines = list[str]

# As YAML comments, so that a text with open questions can still be read and checked.
YOURS, BETWEEN, THEIRS = "# <<<<<<< yours", "# =======", "# >>>>>>> theirs"
MOST_LINES = 60_000  # of all three texts


@dataclass(frozen=True, slots=True)
class Merge:
    """The merged text; `clashes` counts the places where both changed the same lines and both versions stand."""

    text: str
    clashes: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines that all three texts share: where they start in each, and how many they are."""

    base: int
    mine: int
    theirs: int
    length: int


def merge_texts(base: str, mine: str, theirs: str) -> Merge:
    """Return both changes in one text; where they clash, both versions between marked comment lines."""
    three = base.split("\n"), mine.split("\n"), theirs.split("\n")
    if sum(map(len, three)) > MOST_LINES:  # finding what they share would take minutes
        lines, clash = _settled(*three)
        return Merge("\n".join(lines), int(clash))
    merged: Lines = []
    clashes = at_base = at_mine = at_theirs = 0
    for stretch in _shared(*three):
        chunk = three[0][at_base : stretch.base], three[1][at_mine : stretch.mine], three[2][at_theirs : stretch.theirs]
        lines, clash = _settled(*chunk)
        merged += lines
        clashes += clash
        merged += three[0][stretch.base : stretch.base + stretch.length]
        at_base, at_mine, at_theirs = (start + stretch.length for start in (stretch.base, stretch.mine, stretch.theirs))
    return Merge("\n".join(merged), clashes)


def _settled(base: Lines, mine: Lines, theirs: Lines) -> tuple[Lines, bool]:
    if theirs in (mine, base):
        return mine, False
    if mine == base:
        return theirs, False
    return [YOURS, *mine, BETWEEN, *theirs, THEIRS], True


def _shared(base: Lines, mine: Lines, theirs: Lines) -> Iterator[_Stretch]:
    """Yield every stretch of the base that both left alone, then an empty one at the end."""
    in_mine, in_theirs = _kept(base, mine), _kept(base, theirs)
    at = 0
    while at < len(base):
        length = 0
        while _goes_on(in_mine, at, length) and _goes_on(in_theirs, at, length):
            length += 1
        if length:
            yield _Stretch(at, in_mine[at], in_theirs[at], length)
        at += max(length, 1)
    yield _Stretch(len(base), len(mine), len(theirs), 0)


def _goes_on(places: dict[int, int], at: int, length: int) -> bool:
    return at in places and places.get(at + length) == places[at] + length


def _kept(base: Lines, changed: Lines) -> dict[int, int]:
    blocks = SequenceMatcher(None, base, changed).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}
