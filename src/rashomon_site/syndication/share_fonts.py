"""The typefaces of the share image, which ship with it, and which of them can write a text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FOLDER = Path(__file__).parent / "fonts"
FACES = {"serif": "serif-600.ttf", "sans": "sans-400.ttf", "strong": "sans-600.ttf", "wide": "dejavu-sans-subset.ttf"}
_NO_CHARACTER = "\uffff"
LEAST_SHARE = 0.7
_MARKS = re.compile(r"(?:\s*[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0e31-\u0e4e\u20d0-\u20ff]){3,}")
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")

Font = ImageFont.FreeTypeFont


@lru_cache(maxsize=64)
def face(name: str, size: int) -> Font:
    """Return one of the typefaces at a size in pixels."""
    return ImageFont.truetype(FOLDER / FACES[name], size)


def readable(text: str) -> str:
    """Return text that can be set: in one line, without control characters and without heaps of accents."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(" " if c.isspace() else c for c in composed if c.isspace() or not _is_hidden(c))
    return " ".join(_MARKS.sub("", kept).split())


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in _HIDDEN


def setting(text: str, wanted: str) -> tuple[str, str]:
    """Return the text that can be written, and the typeface for it: the wanted one, or the wide one.

    Characters that neither has are left out; where little would be left, nothing is, since a scrap could mislead.
    """
    if all(_has(wanted, character) for character in text):
        return text, wanted
    kept = "".join(character for character in text if _has("wide", character))
    return (" ".join(kept.split()) if len(kept) >= len(text) * LEAST_SHARE else ""), "wide"


@lru_cache(maxsize=8192)
def _has(name: str, character: str) -> bool:
    if character.isspace():
        return True
    font = face(name, 20)
    return bytes(font.getmask(character)) != bytes(font.getmask(_NO_CHARACTER))


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction is written from right to left."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((d in ("R", "AL") for d in directions if d in ("L", "R", "AL")), False)


def wrapped(text: str, font: Font, width: int, most: int) -> tuple[list[str], bool]:
    """Return at most `most` lines that fit, and whether all of the text did."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most:
        line = _first_line(rest, font, width)
        lines.append(line.strip())
        rest = rest[len(line) :].lstrip()
    if rest:
        lines[-1] = shortened(f"{lines[-1]} {rest[:200]}", font, width)
    return lines, not rest


def _first_line(text: str, font: Font, width: int) -> str:
    """Return as many words as fit; of a word that is too long by itself, as many letters."""
    text = text[:400]
    if font.getlength(text) <= width:
        return text
    end = _fitting(text, font, width)
    space = text.rfind(" ", 0, end + 1)
    return text[:space] if space > 0 else text[: max(end, 1)]


def _fitting(text: str, font: Font, width: int) -> int:
    """Return how many characters fit."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if font.getlength(text[:middle]) <= width else (low, middle - 1)
    return low


def shortened(text: str, font: Font, width: int) -> str:
    """Return the text, cut with "…" where it does not fit."""
    text = text[:400]
    if font.getlength(text) <= width:
        return text
    return text[: max(_fitting(text, font, width - int(font.getlength("…"))), 1)].rstrip(" ,;:.–-") + "…"
