"""Start a case: from a question and its explanations, from a file, or from a text that is pasted."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rashomon.cli.starting import case_text, example_start
from rashomon_site.accounts.roles import Action
from rashomon_site.cases.permissions import may
from rashomon_site.cases.services.saving import create_case
from rashomon_site.workbench.access import desk_page, person
from rashomon_site.workbench.editor import act_without_saving, saved_words
from rashomon_site.workbench.editor_page import Draft, editor_page, posted_draft, refused_page

UNASKED = "What happened?"
MOST_EXPLANATIONS = 50
LONGEST_LINE = 300
NOT_ALLOWED = "Your account may not start a case."


@desk_page("GET")
def start(request: HttpRequest) -> HttpResponse:
    """Ask how to begin."""
    if not may(person(request), Action.CREATE_CASE):
        raise PermissionDenied(NOT_ALLOWED)
    return render(request, "workbench/new.html", {"tab": "new", "see_log": may(person(request), Action.SEE_AUDIT)})


@desk_page("GET", "POST")
def write(request: HttpRequest) -> HttpResponse:
    """Write the first text; saving it makes the case."""
    draft = posted_draft(request) if request.method == "POST" else Draft(_template(UNASKED, ""))
    if not may(person(request), Action.CREATE_CASE):
        if draft.text and request.method == "POST":
            return refused_page(request, draft, f"{NOT_ALLOWED} Nothing was saved.")
        raise PermissionDenied(NOT_ALLOWED)
    action = request.POST.get("action")
    if action == "template":
        text = _template(request.POST.get("question", ""), request.POST.get("explanations", ""))
        return editor_page(request, Draft(text), case=None)
    if action == "save":
        return _save(request, draft)
    return act_without_saving(request, draft, None)


def _template(question: str, explanations: str) -> str:
    names = [line.strip()[:LONGEST_LINE] for line in explanations.splitlines() if line.strip()]
    return case_text(example_start(question.strip()[:LONGEST_LINE] or UNASKED, names[:MOST_EXPLANATIONS]))


def _save(request: HttpRequest, draft: Draft) -> HttpResponse:
    try:
        saved = create_case(person(request), draft.text, slug=draft.slug, message=draft.message)
    except ValidationError as error:
        return editor_page(request, draft, case=None, error=" ".join(error.messages), status=400)
    messages.success(request, saved_words(saved))
    return redirect("workbench:edit", slug=saved.case.slug)
