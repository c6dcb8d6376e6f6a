"""The editors' page on which a comment becomes part of the case."""

from __future__ import annotations

from hashlib import sha256

from django.contrib import messages
from django.core.cache import caches
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import get_random_string

from rashomon_site.accounts.roles import Action
from rashomon_site.cases.permissions import may, may_edit
from rashomon_site.cases.services.saving import SaveConflict
from rashomon_site.comments.contributing.drafting import contribute as make
from rashomon_site.comments.contributing.drafting import form_for, newest
from rashomon_site.comments.contributing.forms import ContributionForm
from rashomon_site.comments.contributing.prefilling import kind_of
from rashomon_site.comments.markup import comment_html
from rashomon_site.comments.models import Comment, Contribution, ContributionKind
from rashomon_site.workbench.access import desk_page, person

CLICK_SECONDS = 600
OVERTAKEN = "Somebody has saved since you opened this form. Look at the number once more, then save."


@desk_page("GET", "POST")
def contribute(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form of one kind, or save what was filled in as a draft."""
    comment = get_object_or_404(Comment.objects.select_related("case"), pk=pk)
    if not may_edit(person(request), comment.case):
        raise PermissionDenied("Your account may not edit this case.")
    if not comment.is_published and not may(person(request), Action.MODERATE):
        raise PermissionDenied("Readers cannot see this comment. Ask a moderator to publish it first.")
    asked = (request.POST if request.method == "POST" else request.GET).get("as", "")
    kind = ContributionKind(asked) if asked in ContributionKind.values else kind_of(comment)
    try:
        form = form_for(comment, kind, request.POST if request.method == "POST" else None)
    except ValidationError as error:
        return _page(request, comment, kind, None, " ".join(error.messages), 409)
    if request.method != "POST":
        return _page(request, comment, kind, form)
    return _save(request, comment, kind, form)


def _save(request: HttpRequest, comment: Comment, kind: ContributionKind, form: ContributionForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, comment, kind, form, status=422)
    if kind == ContributionKind.CELL and request.POST.get("seen") != str(newest(comment).number):
        return _page(request, comment, kind, form, OVERTAKEN, 409)
    first_click = caches["shared"].add(_click(request), 1, CLICK_SECONDS)
    made = comment.contributions.filter(kind=kind, made_by=person(request)).select_related("revision__case").last()
    if not first_click and made:
        return _done(request, made)
    try:
        return _done(request, make(person(request), comment, kind, form))
    except SaveConflict as conflict:
        problem, status = f"{conflict}. Nothing was saved: look again, and save.", 409
    except ValidationError as error:
        problem, status = " ".join(error.messages), 422
    caches["shared"].delete(_click(request))
    return _page(request, comment, kind, form, problem, status)


def _click(request: HttpRequest) -> str:
    """Return what is the same for two clicks on one form, and differs for any other form."""
    token = request.POST.get("click", "")
    return f"contribution:{person(request).pk}:{sha256(token.encode('utf-8', 'replace')).hexdigest()}"


def _done(request: HttpRequest, made: Contribution) -> HttpResponse:
    sound = "It can be published." if made.revision.is_sound else "It still needs a few numbers, listed below."
    messages.success(request, f"Revision {made.revision.number} is a draft with {made.item_words}. {sound}")
    return redirect("workbench:edit", made.revision.case.slug)


def _page(
    request: HttpRequest,
    comment: Comment,
    kind: ContributionKind,
    form: ContributionForm | None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "comment": comment,
        "case": comment.case,
        "kind": kind,
        "kinds": ContributionKind.choices,
        "form": form,
        "problem": problem,
        "html": comment_html(comment.text),
        "seen": newest(comment).number,
        "click": get_random_string(22),
        "made": comment.contributions.select_related("revision__case").all(),
    }
    return render(request, "comments/contribute.html", context, status=status)
