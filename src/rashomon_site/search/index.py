"""Keep what can be found in step with what is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction

from rashomon.explain.words import full_stop
from rashomon.model import Case, EvidenceItem, Source
from rashomon_site.cases.library_mapping import case_of
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.slugs import slug_of
from rashomon_site.search.engines import EntryWords, engine, indexed_words
from rashomon_site.search.models import Kind, SearchEntry
from rashomon_site.search.plain_text import plain_text


@transaction.atomic
def index_case(case: PublishedCase) -> None:
    """Write anew what can be found of a case; nothing, if it is not published."""
    remove_case(case)
    if case.published_revision is not None:
        _store(SearchEntry.objects.bulk_create(_entries(case, case_of(case.published_revision))))


def remove_case(case: PublishedCase) -> None:
    """Take a case, its evidence and its sources out of the index."""
    SearchEntry.objects.filter(case=case).delete()


def rebuild() -> int:
    """Index every published case anew; returns how many there are."""
    cases = PublishedCase.objects.visible().select_related("published_revision")
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        for case in cases.iterator(chunk_size=50):
            index_case(case)
    return SearchEntry.objects.filter(kind=Kind.CASE).count()


def _store(entries: Iterable[SearchEntry]) -> None:
    engine().store([EntryWords(e.pk, indexed_words(e.title), indexed_words(e.text)) for e in entries])


def _entries(row: PublishedCase, case: Case) -> Iterator[SearchEntry]:
    yield SearchEntry(
        case=row, kind=Kind.CASE, thing=row.slug, title=case.title or case.question, text=_case_text(case)
    )
    for number, item in enumerate(case.evidence, 1):
        yield _evidence(row, number, item)
    for source in case.sources:
        slug = slug_of(source.name)
        yield SearchEntry(
            case=row, kind=Kind.SOURCE, key=slug, thing=slug, title=source.name, text=_source_text(case, source)
        )


def _evidence(row: PublishedCase, number: int, item: EvidenceItem) -> SearchEntry:
    said = [report.quote for report in item.reports]
    words = (item.statement, item.why, *said) if item.title else (item.why, *said)
    return SearchEntry(
        case=row,
        kind=Kind.EVIDENCE,
        key=item.id,
        thing=f"{row.slug}/{item.id}",
        number=number,
        title=item.title or item.statement,
        text=_joined(words),
    )


def _case_text(case: Case) -> str:
    question = case.question if case.title else None
    explanations = (part for h in case.hypotheses for part in (h.name, h.description))
    names = (author.name for author in case.authors)
    return _joined((case.summary, question, *explanations, case.subject, *names, plain_text(case.body)))


def _source_text(case: Case, source: Source) -> str:
    quotes = (report.quote for item in case.evidence for report in item.reports if report.source == source.id)
    return _joined((source.kind, source.why, *quotes))


def _joined(parts: Iterable[str | None]) -> str:
    return "\n".join(full_stop(part.strip()) for part in parts if part and part.strip())
