"""Short ids made of words, each given once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import count

LONGEST = 40
_PASSED_OVER = frozenset({"a", "an", "the", "it", "was", "were", "is", "of", "to", "and", "or"})
_NOT_TEXT = frozenset({"null", "true", "false"})  # a case file would read these, and numbers, as something else


class Ids:
    """The ids given so far among parts of one kind; `taken` are never given."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)

    def make(self, words: str, instead: str) -> str:
        """Return a new id made of `words`, or of `instead` where they hold no Latin letters."""
        start = slug(words) or instead
        made = start if start not in self._taken else next(self._numbered(start))
        self._taken.add(made)
        return made

    def _numbered(self, start: str) -> Iterator[str]:
        return (f"{start}-{number}" for number in count(2) if f"{start}-{number}" not in self._taken)


def slug(words: str) -> str:
    """Return up to five words as an id, or nothing if there are none that an id can hold."""
    plain = unicodedata.normalize("NFKD", words[:1000]).encode("ascii", "ignore").decode().lower()
    every = [word for word in re.split(r"[^a-z0-9]+", plain.replace("'", "")) if word]
    chosen = [word for word in every if word not in _PASSED_OVER] or every
    made = "-".join(chosen[:5])[:LONGEST].strip("-")
    return f"x-{made}" if made[:1].isdigit() or made in _NOT_TEXT else made
