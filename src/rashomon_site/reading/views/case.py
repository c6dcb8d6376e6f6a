"""The case page, and the page of each of its revisions."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from rashomon.analysis import Analysis
from rashomon.model import Case
from rashomon.problems import RashomonError
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.permissions import may_edit, may_see
from rashomon_site.cases.services.weighing import analysis_of
from rashomon_site.comments.section import section_of
from rashomon_site.reading.case_frame import Frame, frame_of
from rashomon_site.reading.case_page import case_page, draw, page_key
from rashomon_site.reading.kept_pages import is_same_for_all, kept_page

HEAVY = ("text", "document")
"""What a page from the cache does not need, and so does not read."""


@require_safe
def case(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is published; those who may see drafts of an unpublished case are led to its newest revision."""
    row = _row(slug)
    if row is None or not may_see(request.user, row):
        raise Http404("There is no such case.")
    if row.published_revision is None:
        return redirect("reading:revision", slug, row.latest_number)
    row.published_revision.case = row
    return _answer(request, frame_of(row, row.published_revision, is_permalink=False))


@require_safe
def revision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one revision at its lasting address."""
    row = _row(slug)
    wanted = row.revisions.filter(number=number).defer(*HEAVY).first() if row else None
    if row is None or wanted is None or not may_see(request.user, row, wanted):
        raise Http404("There is no such revision.")
    wanted.case = row
    return _answer(request, frame_of(row, wanted, is_permalink=True))


def _row(slug: str) -> PublishedCase | None:
    rows = PublishedCase.objects.select_related("published_revision", "discussion").filter(slug=slug)
    return rows.defer(*(f"published_revision__{name}" for name in HEAVY)).first()


def _answer(request: HttpRequest, frame: Frame) -> HttpResponse:
    if not is_same_for_all(request):
        response = _page(request, frame)
        response["Cache-Control"] = "private, no-cache"
        return response
    told = (page_key(frame.shown, frame.before, frame.discussed), frame.told())
    return kept_page(request, told, frame.changed_at, lambda: _page(request, frame))


def _page(request: HttpRequest, frame: Frame) -> HttpResponse:
    context: dict[str, Any] = {"case": frame.case, "revision": frame.shown, "frame": frame}
    context["may_edit"] = may_edit(request.user, frame.case)
    if not frame.shown.document_sha256:
        return render(request, "reading/case/unsound.html", context)
    try:
        context |= {"page": case_page(frame.shown, frame.before, frame.discussed), "analysis": analysis_of(frame.shown)}
    except RashomonError as error:
        return render(request, "reading/case/unsound.html", context | {"trouble": str(error)})
    if frame.has_discussion:
        context |= section_of(request, frame.case, frame.talk, authors=frame.author_accounts)
    return render(request, "reading/case.html", context)


def preview(request: HttpRequest, row: PublishedCase | None, typed: Case, analysis: Analysis) -> HttpResponse:
    """Show how an unsaved case would look; nothing of it is kept."""
    page = draw(typed, analysis, row.published_revision if row else None)
    return render(request, "reading/case.html", {"case": row, "page": page, "is_preview": True})
