"""The front page: what is open, what moved, what is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from rashomon_site.cases.models import PredictionEntry, Publication, PublishedCase
from rashomon_site.reading.headlines import bars_of, cards
from rashomon_site.reading.movement import news_of
from rashomon_site.reading.shown import BYLINES, listed_cases

OPEN_CASES = 6
NEWS = 5
MOST_READ = 60  # publications looked at for news
NEWS_DAYS = 30
PREDICTIONS = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the newest open case at length, others as cards, and what is new."""
    newest = list(_open().prefetch_related(BYLINES)[: OPEN_CASES + 1])
    lead, rest = (newest[0], newest[1:]) if newest else (None, [])
    bars, top = bars_of(lead.headline) if lead else ((), "")
    context = {
        "lead": lead,
        "bars": bars,
        "top": top,
        "cards": cards(rest),
        "case_count": PublishedCase.objects.visible().count(),
        "news": [news_of(publication) for publication in _newest_of_each_case(_news())[:NEWS]],
        "news_days": NEWS_DAYS,
        "due": _due(),
    }
    return render(request, "reading/home.html", context)


def _open() -> QuerySet[PublishedCase]:
    return listed_cases().filter(closed_on=None)


def _news() -> QuerySet[Publication]:
    since = timezone.now() - timedelta(days=NEWS_DAYS)
    shown = Publication.objects.filter(
        published_at__gte=since, withdrawn_at=None, case__published_revision__isnull=False
    )
    return shown.select_related("case", "revision").defer("revision__text", "revision__document")[:MOST_READ]


def _newest_of_each_case(news: Iterable[Publication]) -> list[Publication]:
    """Keep the newest publication of each case: a busy day on one must not push out the others."""
    kept: dict[str, Publication] = {}
    for publication in news:
        kept.setdefault(publication.case.slug, publication)
    return list(kept.values())


def _due() -> QuerySet[PredictionEntry]:
    coming = PredictionEntry.objects.filter(
        outcome="", by__gte=timezone.now().date(), case__published_revision__isnull=False
    )
    return coming.select_related("case")[:PREDICTIONS]
