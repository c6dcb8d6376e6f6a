"""The queue with the open letter, one comment's own page, and one's own decisions."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Comment, Kind
from rashomon_site.moderation.access import moderators_page
from rashomon_site.moderation.batches import batch_of, batches, decisions_of
from rashomon_site.moderation.erasing import ERASABLE
from rashomon_site.moderation.forms import DecisionForm
from rashomon_site.moderation.letter import Letter, letter_of, reason_flags
from rashomon_site.moderation.policy import Breach, Decision
from rashomon_site.moderation.queue import PAGE, Asked, comments_asked, read_asked, reason_codes, tabs
from rashomon_site.workbench.access import person

MINE = 50
EFFECTS = {
    Decision.PUBLISH: "Readers see it from now on.",
    Decision.HOLD: "It waits, and only moderators see it.",
    Decision.SPAM: "Nobody sees it. The filter learns from it.",
    Decision.REMOVE: "Readers no longer see it. The writer can read the reason.",
}


@moderators_page("GET", "HEAD")
def queue(request: HttpRequest) -> HttpResponse:
    """Show a list of comments, and beside it one of them in full."""
    return show_queue(request, read_asked(request.GET))


def show_queue(request: HttpRequest, asked: Asked, form: DecisionForm | None = None, error: str = "") -> HttpResponse:
    """Draw the queue; with a form that was not filled in well, say what is missing and keep what was written."""
    page = _page(comments_asked(asked), asked.page)
    shown = list(page.object_list)
    open_key = asked.letter or (shown[0].pk if shown else None)
    letter = letter_of(open_key) if open_key else None
    context = {
        "asked": asked,
        "tabs": tabs(asked),
        "page": page,
        "items": _items(shown, asked, open_key),
        "cases": PublishedCase.objects.filter(comments__isnull=False)
        .distinct()
        .order_by("title")
        .only("slug", "title"),
        "codes": reason_codes(),
        "kinds": Kind.choices,
        "earlier": asked.address(page=page.previous_page_number()) if page.has_previous() else "",
        "later": asked.address(page=page.next_page_number()) if page.has_next() else "",
        "here": asked.address(letter=None),
        **_letter_context(letter, form),
        **_neighbours(shown, open_key),
        "batch": batch_of(request.GET.get("done", "")),
        "overtaken": request.GET.get("overtaken", "")[:6],
        "error": error,
    }
    return render(request, "moderation/queue.html", context, status=422 if error or (form and form.errors) else 200)


def _page(comments: QuerySet[Comment], number: int) -> Page[Comment]:
    return Paginator(comments.prefetch_related("checks"), PAGE).get_page(number)


def _items(shown: list[Comment], asked: Asked, open_key: int | None) -> list[dict[str, Any]]:
    return [
        {
            "comment": one,
            "address": asked.address(letter=one.pk),
            "flags": reason_flags(one.checks.all()),
            "is_open": one.pk == open_key,
        }
        for one in shown
    ]


def _neighbours(shown: list[Comment], open_key: int | None) -> dict[str, int | None]:
    keys = [one.pk for one in shown]
    at = keys.index(open_key) if open_key in keys else -1
    after = keys[at + 1] if 0 <= at < len(keys) - 1 else keys[at - 1] if at > 0 else None
    return {"next_letter": after}


def _letter_context(letter: Letter | None, form: DecisionForm | None) -> dict[str, Any]:
    choices = [(one.value, one.label, EFFECTS[one]) for one in Decision]
    return {
        "letter": letter,
        "form": form,
        "decisions": choices,
        "breaches": Breach.choices,
        "can_erase": letter is not None and letter.comment.state in ERASABLE,
    }


@moderators_page("GET", "HEAD")
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one comment in full on a page of its own."""
    return show_one(request, pk)


def show_one(request: HttpRequest, pk: int, form: DecisionForm | None = None, error: str = "") -> HttpResponse:
    """Draw one comment's page."""
    letter = letter_of(pk)
    if letter is None:
        raise Http404("no such comment")
    context = {
        "asked": Asked(),
        "tabs": tabs(Asked()),
        **_letter_context(letter, form),
        "batch": batch_of(request.GET.get("done", "")),
        "overtaken": request.GET.get("overtaken", "")[:6],
        "error": error,
    }
    return render(request, "moderation/one.html", context, status=422 if error or (form and form.errors) else 200)


@moderators_page("GET", "HEAD")
def mine(request: HttpRequest) -> HttpResponse:
    """Show what the moderator decided, newest first, each with the way back."""
    page = Paginator(decisions_of(person(request)), MINE).get_page(request.GET.get("page"))
    context = {
        "asked": Asked(),
        "tabs": tabs(Asked()),
        "page": page,
        "batches": batches(page.object_list),
        "tab": "mine",
    }
    return render(request, "moderation/mine.html", context)
