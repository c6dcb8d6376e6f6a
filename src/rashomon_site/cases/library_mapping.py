"""The one place that knows both the library's cases and the database's rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rashomon.analysis import Analysis
from rashomon.casefile import read_case_text, read_document
from rashomon.casefile.writing import document_of
from rashomon.explain.words import stated
from rashomon.model import Case, Indicator
from rashomon.problems import Advice, CaseProblems, Problem
from rashomon_site.cases.models import (
    CaseRevision,
    EvidenceEntry,
    PredictionEntry,
    PublishedCase,
    SourceEntry,
)
from rashomon_site.cases.slugs import slug_of


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says: a case and its document, or the problems that keep it from being one."""

    text: str
    case: Case | None
    document: dict[str, Any] | None
    sha256: str  # of the document; "" while there is none
    problems: tuple[Problem, ...] = ()
    advice: tuple[Advice, ...] = ()


def read_text(text: str, name: str = "case.yaml") -> Reading:
    """Read a case from text as somebody typed it. Never raises: problems are part of the answer."""
    try:
        file = read_case_text(text, name=name)
    except CaseProblems as error:
        return Reading(text, None, None, "", error.problems)
    return Reading(text, file.case, document_of(file.case), file.sha256, (), file.advice)


def case_of(revision: CaseRevision) -> Case:
    """Return the typed case of a sound revision; raises ValueError for a draft that has problems."""
    if revision.document is None:
        raise ValueError(f"{revision} has problems and holds no case")
    return read_document(revision.document).case


def headline(analysis: Analysis) -> list[dict[str, Any]]:
    """Return what lists show of an answer: see `PublishedCase.headline`."""
    return [
        {
            "id": result.id,
            "letter": result.letter,
            "name": result.name,
            "probability": result.probability,
            "low": result.low,
            "high": result.high,
        }
        for result in analysis.ranked
    ]


def fill(row: PublishedCase, case: Case, analysis: Analysis) -> None:
    """Copy onto the row what lists show of the published case."""
    row.title = case.title or case.question
    row.question = case.question
    row.summary = case.summary or ""
    row.subject = case.subject or ""
    row.subject_slug = slug_of(case.subject) if case.subject else ""
    row.language = case.language
    row.headline = headline(analysis)
    row.evidence_count = len(case.evidence)
    row.report_count = analysis.report_count
    row.origin_count = len(analysis.origins)


FILLED = (
    "title", "question", "summary", "subject", "subject_slug", "language", "headline",
    "evidence_count", "report_count", "origin_count",
)  # fmt: skip
"""The fields that `fill` writes."""


def evidence_entries(row: PublishedCase, case: Case) -> list[EvidenceEntry]:
    """Return one entry for each evidence item, in the order of the document."""
    return [
        EvidenceEntry(
            case=row, key=item.id, number=number, title=item.title or "", statement=item.statement, on=item.on
        )
        for number, item in enumerate(case.evidence, 1)
    ]


def source_entries(row: PublishedCase, case: Case, analysis: Analysis) -> list[SourceEntry]:
    """Return one entry for each source, with all its reports."""
    reports = _reports_by_source(case, analysis)
    return [
        SourceEntry(
            case=row,
            key=source.id,
            slug=slug_of(source.name),
            name=source.name,
            kind=source.kind or "",
            grade=source.grade or "",
            url=source.url or "",
            report_count=len(reports[source.id]),
            origin_count=sum(source.id in result.origins for result in analysis.evidence),
            reports=reports[source.id],
        )
        for source in case.sources
    ]


def _reports_by_source(case: Case, analysis: Analysis) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {source.id: [] for source in case.sources}
    names = {source.id: source.name for source in case.sources}
    for item in case.evidence:
        senders = {report.id: names.get(report.source, report.source) for report in item.reports}
        for report in item.reports:
            found[report.source].append(
                {
                    "id": report.id,
                    "item": item.id,
                    "statement": item.statement,
                    "says": report.says,
                    "on": report.on.isoformat() if report.on else None,
                    "via": senders.get(report.via or "", ""),
                    "url": report.url or "",
                    "archive": report.archive or "",
                    "quote": report.quote or "",
                    "is_origin": report.via is None,
                }
            )
    return found


def prediction_entries(row: PublishedCase, case: Case, analysis: Analysis) -> list[PredictionEntry]:
    """Return one entry for each indicator: what it expects, and how it came out if it has."""
    return [_prediction(row, indicator, analysis) for indicator in case.indicators]


def _prediction(row: PublishedCase, indicator: Indicator, analysis: Analysis) -> PredictionEntry:
    ahead = next((result for result in analysis.next if result.id == indicator.id), None)
    past = next((result for result in analysis.resolved if result.id == indicator.id), None)
    return PredictionEntry(
        case=row,
        key=indicator.id,
        statement=indicator.statement,
        by=indicator.by,
        named_on=indicator.on,
        chance=past.chance_before if past else ahead.chance if ahead else None,
        gain=ahead.gain if ahead else None,
        likelihoods=_likelihoods(indicator, analysis),
        resolved_on=past.on if past else None,
        outcome=past.outcome if past else "",
        log_score=past.log_score if past else None,
    )


def _likelihoods(indicator: Indicator, analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {"id": result.id, "letter": result.letter, "name": result.name, "text": stated(indicator.likelihood[result.id])}
        for result in analysis.hypotheses
        if result.id in indicator.likelihood
    ]
