"""What a reader typed into the search box, understood. Nothing that can be typed is an error.

Words are looked for as beginnings of words ("march" finds "marched"), words in quotation marks as they stand and in
that order, and a minus sign before either keeps out what has it. Everything asked for must be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rashomon_site.search.words import words_of

LONGEST_QUERY = 300  # characters
MOST_TERMS = 12
SHORTEST_BEGINNING = 3  # shorter words are looked for as they stand, unless a star follows
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """One or more tokens in a row; with `is_beginning` the last may go on."""

    tokens: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What must be there and what must not."""

    text: str  # as typed, shortened to LONGEST_QUERY
    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    was_cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.wanted


def parse_query(typed: str) -> Query:
    """Return the query for any text."""
    text = " ".join(typed[:LONGEST_QUERY].replace("\x00", " ").split())
    found = list(islice(_terms(text), MOST_TERMS + 1))
    terms = found[:MOST_TERMS]
    wanted = tuple(dict.fromkeys(term for minus, term in terms if not minus))
    unwanted = tuple(dict.fromkeys(term for minus, term in terms if minus))
    return Query(text, wanted, unwanted, len(found) > MOST_TERMS or len(typed) > LONGEST_QUERY)


def _terms(text: str) -> Iterator[tuple[bool, Term]]:
    for part in _PART.finditer(text.translate(_QUOTES)):
        term = _phrase(part["phrase"]) if part["phrase"] is not None else _word(part["word"])
        if term.tokens:
            yield bool(part["minus"]), term


def _phrase(text: str) -> Term:
    return Term(_tokens(text), text.endswith("*"))


def _word(text: str) -> Term:
    tokens = _tokens(text)
    return Term(tokens, bool(tokens) and (text.endswith("*") or len(tokens[-1]) >= SHORTEST_BEGINNING))


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(token for word in words_of(text) for token in word.tokens)
