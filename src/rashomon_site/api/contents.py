"""Write cases, revisions and publications as the API sends them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from rashomon_site.api.etags import etag_of
from rashomon_site.api.schemas.answers import number, posterior
from rashomon_site.cases.models import CaseRevision, Publication, PublishedCase

Content = dict[str, Any]


def full_address(name: str, *arguments: Any) -> str:
    """Return the full address of a page or an operation, by its name."""
    return f"{settings.SITE_URL}{reverse(name, args=arguments)}"


def case_content(case: PublishedCase, sees_drafts: bool) -> Content:
    """Return a case; `bylines` must have been fetched with it."""
    shown = case.published_revision
    return {
        "slug": case.slug,
        "title": case.title,
        "question": case.question,
        "summary": case.summary,
        "subject": {"slug": case.subject_slug, "name": case.subject} if case.subject_slug else None,
        "language": case.language,
        "authors": [{"slug": row.author.slug, "name": row.author.name} for row in case.bylines],  # type: ignore[attr-defined]  # fetched by BYLINES
        "state": "published" if shown else "unpublished",
        "settled_on": case.closed_on,
        "first_published_at": case.first_published_at,
        "published_at": case.published_at if shown else None,
        "published_revision": shown.number if shown else None,
        "latest_revision": case.latest_number if sees_drafts else None,
        "headline": [_standing(row) for row in case.headline],
        "moved": posterior(case.moved),
        "evidence_count": case.evidence_count,
        "report_count": case.report_count,
        "origin_count": case.origin_count,
        "page": full_address("reading:case", case.slug),
        "address": full_address("api:v1:get_case", case.slug),
    }


def case_etag(content: Content) -> str:
    """Return the ETag of a case as one caller sees it, which If-Match takes on writes."""
    return etag_of(json.dumps(content, default=str).encode())


def _standing(row: Content) -> Content:
    return row | {key: number(row[key]) for key in ("probability", "low", "high")}


def revision_content(revision: CaseRevision) -> Content:
    """Return a revision without its text."""
    slug = revision.case.slug
    place = (slug, revision.number)
    shown = _first_shown(revision.publications.all())
    sound = bool(revision.document_sha256)
    return {
        "case": slug,
        "number": revision.number,
        "parent": revision.parent.number if revision.parent else None,
        "message": revision.message,
        "created_at": revision.created_at,
        "created_by": revision.created_by_name,
        "sound": sound,
        "document_sha256": revision.document_sha256,
        "text_sha256": revision.text_sha256,
        "published_at": shown.published_at if shown else None,
        "correction": shown.correction if shown else "",
        "page": full_address("reading:revision", *place),
        "address": full_address("api:v1:get_revision", *place),
        "document": full_address("api:v1:get_document", *place),
        "analysis": full_address("api:v1:get_analysis", *place) if sound else None,
    }


def _first_shown(publications: Iterable[Publication]) -> Publication | None:
    shown = [row for row in publications if row.published_at]
    return min(shown, key=lambda row: (row.published_at, row.pk)) if shown else None


def publication_content(publication: Publication) -> Content:
    """Return a decision to publish."""
    return {
        "id": publication.pk,
        "case": publication.case.slug,
        "revision": publication.revision.number,
        "state": _state(publication),
        "due_at": publication.due_at,
        "published_at": publication.published_at,
        "withdrawn_at": publication.withdrawn_at,
        "correction": publication.correction,
        "failure": publication.failure,
    }


def _state(publication: Publication) -> str:
    if publication.withdrawn_at:
        return "withdrawn"
    if publication.published_at:
        return "published"
    return "failed" if publication.failure else "waiting"
