"""Who is named under the title of a case, and who may write on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from rashomon.casefile import edit_casefile
from rashomon.problems import CaseProblems, Path, UsageError
from rashomon_site.accounts.models import User
from rashomon_site.cases.models import CaseRevision, PublishedCase
from rashomon_site.cases.permissions import may_edit, may_publish
from rashomon_site.cases.services.notes import tidy_note
from rashomon_site.cases.services.saving import SaveConflict, save_revision
from rashomon_site.cases.services.writers import invite_writer
from rashomon_site.cases.services.writers import remove_writer as take_writer_off
from rashomon_site.workbench.access import case_for, desk_page, person
from rashomon_site.workbench.conflict import conflict_page

LONGEST_NAME = 200


@desk_page("GET")
def panel(request: HttpRequest, slug: str) -> HttpResponse:
    """Show bylines and writers."""
    return _page(request, case_for(request, slug, may_edit))


def _page(request: HttpRequest, case: PublishedCase, *, error: str = "", status: int = 200) -> HttpResponse:
    newest = _newest(case)
    context = {
        "case": case,
        "newest": newest,
        "bylines": _named(newest),
        "writers": case.case_authors.filter(may_edit=True).select_related("author__user"),
        "may_invite": may_publish(person(request), case),
        "error": error,
        "kept": request.POST,
        "tab": "people",
    }
    return render(request, "workbench/people.html", context, status=status)


def _newest(case: PublishedCase) -> CaseRevision:
    return case.revisions.get(number=case.latest_number)


def _named(revision: CaseRevision) -> list[dict[str, Any]]:
    return list((revision.document or {}).get("authors", ()))


@desk_page("POST")
def add_writer(request: HttpRequest, slug: str) -> HttpResponse:
    """Let another account write on the case."""
    case = case_for(request, slug, may_publish)
    name = tidy_note(request.POST.get("username", ""))
    invited = User.objects.filter(username__iexact=name, is_active=True).first() if name else None
    if invited is None:
        words = f"Nobody with an account here has the user name “{name[:150]}”. Invite the person to the site first."
        return _page(request, case, error=words if name else "Give a user name.", status=400)
    invite_writer(person(request), case, invited)
    messages.success(request, f"{invited.shown_name} may now write on this case.")
    return redirect("workbench:people", slug=slug)


@desk_page("POST")
def remove_writer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take the right to write on the case away again."""
    case = case_for(request, slug, may_publish)
    writer = get_object_or_404(case.case_authors.select_related("author"), pk=pk, may_edit=True)
    take_writer_off(person(request), writer)
    messages.success(request, f"{writer.author.name} may not write on this case any more.")
    if may_edit(person(request), case):
        return redirect("workbench:people", slug=slug)
    return redirect("workbench:index")


@desk_page("POST")
def add_byline(request: HttpRequest, slug: str) -> HttpResponse:
    """Name somebody under the title: a new revision of the document, since the document says who wrote it."""
    case = case_for(request, slug, may_edit)
    name = " ".join(request.POST.get("name", "").split())[:LONGEST_NAME]
    if not name:
        return _page(request, case, error="Give the name that readers shall see.", status=400)
    bio = request.POST.get("bio", "").strip()
    author = {"name": name, **({"bio": bio} if bio else {})}
    place = len(_named(_newest(case)))
    return _edit(request, case, {("authors", place): author}, f"Names {name} as an author")


@desk_page("POST")
def remove_byline(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    """Take a name from under the title, in a new revision."""
    case = case_for(request, slug, may_edit)
    names = _named(_newest(case))
    if position >= len(names) or names[position].get("name") != request.POST.get("name"):
        return _page(request, case, error="The list has changed in between. Look again.", status=409)
    path: Path = ("authors", position) if len(names) > 1 else ("authors",)
    return _edit(request, case, {path: None}, f"No longer names {names[position]['name']} as an author")


def _edit(request: HttpRequest, case: PublishedCase, edits: dict[Path, Any], words: str) -> HttpResponse:
    newest = _newest(case)
    if not newest.is_sound:
        return _page(request, case, error="The newest revision has problems. Mend them in the text first.", status=400)
    try:
        text = edit_casefile(newest.text, edits)
        saved = save_revision(person(request), case, text, parent_number=newest.number, message=words)
    except (CaseProblems, UsageError, ValidationError):
        return _page(request, case, error="This cannot be changed here. Change it in the text.", status=400)
    except SaveConflict as clash:
        return conflict_page(request, case, clash, words)
    messages.success(request, f"{words}: saved as revision {saved.number}. Readers see it once it is published.")
    return redirect("workbench:people", slug=saved.case.slug)
