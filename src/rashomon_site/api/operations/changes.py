"""What changed for readers since a cursor, for programs that follow the site."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from rashomon_site.api.contents import full_address
from rashomon_site.api.cursors import decoded, encoded, next_address
from rashomon_site.api.operations.declaring import known, reads
from rashomon_site.api.schemas.answers import posterior
from rashomon_site.api.schemas.findings import ChangeListing
from rashomon_site.api.schemas.requests import Going
from rashomon_site.cases.models import Publication

router = Router(tags=["Changes"])
NAME = "changes"
SETTLED = timedelta(seconds=3)
"""Younger changes wait: two that are written at once may become visible in the other order, and one would be missed."""
FIELDS = {"published": "published_at", "withdrawn": "withdrawn_at"}

Key = tuple[datetime, str, int]
BEGINNING: Key = (datetime(1970, 1, 1, tzinfo=UTC), "", 0)


@router.get("/changes", summary="Follow the changes", **reads(ChangeListing))
def list_changes(request: HttpRequest, asked: Query[Going]) -> dict[str, Any]:
    """List publications and withdrawals, the oldest first. Keep `next` and ask it again later for what is new."""
    known(request, asked)
    after: Key = tuple(decoded(NAME, asked.cursor)) if asked.cursor else BEGINNING
    found = sorted(
        ((key, row) for kind in FIELDS for key, row in _of_kind(kind, after, asked.limit)), key=lambda pair: pair[0]
    )
    kept = found[: asked.limit]
    last = kept[-1][0] if kept else after
    return {
        "items": [_change(key, row) for key, row in kept],
        "more": len(found) > asked.limit,
        "next": next_address(request, encoded(NAME, last)),
    }


def _of_kind(kind: str, after: Key, limit: int) -> list[tuple[Key, Publication]]:
    """Return the next changes of one kind, one more than is asked for. Changes at the same instant go by their key."""
    field, (at, kind_before, pk) = FIELDS[kind], after
    later = Q(**{f"{field}__gt": at})
    if kind > kind_before:
        later |= Q(**{field: at})
    elif kind == kind_before:
        later |= Q(**{field: at, "pk__gt": pk})
    settled = Q(published_at__isnull=False, **{f"{field}__lte": timezone.now() - SETTLED})
    rows = Publication.objects.filter(later & settled).select_related("case", "revision")
    rows = rows.defer("revision__text", "revision__document").order_by(field, "pk")
    return [((getattr(row, field), kind, row.pk), row) for row in rows[: limit + 1]]


def _change(key: Key, row: Publication) -> dict[str, Any]:
    at, kind, _ = key
    case, is_seen = row.case, row.case.is_published and row.withdrawn_at is None
    return {
        "kind": kind,
        "at": at,
        "case": case.slug,
        "title": case.title if is_seen else "",
        "revision": row.revision.number,
        "correction": row.correction if is_seen else "",
        "moved": posterior(row.moved) if is_seen and kind == "published" else {},
        "page": full_address("reading:revision", case.slug, row.revision.number) if is_seen else "",
    }
