"""Search over what is published."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Query, Router

from rashomon_site.api.cursors import decoded, encoded, listing
from rashomon_site.api.operations.declaring import known, reads
from rashomon_site.api.schemas.findings import SearchListing
from rashomon_site.api.schemas.requests import SearchQuery
from rashomon_site.search.searching import Hit, search

router = Router(tags=["Search"])
NAME = "search"


@router.get("/search", summary="Search", **reads(SearchListing))
def search_site(request: HttpRequest, asked: Query[SearchQuery]) -> dict[str, Any]:
    """Find cases, evidence and sources, the best first."""
    known(request, asked)
    page, limit = decoded(NAME, asked.cursor) if asked.cursor else (1, asked.limit)
    results = search(asked.q, asked.kind, page, limit)
    cursor = encoded(NAME, (results.page + 1, limit)) if results.page < results.pages else ""
    found = listing(request, [_hit(hit) for hit in results.hits], cursor)
    return found | {"total": results.total, "counts": results.counts}


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "title": hit.name,
        "excerpt": "".join(part.text for part in hit.snippet),
        "key": hit.key,
        "case": hit.case_slug,
        "case_title": hit.case_title,
        "page": f"{settings.SITE_URL}{hit.url}",
    }
