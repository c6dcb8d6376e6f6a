"""What was foretold, and how it came out."""

from __future__ import annotations

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from rashomon_site.cases.models import PredictionEntry
from rashomon_site.reading.paging import sheet_of
from rashomon_site.reading.record import (
    ENOUGH_FOR_CALIBRATION,
    FEW,
    TOSS_BRIER,
    TOSS_LOG,
    calibration,
    record_of,
    scorable,
)

PER_PAGE = 30
STATES = {"": "Open", "overdue": "Overdue", "resolved": "Resolved"}
MOST_SCORED = 20_000  # newest first; beyond that an average does not move


@require_safe
def predictions(request: HttpRequest) -> HttpResponse:
    """List the predictions of one state, with the record of all that came out."""
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    lists = {key: _in_state(key) for key in STATES}
    sheet = sheet_of(request, lists[state].select_related("case"), PER_PAGE)
    scored = list(lists["resolved"].only("chance", "outcome")[:MOST_SCORED]) if state == "resolved" else []
    context = {
        "sheet": sheet,
        "state": state,
        "overdue": state == "overdue",
        "tabs": [
            (title, f"?state={key}" if key else "?", lists[key].count(), key == state) for key, title in STATES.items()
        ],
        "record": record_of(scored),
        "bins": calibration(scorable(scored)),
        "enough": ENOUGH_FOR_CALIBRATION,
        "few": FEW,
        "toss_log": TOSS_LOG,
        "toss_brier": TOSS_BRIER,
    }
    return render(request, "reading/predictions.html", context)


def _in_state(state: str) -> QuerySet[PredictionEntry]:
    rows = PredictionEntry.objects.filter(case__published_revision__isnull=False)
    today = timezone.now().date()
    if state == "resolved":
        return rows.exclude(outcome="").order_by("-resolved_on", "pk")
    if state == "overdue":
        return rows.filter(outcome="", by__lt=today).order_by("by", "pk")
    return rows.filter(outcome="").exclude(by__lt=today).order_by(F("by").asc(nulls_last=True), "pk")
