"""Decide what readers see: publish now or later, call it off, take a case down, note a correction."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from rashomon_site.cases.models import CaseRevision, PublishedCase
from rashomon_site.cases.permissions import may_publish
from rashomon_site.cases.services.publishing import NotSound, cancel, publish, schedule, unpublish
from rashomon_site.cases.services.settling import reopen, settle
from rashomon_site.workbench.access import case_for, desk_page, may_read_drafts, person, revision_of
from rashomon_site.workbench.editor_page import posted_number
from rashomon_site.workbench.local_time import DEFAULT_ZONE, local_time, time_words

LONGEST_NOTE = 2000


@desk_page("GET")
def panel(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what readers see, what waits, and the forms that change it."""
    return _page(request, case_for(request, slug, may_read_drafts))


def _page(
    request: HttpRequest, case: PublishedCase, *, error: str = "", status: int = 200, **kept: Any
) -> HttpResponse:
    decisions = case.publications.select_related("revision").defer("revision__text", "revision__document")
    decisions = decisions.order_by("-decided_at", "-pk")
    light = case.revisions.defer("text", "document")
    context = {
        "case": case,
        "newest": light.get(number=case.latest_number),
        "choices": light.exclude(document_sha256="").order_by("-number")[:50],
        "chosen": request.GET.get("revision", ""),
        "waiting": [row for row in decisions if not row.published_at and not row.withdrawn_at],
        "decisions": [row for row in decisions if row.published_at or row.withdrawn_at][:30],
        "may_publish": may_publish(person(request), case),
        "zone": DEFAULT_ZONE,
        "error": error,
        "kept": kept,
        "tab": "publication",
    }
    return render(request, "workbench/publication.html", context, status=status)


def _chosen(request: HttpRequest, case: PublishedCase) -> CaseRevision:
    number = posted_number(request, "revision")
    if not number:
        raise ValidationError("Choose a revision.")
    return revision_of(case, number)


def _note(request: HttpRequest) -> str:
    note = request.POST.get("correction", "").strip()
    if len(note) > LONGEST_NOTE:
        raise ValidationError(f"The correction is longer than {LONGEST_NOTE:,} characters. Shorten it.")
    return note


def _failed(request: HttpRequest, case: PublishedCase, error: Exception) -> HttpResponse:
    words = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
    status = 403 if isinstance(error, PermissionDenied) else 400
    return _page(request, case, error=words, status=status, **{name: request.POST[name] for name in request.POST})


@desk_page("POST")
def publish_now(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a revision to readers at once."""
    case = case_for(request, slug, may_publish)
    try:
        done = publish(person(request), _chosen(request, case), correction=_note(request))
    except (ValidationError, NotSound, PermissionDenied) as error:
        return _failed(request, case, error)
    messages.success(request, f"Revision {done.revision.number} is published. Readers see it now.")
    return redirect("workbench:publication", slug=slug)


@desk_page("POST")
def schedule_one(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a revision to readers at a time to come, stated with its time zone."""
    case = case_for(request, slug, may_publish)
    try:
        zone = request.POST.get("zone", "")
        due = local_time(request.POST.get("due", ""), zone)
        waiting = schedule(person(request), _chosen(request, case), due, correction=_note(request))
    except (ValidationError, NotSound, PermissionDenied) as error:
        return _failed(request, case, error)
    words = f"Revision {waiting.revision.number} will be published on {time_words(due, zone)}."
    messages.success(request, words)
    return redirect("workbench:publication", slug=slug)


@desk_page("POST")
def cancel_one(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Call off a publication that waits."""
    case = case_for(request, slug, may_publish)
    waiting = get_object_or_404(case.publications.select_related("revision", "case"), pk=pk)
    try:
        cancel(person(request), waiting)
    except ValidationError as error:
        return _failed(request, case, error)
    messages.success(request, f"Revision {waiting.revision.number} will not be published. It stays a draft.")
    return redirect("workbench:publication", slug=slug)


@desk_page("POST")
def take_down(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the case from the readers' sight, with a reason that goes into the log."""
    case = case_for(request, slug, may_publish)
    reason = request.POST.get("reason", "").strip()
    try:
        if not reason:
            raise ValidationError("Say why the case is taken down. The reason goes into the log.")
        unpublish(person(request), case, reason=reason[:LONGEST_NOTE])
    except ValidationError as error:
        return _failed(request, case, error)
    messages.success(request, "Readers do not see the case any more. Every revision is kept.")
    return redirect("workbench:publication", slug=slug)


@desk_page("POST")
def settle_one(request: HttpRequest, slug: str) -> HttpResponse:
    """Mark the question as settled."""
    case = case_for(request, slug, may_publish)
    try:
        settle(person(request), case, _day(request.POST.get("on", "")))
    except ValidationError as error:
        return _failed(request, case, error)
    messages.success(request, "The case is marked as settled. Readers can still read it.")
    return redirect("workbench:publication", slug=slug)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValidationError("Choose the day on which it was settled, as in 2026-01-31.") from None


@desk_page("POST")
def reopen_one(request: HttpRequest, slug: str) -> HttpResponse:
    """Mark a settled question as open again."""
    case = case_for(request, slug, may_publish)
    try:
        reopen(person(request), case)
    except ValidationError as error:
        return _failed(request, case, error)
    messages.success(request, "The case is open again.")
    return redirect("workbench:publication", slug=slug)
