"""The place in a text that a query found, in parts: raw text, each part marked as found or not. Templates escape it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon_site.search.query import Query, Term
from rashomon_site.search.words import Word, words_of

MOST_READ = 30_000  # characters of a text that are looked at
LENGTH = 240
BEFORE = 70  # characters shown before the first word found


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a text; `is_found` where the query matched."""

    text: str
    is_found: bool = False


Span = tuple[int, int]


def marked(text: str, query: Query) -> tuple[Segment, ...]:
    """Return the whole of a short text, such as a title."""
    return _segments(text, _spans(text[:MOST_READ], query), 0, len(text))


def snippet(text: str, query: Query, length: int = LENGTH) -> tuple[Segment, ...]:
    """Return about `length` characters of a text, where most of the query was found, or its beginning."""
    read = text[:MOST_READ]
    spans = _spans(read, query)
    start, end = _window(read, spans, length)
    inside = [span for span in spans if span[0] >= start and span[1] <= end]
    parts = _segments(read, inside, start, end)
    ahead = (Segment("… "),) if start else ()
    behind = (Segment(" …"),) if end < len(text.rstrip()) else ()
    return (*ahead, *parts, *behind)


def _spans(text: str, query: Query) -> list[Span]:
    words = list(words_of(text))
    found = {span for term in query.wanted for span in _term_spans(words, term)}
    return _merged(sorted(found))


def _term_spans(words: Sequence[Word], term: Term) -> list[Span]:
    """Return where a term stands. Tokens that one word makes together are compared one by one."""
    tokens = [(token, word) for word in words for token in word.tokens]
    size, last = len(term.tokens), term.tokens[-1]
    spans = []
    for at in range(len(tokens) - size + 1):
        run = [token for token, _ in tokens[at : at + size]]
        ends = run[-1].startswith(last) if term.is_beginning else run[-1] == last
        if ends and tuple(run[:-1]) == term.tokens[:-1]:
            spans.append((tokens[at][1].start, tokens[at + size - 1][1].end))
    return spans


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _window(text: str, spans: Sequence[Span], length: int) -> Span:
    """Return where to cut: the place with most spans, at the ends of words."""
    if not spans:
        return 0, _word_end(text, length)
    best = max(range(len(spans)), key=lambda at: (_reached(spans, at, length), -at))
    start = _word_start(text, spans[best][0] - BEFORE)
    return start, max(_word_end(text, start + length), spans[best][1])


def _reached(spans: Sequence[Span], at: int, length: int) -> int:
    return sum(spans[at][0] <= start and end <= spans[at][0] + length - BEFORE for start, end in spans)


def _word_start(text: str, at: int) -> int:
    if at <= 0:
        return 0
    return text.rfind(" ", 0, at + 1) + 1 or at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", 0, at + 1)
    return space if space > at - 40 else at


def _segments(text: str, spans: Sequence[Span], start: int, end: int) -> tuple[Segment, ...]:
    edges = [start, *(edge for span in spans for edge in span), end]
    pieces = [Segment(text[a:b], bool(place % 2)) for place, (a, b) in enumerate(pairwise(edges))]
    return tuple(piece for piece in pieces if piece.text)
