"""What was foretold in published cases, and how it came out."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import DateField, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from rashomon_site.api.cursors import Order, listing, slice_of
from rashomon_site.api.operations.declaring import known, reads
from rashomon_site.api.schemas.answers import number
from rashomon_site.api.schemas.findings import PredictionListing
from rashomon_site.api.schemas.requests import PredictionFilters
from rashomon_site.cases.models import PredictionEntry

router = Router(tags=["Predictions"])
BY_DAY = Order("predictions", ("due", "pk"))
LATEST = Order("resolved", ("-resolved_on", "-pk"))
NO_DAY = Value(date.max, output_field=DateField())


@router.get("/predictions", summary="List predictions", **reads(PredictionListing))
def list_predictions(request: HttpRequest, asked: Query[PredictionFilters]) -> dict[str, Any]:
    """List what is open, overdue (due, and not resolved) or resolved."""
    known(request, asked)
    rows = _in_state(asked.state).select_related("case")
    if asked.case is not None:
        rows = rows.filter(case__slug=asked.case)
    found = slice_of(rows, LATEST if asked.state == "resolved" else BY_DAY, asked.cursor, asked.limit)
    return listing(request, [_prediction(row) for row in found.rows], found.cursor)


def _in_state(state: str) -> QuerySet[PredictionEntry]:
    rows = PredictionEntry.objects.filter(case__published_revision__isnull=False)
    if state == "resolved":
        return rows.filter(resolved_on__isnull=False)
    today = timezone.now().date()
    rows = rows.filter(outcome="").annotate(due=Coalesce("by", NO_DAY))
    return rows.filter(due__lt=today) if state == "overdue" else rows.filter(due__gte=today)


def _prediction(row: PredictionEntry) -> dict[str, Any]:
    return {
        "case": row.case.slug,
        "key": row.key,
        "statement": row.statement,
        "by": row.by,
        "named_on": row.named_on,
        "chance": number(row.chance),
        "gain": number(row.gain),
        "likelihoods": row.likelihoods,
        "resolved_on": row.resolved_on,
        "outcome": row.outcome,
        "log_score": number(row.log_score),
    }
