"""The two databases' full-text search, behind one set of verbs. The only SQL of the site stands here.

Both are handed words that were folded and parted in Python (`words`), so that both find the same things. A query is
written from such words alone: letters and digits between quotation marks, which no syntax can leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db import connection

from rashomon_site.search.query import Query, Term
from rashomon_site.search.words import words_of

MOST_WORDS = 12_000  # of a text; PostgreSQL numbers places up to 16,383
MOST_BYTES = 400_000  # of its words together; PostgreSQL takes a megabyte
GAP = 50  # places between title and text, so that no phrase reaches from one into the other


@dataclass(frozen=True, slots=True)
class EntryWords:
    """The words of one entry of the index."""

    id: int
    title: tuple[str, ...]
    text: tuple[str, ...]


class Engine(Protocol):
    """What each database can do.

    `matching` and `ranking` are SQL whose one parameter is `match(query)`; their columns are id and rank. The one
    gives no ranks, the other the best the least.
    """

    matching: str
    ranking: str

    def store(self, entries: Sequence[EntryWords]) -> None:
        """Keep the words of new entries."""

    def match(self, query: Query) -> str:
        """Write the query as the database takes it."""


def engine() -> Engine:
    """Return the engine of the site's database."""
    return ENGINES[connection.vendor]


def indexed_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that are kept, from its beginning."""
    kept: list[str] = []
    size = 0
    for word in words_of(text):
        size += sum(len(token.encode()) + 1 for token in word.tokens)
        if len(kept) + len(word.tokens) > MOST_WORDS or size > MOST_BYTES:
            break
        kept += word.tokens
    return tuple(kept)


class Fts5:
    """SQLite: the virtual table `search_words`, its rowid that of the entry."""

    matching = "SELECT rowid AS id, 0 AS rank FROM search_words WHERE search_words MATCH %s"
    ranking = "SELECT rowid AS id, bm25(search_words, 6.0, 1.0) AS rank FROM search_words WHERE search_words MATCH %s"

    def store(self, entries: Sequence[EntryWords]) -> None:
        rows = [(entry.id, " ".join(entry.title), " ".join(entry.text)) for entry in entries]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO search_words (rowid, title, text) VALUES (%s, %s, %s)", rows)

    def match(self, query: Query) -> str:
        wanted = " AND ".join(map(self._term, query.wanted))
        return " NOT ".join([f"({wanted})", *map(self._term, query.unwanted)])

    @staticmethod
    def _term(term: Term) -> str:
        return f'"{" ".join(term.tokens)}"' + ("*" if term.is_beginning else "")


class TextSearchVector:
    """PostgreSQL: the column `words`, where a word of the title weighs A and one of the text D."""

    matching = "SELECT id, 0 AS rank FROM search_searchentry WHERE words @@ CAST(%s AS tsquery)"
    ranking = (
        "SELECT id, -ts_rank('{0.15, 0.2, 0.4, 1.0}', words, asked, 1) AS rank "
        "FROM search_searchentry, CAST(%s AS tsquery) AS asked WHERE words @@ asked"
    )

    def store(self, entries: Sequence[EntryWords]) -> None:
        rows = [(self._vector(entry), entry.id) for entry in entries]
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE search_searchentry SET words = CAST(%s AS tsvector) WHERE id = %s", rows)

    @staticmethod
    def _vector(entry: EntryWords) -> str:
        title = (f"'{word}':{place}A" for place, word in enumerate(entry.title, 1))
        text = (f"'{word}':{place}" for place, word in enumerate(entry.text, len(entry.title) + GAP))
        return " ".join((*title, *text))

    def match(self, query: Query) -> str:
        return " & ".join((*map(self._term, query.wanted), *(f"!{self._term(term)}" for term in query.unwanted)))

    @staticmethod
    def _term(term: Term) -> str:
        words = [f"'{token}'" for token in term.tokens]
        return f"({' <-> '.join(words)}{':*' if term.is_beginning else ''})"


ENGINES: dict[str, Engine] = {"sqlite": Fts5(), "postgresql": TextSearchVector()}
