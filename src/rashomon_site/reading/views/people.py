"""Authors, and how the predictions of their cases came out."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from rashomon_site.cases.models import Author, PredictionEntry
from rashomon_site.reading.headlines import cards
from rashomon_site.reading.paging import sheet_of
from rashomon_site.reading.record import FEW, TOSS_BRIER, TOSS_LOG, record_of
from rashomon_site.reading.shown import listed_cases

PER_PAGE = 24
SHOWN_PREDICTIONS = 50
_PUBLISHED = Q(case_authors__is_byline=True, case_authors__case__published_revision__isnull=False)


@require_safe
def authors(request: HttpRequest) -> HttpResponse:
    """List everybody with a byline on a published case."""
    return render(request, "reading/authors.html", {"sheet": sheet_of(request, _with_cases(), 100)})


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an author, the cases and the record."""
    person = get_object_or_404(_with_cases(), slug=slug)
    own = Q(case_authors__author=person, case_authors__is_byline=True)
    sheet = sheet_of(request, listed_cases().filter(own), PER_PAGE)
    resolved = list(_resolved(person))
    context = {
        "author": person,
        "sheet": sheet,
        "cards": cards(sheet.rows),
        "record": record_of(resolved),
        "resolved": resolved[:SHOWN_PREDICTIONS],
        "few": FEW,
        "toss_log": TOSS_LOG,
        "toss_brier": TOSS_BRIER,
    }
    return render(request, "reading/author.html", context)


def _with_cases() -> QuerySet[Author]:
    counted = Author.objects.annotate(case_count=Count("case_authors", filter=_PUBLISHED))
    return counted.filter(case_count__gt=0).order_by("name", "pk")


def _resolved(person: Author) -> QuerySet[PredictionEntry]:
    of_person = Q(case__case_authors__author=person, case__case_authors__is_byline=True)
    rows = PredictionEntry.objects.filter(of_person, case__published_revision__isnull=False).exclude(outcome="")
    return rows.select_related("case").order_by("-resolved_on", "pk")
