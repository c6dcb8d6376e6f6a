"""Find cases, evidence and sources among what is published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from rashomon_site.cases.models import PublishedCase
from rashomon_site.search.engines import engine
from rashomon_site.search.models import Kind, SearchEntry
from rashomon_site.search.query import Query, parse_query
from rashomon_site.search.snippets import Segment, marked, snippet

PER_PAGE = 20
PER_KIND = 5  # in an overview
MOST_PAGES = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found. Titles and snippets are raw text in parts."""

    kind: str
    key: str
    number: int | None  # of evidence
    title: tuple[Segment, ...]
    snippet: tuple[Segment, ...]
    url: str
    case_slug: str
    case_title: str

    @property
    def name(self) -> str:
        """The title as text."""
        return "".join(part.text for part in self.title)


@dataclass(frozen=True, slots=True)
class Results:
    """A page of what was found, best first, and how much there is of each kind."""

    query: Query
    kind: str | None
    counts: dict[str, int]
    hits: tuple[Hit, ...]
    page: int
    pages: int

    @property
    def total(self) -> int:
        """How many things were found, of the kind asked for."""
        return self.counts[self.kind] if self.kind else sum(self.counts.values())


def search(query: str, kind: str | None = None, page: int = 1, per_page: int = PER_PAGE) -> Results:
    """Return one page of what was found; raises ValueError for an unknown kind.

    A page that does not exist is answered with the nearest that does, and no query is an error.
    """
    wanted = Kind(kind).value if kind else None
    parsed = parse_query(query)
    counts = _counts(parsed)
    total = counts[wanted] if wanted else sum(counts.values())
    pages = min(max(-(-total // per_page), 1), MOST_PAGES)
    page = min(max(page, 1), pages)
    ids = _ranked(parsed, wanted, (page - 1) * per_page, per_page) if total else []
    return Results(parsed, wanted, counts, _hits(parsed, ids), page, pages)


def overview(query: str, per_kind: int = PER_KIND) -> Results:
    """Return the best few of each kind, on one page."""
    parsed = parse_query(query)
    counts = _counts(parsed)
    ids = _best_of_each(parsed, per_kind) if any(counts.values()) else []
    return Results(parsed, None, counts, _hits(parsed, ids), 1, 1)


def _counts(query: Query) -> dict[str, int]:
    """Count things by kind. Nothing is ranked for it, which for common words takes longest."""
    counts = {kind.value: 0 for kind in Kind}
    if not query.is_empty:
        sql = "SELECT kind, COUNT(DISTINCT thing) FROM visible GROUP BY kind"
        counts |= dict(_rows(query, engine().matching, sql))
    return counts


def _ranked(query: Query, kind: str | None, offset: int, limit: int) -> list[int]:
    """Return entries, best first."""
    only = "WHERE kind = %s" if kind else ""
    sql = f"SELECT id FROM single {only} ORDER BY rank, id LIMIT %s OFFSET %s"  # noqa: S608 - one of two texts
    rows = _rows(query, engine().ranking, SINGLE + sql, *([kind] if kind else []), limit, offset)
    return [id for (id,) in rows]


def _best_of_each(query: Query, limit: int) -> list[int]:
    """Return the best entries of every kind, kind by kind."""
    kinds = [kind.value for kind in Kind]
    best = "SELECT * FROM (SELECT kind, rank, id FROM single WHERE kind = %s ORDER BY rank, id LIMIT %s) AS best"
    parameters = [value for kind in kinds for value in (kind, limit)]
    rows = _rows(query, engine().ranking, SINGLE + " UNION ALL ".join([best] * len(kinds)), *parameters)
    return [id for kind, _, id in sorted(rows, key=lambda row: (kinds.index(row[0]), *row[1:]))]


SINGLE = """, single AS (
    SELECT id, kind, rank FROM visible WHERE kind <> 'source'
    UNION ALL
    SELECT id, kind, rank FROM (
        SELECT id, kind, rank, ROW_NUMBER() OVER (PARTITION BY thing ORDER BY rank, id) AS place
        FROM visible WHERE kind = 'source'
    ) AS sources WHERE place = 1
) """
"""SQL after `visible`: of a source that several cases name, the best entry alone."""


def _rows(query: Query, found: str, sql: str, *parameters: Any) -> Iterable[tuple[Any, ...]]:
    """Run `sql` over `visible`: what was found in cases that readers may see."""
    entries, cases = SearchEntry._meta.db_table, PublishedCase._meta.db_table
    visible = (
        f"WITH found AS MATERIALIZED ({found}), visible AS ("  # noqa: S608 - our own names and SQL alone
        "SELECT entry.id, entry.kind, entry.thing, found.rank FROM found "
        f'JOIN "{entries}" AS entry ON entry.id = found.id JOIN "{cases}" AS shown ON shown.id = entry.case_id '
        "WHERE shown.published_revision_id IS NOT NULL) "
    )
    with connection.cursor() as cursor:
        cursor.execute(visible + sql, [engine().match(query), *parameters])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _hits(query: Query, ids: Iterable[int]) -> tuple[Hit, ...]:
    wanted = list(ids)
    entries = SearchEntry.objects.select_related("case").defer("case__headline", "case__summary").in_bulk(wanted)
    return tuple(_hit(query, entries[id]) for id in wanted if id in entries)


def _hit(query: Query, entry: SearchEntry) -> Hit:
    return Hit(
        kind=entry.kind,
        key=entry.key,
        number=entry.number,
        title=marked(entry.title, query),
        snippet=snippet(entry.text, query),
        url=entry.get_absolute_url(),
        case_slug=entry.case.slug,
        case_title=entry.case.title,
    )
