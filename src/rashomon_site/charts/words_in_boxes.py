"""Words that have to fit a box in a drawing: SVG breaks no lines of its own."""

from __future__ import annotations

import unicodedata

NARROW, USUAL, WIDE = 0.34, 0.56, 1.0
"""Widths of a letter as parts of the type's size, taken rather too wide than too narrow."""

_NARROW_LETTERS = frozenset("iljtfrI.,:;'’‘!|()[] ")
_WIDE_LETTERS = frozenset("mwMWQGOD@%—…")
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
"""Kinds of characters that turn or hide text; they have no place in a drawing."""


def plain(text: str) -> str:
    """Return `text` in one line without characters that turn its direction or cannot be seen."""
    seen = "".join(" " if letter.isspace() else letter for letter in text if _is_seen(letter))
    return " ".join(seen.split())


def _is_seen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in _HIDDEN


def width_of(text: str, size: float) -> float:
    """Return about how wide `text` is in type of that size, in pixels."""
    return size * sum(_letter_width(letter) for letter in text)


def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if letter in _NARROW_LETTERS:
        return NARROW
    if letter in _WIDE_LETTERS or unicodedata.east_asian_width(letter) in "FW":
        return WIDE
    return USUAL + 0.1 if letter.isupper() else USUAL


def wrapped(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """Break `text` into at most `most` lines that fit `width`; the last ends in an ellipsis where words are left."""
    lines: list[str] = []
    left = plain(text)
    while left and len(lines) < most:
        line, left = _first_line(left, width, size)
        lines.append(line)
    if left:
        lines[-1] = _with_ellipsis(lines[-1], width, size)
    return tuple(lines)


def _first_line(text: str, width: float, size: float) -> tuple[str, str]:
    """Part `text` after the last word that fits, inside a word where not even that one fits."""
    fits = _fitting(text, width, size)
    if fits == len(text):
        return text, ""
    space = text.rfind(" ", 0, fits + 1)
    cut = space if space > 0 else max(fits, 1)
    return text[:cut].rstrip(), text[cut:].lstrip()


def _fitting(text: str, width: float, size: float) -> int:
    taken = 0.0
    for place, letter in enumerate(text):
        taken += size * _letter_width(letter)
        if taken > width:
            return place
    return len(text)


def _with_ellipsis(line: str, width: float, size: float) -> str:
    return line[: _fitting(line, width - size * WIDE, size)].rstrip(" ,;:.–-") + "…"
