"""The first page of the desk: one's cases, and what waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.cases.models import CaseRevision, PredictionEntry, Publication, PublishedCase
from rashomon_site.cases.models.case import CaseQuerySet
from rashomon_site.cases.permissions import may
from rashomon_site.cases.services.notes import tidy_note
from rashomon_site.workbench.access import cases_on_desk, desk_page, person

PAGE = 30
WAITING_SHOWN = 8

SHOWN: dict[str, tuple[str, Q]] = {
    "all": ("All", Q()),
    "drafts": ("Drafts", Q(published_revision=None) | Q(latest_number__gt=F("published_revision__number"))),
    "scheduled": ("Scheduled", Q(is_scheduled=True)),
    "published": ("Published", Q(published_revision__isnull=False)),
    "withdrawn": ("Taken down", Q(published_revision=None, first_published_at__isnull=False)),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """One of the views on the list."""

    key: str
    name: str
    count: int


@desk_page("GET")
def index(request: HttpRequest) -> HttpResponse:
    """Show the cases of the desk, by where they stand, and what needs somebody."""
    user = person(request)
    cases, asked = _with_state(_scope(request, user)), tidy_note(request.GET.get("q", ""))
    if asked:
        cases = cases.filter(Q(title__icontains=asked) | Q(slug__icontains=asked))
    shown = request.GET.get("show", "all")
    shown = shown if shown in SHOWN else "all"
    context: dict[str, Any] = {
        "filters": [Filter(key, name, cases.filter(rule).count()) for key, (name, rule) in SHOWN.items()],
        "shown": shown,
        "asked": asked,
        "mine": request.GET.get("whose") == "mine",
        "sees_all": may(user, Action.SEE_DRAFTS),
        "may_start": may(user, Action.CREATE_CASE),
        "see_log": may(user, Action.SEE_AUDIT),
        "page": Paginator(cases.filter(SHOWN[shown][1]), PAGE).get_page(request.GET.get("page")),
        "tab": "cases",
        **_waiting(cases_on_desk(user)),
    }
    return render(request, "workbench/index.html", context)


def _scope(request: HttpRequest, user: User) -> CaseQuerySet:
    if request.GET.get("whose") == "mine":
        return PublishedCase.objects.filter(
            pk__in=PublishedCase.objects.filter(case_authors__author__user=user).values("pk")
        )
    return cases_on_desk(user)


def _with_state(cases: CaseQuerySet) -> QuerySet[PublishedCase]:
    newest = CaseRevision.objects.filter(case=OuterRef("pk"), number=OuterRef("latest_number"))
    waiting = Publication.objects.filter(case=OuterRef("pk"), published_at=None, withdrawn_at=None, failure="")
    return (
        cases.select_related("published_revision")
        .defer("published_revision__text", "published_revision__document", "headline", "moved", "summary")
        .annotate(
            newest_at=Subquery(newest.values("created_at")[:1]),
            newest_by=Subquery(newest.values("created_by_name")[:1]),
            newest_sha256=Subquery(newest.values("document_sha256")[:1]),
            is_scheduled=Exists(waiting),
            due_at=Subquery(waiting.order_by("due_at").values("due_at")[:1]),
        )
        .order_by("-newest_at", "slug")
    )


def _waiting(cases: CaseQuerySet) -> dict[str, Any]:
    """Return what needs somebody: failed and coming publications, and predictions whose day has come."""
    open_ones = Publication.objects.filter(case__in=cases.values("pk"), published_at=None, withdrawn_at=None)
    open_ones = open_ones.select_related("case", "revision").defer("revision__text", "revision__document")
    overdue = PredictionEntry.objects.filter(
        case__in=cases.values("pk"), outcome="", by__lt=timezone.localdate()
    ).select_related("case")
    return {
        "failed": list(open_ones.exclude(failure="").order_by("-due_at")[:WAITING_SHOWN]),
        "coming": list(open_ones.filter(failure="").order_by("due_at")[:WAITING_SHOWN]),
        "overdue": list(overdue.order_by("by", "case_id")[:WAITING_SHOWN]),
    }
