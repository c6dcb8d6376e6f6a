"""Take a decision from the review page."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from rashomon.drafting.draft import Draft
from rashomon.drafting.failures import BadDecision, BadDraft
from rashomon_site.drafts.access import own_draft, writers_page
from rashomon_site.drafts.choices import choice
from rashomon_site.drafts.deciding import Overtaken, undo
from rashomon_site.drafts.deciding import decide as keep
from rashomon_site.drafts.models import StoredDraft
from rashomon_site.drafts.showing.items import SHOWN, after
from rashomon_site.drafts.views.review import review_page
from rashomon_site.workbench.access import person
from rashomon_site.workbench.editor_page import posted_number

CLASH = (
    "Nothing was changed: a decision was made in between, in another tab or by somebody else{last}. "
    "This is what stands now, and what you typed is still in its form."
)


@writers_page("POST")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep one decision, and go on to the next item."""
    stored = own_draft(request, pk)
    version = posted_number(request, "version")
    try:
        if request.POST.get("undo"):
            undo(stored.pk, version)
            return _back(request, stored, request.POST.get("at", ""))
        about, words, act = choice(request.POST)
        draft = keep(person(request), stored.pk, version, words, act)
    except Overtaken:
        return _overtaken(request, pk)
    except (BadDecision, BadDraft) as failure:
        return review_page(request, own_draft(request, pk), error=f"Nothing was changed. {failure}", status=400)
    return _back(request, stored, _next(request, draft, about))


def _next(request: HttpRequest, draft: Draft, about: str) -> str:
    if not about:
        return draft.items[-1].id if request.POST.get("do") == "add" else ""
    return after(draft, about, request.POST.get("show", "all"))


def _back(request: HttpRequest, stored: StoredDraft, at: str) -> HttpResponse:
    asked = {"show": request.POST.get("show", ""), "at": at}
    asked = {name: value for name, value in asked.items() if value and (name != "show" or value in SHOWN)}
    query = f"?{urlencode(asked)}" if asked else ""
    return redirect(f"{stored.get_absolute_url()}{query}{f'#item-{at}' if at.isalnum() else ''}")


def _overtaken(request: HttpRequest, pk: int) -> HttpResponse:
    stored = own_draft(request, pk)
    step = stored.steps.select_related("by").first()
    last = f" (the last: “{step.words}”{f' by {step.by.shown_name}' if step.by else ''})" if step else ""
    return review_page(request, stored, error=CLASH.format(last=last), status=409)
