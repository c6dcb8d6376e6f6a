"""A case as schema.org JSON-LD: an article about rival claims, none of which it asserts.

ClaimReview is not used: it wants a verdict on truth, and a case gives probabilities on stated judgements.
"""

from __future__ import annotations

import json
from typing import Any

from rashomon.analysis import Analysis, HypothesisResult
from rashomon.model import OTHER, Author, Case, EvidenceItem, Report

_BASIS = "Given the judgements in this case; 10th to 90th percentile of what they allow."


def case_to_json_ld(case: Case, analysis: Analysis, *, url: str | None = None) -> str:
    """Return JSON-LD, safe to stand inside an HTML script element. `url` is where the case is published."""
    article: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": url,
        "url": url,
        "headline": case.title or case.question,
        "alternativeHeadline": case.question if case.title else None,
        "abstract": case.summary,
        "inLanguage": case.language,
        "about": case.subject,
        "author": [_author(author) for author in case.authors],
        "temporalCoverage": f"../{analysis.as_of.isoformat()}" if analysis.as_of else None,
        "mentions": [_hypothesis(case, found) for found in analysis.hypotheses],
        "citation": [_evidence(case, item) for item in case.evidence],
        "additionalProperty": [_property("document SHA-256", analysis.document_sha256)],
    }
    text = json.dumps(_without_gaps(article), ensure_ascii=False, indent=2)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _author(author: Author) -> dict[str, Any]:
    return {"@type": "Person", "name": author.name, "description": author.bio, "url": author.url}


def _hypothesis(case: Case, found: HypothesisResult) -> dict[str, Any]:
    stated = next((h for h in case.hypotheses if h.id == found.id), None)
    return {
        "@type": "Claim",
        "identifier": found.id,
        "name": found.name,
        "description": stated.description if stated else None,
        "text": None if found.id == OTHER else found.name,
        "creditText": stated.proposed_by if stated else None,
        "additionalProperty": [
            _property("probability", found.probability, low=found.low, high=found.high, basis=_BASIS),
            _property("probability before the evidence", found.prior),
        ],
    }


def _property(
    name: str,
    value: float | str,
    *,
    low: float | None = None,
    high: float | None = None,
    basis: str | None = None,
) -> dict[str, Any]:
    kept = {"value": value, "minValue": low, "maxValue": high}
    numbers = {k: float(f"{v:.12g}") if isinstance(v, float) else v for k, v in kept.items()}
    return {"@type": "PropertyValue", "name": name, **numbers, "description": basis}


def _evidence(case: Case, item: EvidenceItem) -> dict[str, Any]:
    return {
        "@type": "Claim",
        "identifier": item.id,
        "name": item.title,
        "text": item.statement,
        "temporal": item.on.isoformat() if item.on else None,
        "appearance": [_report(case, report) for report in item.reports if report.seen],
    }


def _report(case: Case, report: Report) -> dict[str, Any]:
    source = next(source for source in case.sources if source.id == report.source)
    return {
        "@type": "CreativeWork",
        "identifier": report.id,
        "publisher": {"@type": "Organization", "name": source.name, "url": source.url},
        "url": report.url,
        "archivedAt": report.archive,
        "datePublished": report.on.isoformat() if report.on else None,
        "text": report.quote,
    }


def _without_gaps(value: Any) -> Any:
    """Drop what is not known: an absent key says so, and a null would be wrong."""
    if isinstance(value, dict):
        return {key: _without_gaps(part) for key, part in value.items() if part not in (None, [], {})}
    return [_without_gaps(part) for part in value] if isinstance(value, list) else value
