"""Words as the index keeps them: small letters without accents, the same on every database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST_WORD = 80  # characters; what is longer is found by its beginning
# Scripts that write no spaces: each character is a word, and a run of them is looked up as a phrase.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|(?:[^\W_{_UNSPACED}][\u0300-\u036f]*)+")
_PLAIN = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
# Letters that Unicode does not take apart, as people without them on the keyboard write them.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, with its place there and what the index knows it by (rarely more than one token)."""

    start: int
    end: int
    tokens: tuple[str, ...]


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of a text in order."""
    for match in _WORD.finditer(text):
        tokens = tokens_of(match[0])
        if tokens:
            yield Word(match.start(), match.end(), tokens)


@lru_cache(maxsize=20_000)
def tokens_of(word: str) -> tuple[str, ...]:
    """Return what the index knows one word by."""
    return tuple(token[:LONGEST_WORD] for token in _PLAIN.findall(folded(word)))


def folded(text: str) -> str:
    """Return `text` in small letters, without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if unicodedata.category(c) != "Mn").casefold().translate(_LETTERS)
