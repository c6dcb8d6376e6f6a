"""The revisions of a case as its writers see them: drafts too, each to be read, compared or taken up again."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rashomon_site.cases.models import CaseRevision, Publication, PublishedCase
from rashomon_site.cases.permissions import may_edit, may_publish
from rashomon_site.cases.services.saving import SaveConflict, save_revision
from rashomon_site.workbench.access import case_for, desk_page, may_read_drafts, person, revision_of
from rashomon_site.workbench.conflict import conflict_page
from rashomon_site.workbench.editor_page import posted_number
from rashomon_site.workbench.line_differences import line_differences
from rashomon_site.workbench.text_file import text_attachment

PAGE = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """A revision in the list: what it is to readers, and the one before it."""

    revision: CaseRevision
    state: str
    before: int  # 0 for the first
    both_sound: bool


@desk_page("GET")
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """List the revisions, newest first."""
    case = case_for(request, slug, may_read_drafts)
    rows = case.revisions.select_related("parent").defer("text", "document", "parent__text", "parent__document")
    rows = rows.prefetch_related(Prefetch("publications", Publication.objects.order_by("-id"), to_attr="decisions"))
    page = Paginator(rows.order_by("-number"), PAGE).get_page(request.GET.get("page"))
    context = {
        "case": case,
        "page": page,
        "entries": [_entry(case, revision) for revision in page],
        "may_edit": may_edit(person(request), case),
        "may_publish": may_publish(person(request), case),
        "tab": "revisions",
    }
    return render(request, "workbench/revisions.html", context)


def _entry(case: PublishedCase, revision: CaseRevision) -> Entry:
    before = revision.parent
    sound = bool(revision.document_sha256)  # the document itself is not loaded for a list
    both = sound and before is not None and bool(before.document_sha256)
    return Entry(revision, _state(case, revision, sound), before.number if before else 0, both)


def _state(case: PublishedCase, revision: CaseRevision, sound: bool) -> str:
    if case.published_revision_id == revision.pk:
        return "published"
    decisions: list[Publication] = revision.decisions  # type: ignore[attr-defined]
    if any(not row.published_at and not row.withdrawn_at and not row.failure for row in decisions):
        return "scheduled"
    if any(row.published_at for row in decisions):
        return "was published"
    return "draft" if sound else "draft with problems"


@desk_page("GET")
def download(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Hand the text of a revision out as a file."""
    case = case_for(request, slug, may_read_drafts)
    return text_attachment(revision_of(case, number).text, f"{case.slug}-{number}")


@desk_page("GET")
def lines(request: HttpRequest, slug: str, before: int, after: int) -> HttpResponse:
    """Show two revisions side by side, line by line."""
    case = case_for(request, slug, may_read_drafts)
    left, right = revision_of(case, before), revision_of(case, after)
    context = {
        "case": case,
        "left": left,
        "right": right,
        "both_sound": left.is_sound and right.is_sound,
        "rows": line_differences(left.text, right.text),
        "tab": "revisions",
    }
    return render(request, "workbench/lines.html", context)


@desk_page("POST")
def restore(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Save the text of an old revision as a new one; everything in between stays."""
    case = case_for(request, slug, may_edit)
    old = revision_of(case, number)
    words, parent = f"Restores revision {number}", posted_number(request, "parent")
    try:
        saved = save_revision(person(request), case, old.text, parent_number=parent, message=words)
    except SaveConflict as clash:
        return conflict_page(request, case, clash, words)
    except ValidationError as error:  # an old text may be one that is no longer taken
        messages.error(request, " ".join(error.messages))
        return redirect("workbench:revisions", slug=slug)
    messages.success(request, f"Revision {number} is restored as revision {saved.number}, a draft.")
    return redirect("workbench:edit", slug=saved.case.slug)
