"""Undo what senders of spam do to words, so that the filter sees the word a reader sees."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

HEAD, TAIL = 8_000, 4_000
"""Letters read from the beginning and the end of a text: padding in the middle hides nothing that is at either end."""

# Pairs: a Cyrillic or Greek letter, and the Latin one that it is drawn as.
_PAIRS = "аa еe оo рp сc уy хx іi ѕs јj ԁd һh ӏl кk мm тt вb нh гr αa βb εe ιi κk νv οo ρp τt υu χx ωw ϲc"
_LOOKS = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})
_DIGITS = str.maketrans("0134578@$", "oieastbas")
_DIGIT_IN_WORD = re.compile(r"[^\W\d_][0134578@$]+[^\W\d_]|^[0134578@$][^\W\d_]{3,}|[^\W\d_]{3,}[@$]$")
_LATIN, _DRAWN_LATIN = re.compile("[a-z]"), re.compile("[\u0370-\u03ff\u0400-\u052f]")
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-_*]{1,2}){3,}[^\W\d_](?!\w)")
_BETWEEN = re.compile(r"[\W_]+")
_UNSEEN = {"Cf", "Cc", "Co", "Cs", "Mn", "Me"}
_HARMLESS = "\u200c\u200d\u200e\u200f\ufeff\u00ad"  # joiners of emoji and scripts, direction marks, what editors leave


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as the filter reads it, and how often a trick was undone."""

    text: str
    hidden: int  # signs that are not drawn
    spaced: int  # words written l e t t e r by letter


def plain(text: str) -> Plain:
    """Return a text without case, accents, unseen signs and spaced letters. A long one is cut first."""
    shown, hidden = unicodedata.normalize("NFKC", cut(text)).casefold(), 0
    if not shown.isascii():
        hidden = sum(unicodedata.category(sign) == "Cf" and sign not in _HARMLESS for sign in shown)
        apart = unicodedata.normalize("NFKD", shown)
        shown = unicodedata.normalize("NFC", "".join(filter(_is_seen, apart)))
    joined, spaced = _SPACED.subn(lambda found: _BETWEEN.sub("", found.group()), shown)
    return Plain(joined, hidden, spaced)


def cut(text: str) -> str:
    """Return a text of bearable length: its beginning and its end."""
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]} {text[-TAIL:]}"


def looks_like(word: str) -> str:
    """Return a word with the letters it seems to have: `v1agra` is `viagra`, a Cyrillic о among Latin letters is o."""
    if not word.isascii() and _LATIN.search(word) and _DRAWN_LATIN.search(word):
        word = word.translate(_LOOKS)
    return word.translate(_DIGITS) if _DIGIT_IN_WORD.search(word) else word


def _is_seen(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) not in _UNSEEN
