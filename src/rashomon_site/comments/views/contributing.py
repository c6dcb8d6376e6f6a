"""The editors' page on which a comment becomes part of the case."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from rashomon_site.cases.permissions import may_edit
from rashomon_site.cases.services.saving import SaveConflict
from rashomon_site.comments.contributing.drafting import contribute as make
from rashomon_site.comments.contributing.drafting import form_for, newest
from rashomon_site.comments.contributing.forms import ContributionForm
from rashomon_site.comments.contributing.prefilling import kind_of
from rashomon_site.comments.markup import comment_html
from rashomon_site.comments.models import Comment, Contribution, ContributionKind
from rashomon_site.workbench.access import desk_page, person


@desk_page("GET", "POST")
def contribute(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form of one kind, or save what was filled in as a draft."""
    comment = get_object_or_404(Comment.objects.select_related("case"), pk=pk)
    if not may_edit(person(request), comment.case):
        raise PermissionDenied("Your account may not edit this case.")
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
    again = _made_by_the_first_click(request, comment, kind)
    if again:
        return _done(request, again)
    if not form.is_valid():
        return _page(request, comment, kind, form, status=422)
    try:
        made = make(person(request), comment, kind, form)
    except SaveConflict as conflict:
        return _page(request, comment, kind, form, f"{conflict}. Nothing was saved: look again, and save.", 409)
    except ValidationError as error:
        return _page(request, comment, kind, form, " ".join(error.messages), 422)
    return _done(request, made)


def _made_by_the_first_click(request: HttpRequest, comment: Comment, kind: ContributionKind) -> Contribution | None:
    """Return what the same form made a moment ago: its page was drawn before that revision was."""
    seen = request.POST.get("seen", "")
    if not (seen.isascii() and seen.isdigit() and len(seen) < 9):
        return None
    made = comment.contributions.filter(kind=kind, revision__number__gt=int(seen), made_by=person(request))
    return made.select_related("revision__case").first()


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
        "made": comment.contributions.select_related("revision__case").all(),
    }
    return render(request, "comments/contribute.html", context, status=status)
