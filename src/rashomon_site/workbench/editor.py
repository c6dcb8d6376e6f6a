"""The editor: one form whose buttons check, preview, weigh, read a file in, hand the text out, or save."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from rashomon.problems import RashomonError
from rashomon_site.cases.library_mapping import read_text
from rashomon_site.cases.models import CaseRevision, PublishedCase
from rashomon_site.cases.permissions import may_edit, may_see
from rashomon_site.cases.services.saving import SaveConflict, save_revision
from rashomon_site.workbench.access import case_for, desk_page, person
from rashomon_site.workbench.conflict import conflict_page
from rashomon_site.workbench.editor_page import Draft, editor_page, posted_draft, refused_page
from rashomon_site.workbench.preview import preview_page
from rashomon_site.workbench.text_file import text_attachment
from rashomon_site.workbench.uploads import Refused, uploaded_text


@desk_page("GET", "POST")
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Write on a case: GET shows its newest revision, POST does what the pressed button says."""
    if request.method == "POST":
        return _act(request, slug)
    case = case_for(request, slug, may_edit)
    newest = case.revisions.get(number=case.latest_number)
    return editor_page(request, Draft(newest.text, parent=newest.number), case=case)


def _act(request: HttpRequest, slug: str) -> HttpResponse:
    case = get_object_or_404(PublishedCase.objects.select_related("published_revision"), slug=slug)
    draft = posted_draft(request)
    if not may_edit(person(request), case):
        if not may_see(person(request), case) and not draft.text:
            raise Http404("no such case")
        return refused_page(request, draft, "Your account may not edit this case. Nothing was saved.")
    if request.POST.get("action") == "save":
        return _save(request, case, draft)
    return act_without_saving(request, draft, case)


def act_without_saving(request: HttpRequest, draft: Draft, case: PublishedCase | None) -> HttpResponse:
    """Do what the pressed button says, for a case or for one that does not exist yet."""
    action = request.POST.get("action")
    if action == "upload":
        return _upload(request, draft, case)
    if action == "download":
        return text_attachment(draft.text, case.slug if case else "case")
    if action == "preview":
        return _preview(request, draft, case)
    return editor_page(request, draft, case=case, ranges=action == "weigh", checked=True)


def _preview(request: HttpRequest, draft: Draft, case: PublishedCase | None) -> HttpResponse:
    reading = read_text(draft.text)
    if reading.case is None:
        words = "There is no preview while the text has problems. Mend them first."
        return editor_page(request, draft, case=case, error=words, status=400)
    try:
        return preview_page(request, case, reading.case, reading.sha256)
    except RashomonError as error:
        return editor_page(request, draft, case=case, error=f"There is no preview: {error}", status=400)


def _upload(request: HttpRequest, draft: Draft, case: PublishedCase | None) -> HttpResponse:
    try:
        text = uploaded_text(request)
    except Refused as error:
        return editor_page(request, draft, case=case, error=str(error), status=400)
    before = draft.text if draft.text.strip() and draft.text != text else ""
    return editor_page(request, replace(draft, text=text, before_upload=before), case=case, uploaded=True)


def _save(request: HttpRequest, case: PublishedCase, draft: Draft) -> HttpResponse:
    try:
        saved = save_revision(person(request), case, draft.text, parent_number=draft.parent, message=draft.message)
    except SaveConflict as clash:
        return conflict_page(request, case, clash, draft.message)
    except PermissionDenied as error:
        return refused_page(request, draft, str(error))
    except ValidationError as error:
        return editor_page(request, draft, case=case, error=" ".join(error.messages), status=400)
    messages.success(request, saved_words(saved))
    return redirect("workbench:edit", slug=saved.case.slug)


def saved_words(saved: CaseRevision) -> str:
    """Say what was saved and what readers see of it."""
    rest = "" if saved.is_sound else " It has problems, so it cannot be published yet."
    return f"Saved as revision {saved.number}. Readers do not see it until it is published.{rest}"
