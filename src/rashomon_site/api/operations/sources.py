"""Sources across cases: what each reported, and how often it was where a story began."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Path, Query, Router

from rashomon_site.api.contents import full_address
from rashomon_site.api.cursors import Order, listing, slice_of
from rashomon_site.api.operations.declaring import known, reads
from rashomon_site.api.schemas.findings import SourceAnswer, SourceListing
from rashomon_site.api.schemas.requests import Going
from rashomon_site.api.schemas.texts import Slug
from rashomon_site.cases.models import SourceEntry

router = Router(tags=["Sources"])
BY_NAME = Order("sources", ("slug",))
MOST_CASES = 100


@router.get("/sources", summary="List sources", **reads(SourceListing))
def list_sources(request: HttpRequest, asked: Query[Going]) -> dict[str, Any]:
    """List every source of the published cases once, by short name."""
    known(request, asked)
    found = slice_of(SourceEntry.objects.by_slug(), BY_NAME, asked.cursor, asked.limit)
    grades = _grades([row["slug"] for row in found.rows])
    return listing(request, [_source(row, grades[row["slug"]]) for row in found.rows], found.cursor)


@router.get("/sources/{slug:slug}", summary="Read a source", **reads(SourceAnswer, 404))
def get_source(request: HttpRequest, slug: Path[Slug]) -> dict[str, Any]:
    """Return all reports of one source, case by case."""
    row = SourceEntry.objects.by_slug().filter(slug=slug).order_by("slug").first()
    if row is None:
        raise Http404
    entries = SourceEntry.objects.case_by_case(slug)
    return {
        "source": _source(row, _grades([slug])[slug]),
        "cases": [_in_case(entry) for entry in entries[:MOST_CASES]],
    }


def _grades(slugs: list[str]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    rows = SourceEntry.objects.visible().filter(slug__in=slugs).exclude(grade="").order_by("slug", "grade")
    for slug, grade in rows.values_list("slug", "grade").distinct():
        found[slug].append(grade)
    return found


def _source(row: dict[str, Any], grades: list[str]) -> dict[str, Any]:
    return {
        "slug": row["slug"],
        "name": row["shown"],
        "kind": row["kind_shown"],
        "grades": grades,
        "case_count": row["cases"],
        "report_count": row["reports_in_all"],
        "origin_count": row["origins_in_all"],
        "page": full_address("reading:source", row["slug"]),
        "address": full_address("api:v1:get_source", row["slug"]),
    }


def _in_case(entry: SourceEntry) -> dict[str, Any]:
    return {
        "case": entry.case.slug,
        "key": entry.key,
        "name": entry.name,
        "kind": entry.kind,
        "grade": entry.grade,
        "url": entry.url,
        "reports": entry.reports,
    }
