"""Cases by date and by subject."""

from __future__ import annotations

from django.db.models import Count, Max, Min, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rashomon_site.cases.models import PublishedCase
from rashomon_site.reading.headlines import cards
from rashomon_site.reading.paging import sheet_of
from rashomon_site.reading.shown import listed_cases

PER_PAGE = 24
STATES = {"": "All", "open": "Open", "settled": "Settled"}
ORDERS = {"": "By date", "subject": "By subject"}


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """List every case."""
    state = _choice(request.GET.get("state", ""), STATES)
    order = _choice(request.GET.get("order", ""), ORDERS)
    rows = _in_state(listed_cases(), state)
    if order == "subject":
        rows = rows.order_by("subject_slug", "-published_at", "slug")
    sheet = sheet_of(request, rows, PER_PAGE)
    context = {
        "sheet": sheet,
        "cards": cards(sheet.rows),
        "state": state,
        "order": order,
        "states": _links(STATES, "state", state, order=order),
        "orders": _links(ORDERS, "order", order, state=state),
    }
    return render(request, "reading/cases.html", context)


@require_safe
def subjects(request: HttpRequest) -> HttpResponse:
    """List the subjects, with how many cases each has."""
    rows = (
        PublishedCase.objects.visible()
        .exclude(subject_slug="")
        .order_by()
        .values("subject_slug")
        .annotate(subject=Min("subject"), count=Count("pk"), newest=Max("published_at"))
        .order_by("subject_slug")
    )
    return render(request, "reading/subjects.html", {"sheet": sheet_of(request, rows, 100)})


@require_safe
def subject(request: HttpRequest, slug: str) -> HttpResponse:
    """List the cases of one subject."""
    sheet = sheet_of(request, listed_cases().filter(subject_slug=slug), PER_PAGE)
    if not sheet.rows:
        raise Http404("There is no case on that subject.")
    return render(
        request, "reading/subject.html", {"sheet": sheet, "cards": cards(sheet.rows), "subject": sheet.rows[0].subject}
    )


def _in_state(rows: QuerySet[PublishedCase], state: str) -> QuerySet[PublishedCase]:
    return rows if not state else rows.filter(closed_on__isnull=state == "open")


def _choice(given: str, known: dict[str, str]) -> str:
    return given if given in known else ""


def _links(known: dict[str, str], name: str, current: str, **kept: str) -> list[tuple[str, str, bool]]:
    """Return title, address and whether it is the current one, of each choice."""
    stay = "".join(f"&{key}={value}" for key, value in kept.items() if value)
    links = []
    for value, title in known.items():
        asked = (f"{name}={value}" if value else "") + stay
        links.append((title, f"?{asked.lstrip('&')}", value == current))
    return links
