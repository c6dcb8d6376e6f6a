"""Decisions: on one comment, on several at once, and back again."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from rashomon_site.comments.models import Comment, State
from rashomon_site.moderation.access import moderators_page
from rashomon_site.moderation.deciding import Result, decide, undo
from rashomon_site.moderation.erasing import ERASABLE, NotErasable, erase
from rashomon_site.moderation.forms import DecisionForm
from rashomon_site.moderation.queue import PAGE, read_asked
from rashomon_site.moderation.views.queue import show_one, show_queue
from rashomon_site.workbench.access import person

ALONE = "alone"


@moderators_page("POST")
def decide_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide on one comment."""
    comment = get_object_or_404(Comment.objects.select_related("case"), pk=pk)
    form = DecisionForm(request.POST)
    asked = read_asked(_back(request))
    if not form.is_valid():
        return (
            show_one(request, pk, form) if _is_alone(request) else show_queue(request, replace(asked, letter=pk), form)
        )
    ruling = form.ruling(with_public_note="public_note" in request.POST)
    result = decide(person(request), [(comment, request.POST.get("seen", ""))], ruling)
    if _is_alone(request):
        return redirect(reverse("moderation:one", args=[pk]) + _told("?", result))
    following = request.POST.get("next_letter", "") if "next" in request.POST else str(pk)
    letter = int(following) if following.isascii() and following.isdigit() and len(following) < 16 else None
    return redirect(reverse("moderation:queue") + _told(asked.address(letter=letter), result))


@moderators_page("POST")
def decide_many(request: HttpRequest) -> HttpResponse:
    """Decide on all comments that are ticked. Each box says in which state the moderator saw the comment."""
    seen = dict(_ticked(request.POST.getlist("ticked")))
    form, asked = DecisionForm(request.POST), read_asked(_back(request))
    if not seen:
        return show_queue(request, asked, error="Tick the comments to decide on first.")
    if not form.is_valid():
        return show_queue(request, asked, error=" ".join(str(word) for those in form.errors.values() for word in those))
    comments = Comment.objects.select_related("case").filter(pk__in=seen)
    ruling = form.ruling(with_public_note=False)
    result = decide(person(request), [(one, seen[one.pk]) for one in comments], ruling)
    return redirect(reverse("moderation:queue") + _told(asked.address(letter=None), result))


def _ticked(values: list[str]) -> list[tuple[int, str]]:
    read = [value.partition("-") for value in values[:PAGE]]
    good = [(key, state) for key, _, state in read if key.isascii() and key.isdigit() and len(key) < 16]
    return [(int(key), state) for key, state in good if state in State.values]


@moderators_page("POST")
def undo_batch(request: HttpRequest, batch: UUID) -> HttpResponse:
    """Take back what was decided in one go."""
    result = undo(person(request), batch)
    if not result.done and not result.overtaken:
        raise Http404("nothing to undo")
    alone = request.POST.get(ALONE, "")
    if alone == "mine":
        return redirect(reverse("moderation:mine") + _told("?", result))
    first = (result.done or result.overtaken)[0]
    if alone:
        return redirect(reverse("moderation:one", args=[first.pk]) + _told("?", result))
    asked = read_asked(_back(request))
    return redirect(reverse("moderation:queue") + _told(asked.address(letter=first.pk), result))


def _back(request: HttpRequest) -> QueryDict:
    """Return what the moderator looked at; only what the queue knows is read from it."""
    return QueryDict(request.POST.get("back", "")[:1000].lstrip("?"), encoding="utf-8")


def _is_alone(request: HttpRequest) -> bool:
    return bool(request.POST.get(ALONE))


def _told(address: str, result: Result) -> str:
    """Add to an address what the next page says of the decision."""
    mark = "" if address.endswith("?") else "&"
    told = f"{mark}done={result.batch}" if result.done else ""
    overtaken = f"&overtaken={len(result.overtaken)}" if result.overtaken else ""
    return address + told + overtaken


@moderators_page("GET", "HEAD", "POST")
def erase_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a second time, then erase."""
    comment = get_object_or_404(Comment.objects.select_related("case"), pk=pk)
    if request.method == "POST" and request.POST.get("sure") == "yes":
        try:
            erase(person(request), comment)
        except NotErasable:
            return render(request, "moderation/erase.html", {"comment": comment, "can": False}, status=409)
        return redirect(reverse("moderation:queue") + f"?tab={comment.state}")
    is_unsure = request.method == "POST"
    context = {"comment": comment, "can": comment.state in ERASABLE, "is_unsure": is_unsure}
    return render(request, "moderation/erase.html", context, status=422 if is_unsure else 200)
