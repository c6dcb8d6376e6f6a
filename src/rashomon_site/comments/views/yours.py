"""What writers see of their own comments: the state of each, and while there is time the means to change it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from rashomon_site.comments.forms import CommentForm
from rashomon_site.comments.markup import comment_html
from rashomon_site.comments.models import Comment, State
from rashomon_site.comments.origins import refusal
from rashomon_site.comments.private_links import (
    COOKIE,
    comment_of,
    minutes_left,
    private_address,
    remember,
    remembered,
    token_of,
)
from rashomon_site.comments.section import around
from rashomon_site.comments.services import own
from rashomon_site.comments.subjects import subjects_of

STATES = {
    State.PUBLISHED: "Published",
    State.WAITING: "Waiting for a moderator",
    State.SPAM: "Refused",
    State.REMOVED: "Removed",
}


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List what this browser sent and can still change, as the cookie says that it set when that was sent."""
    comments = [(comment, private_address(comment)) for comment in remembered(request)]
    response = render(request, "comments/mine.html", {"comments": comments, **around(request)})
    if COOKIE in request.COOKIES and not comments:
        response.delete_cookie(COOKIE, path=request.path)
    return _private(response)


@never_cache
@require_safe
def yours(request: HttpRequest, token: str) -> HttpResponse:
    """Show the state of a comment to the holder of its private link."""
    comment = _comment_or_404(token)
    context = _context(request, comment) | {"is_new": "sent" in request.GET}
    return _private(render(request, "comments/yours.html", context))


@never_cache
@csrf_exempt  # the secret in the address says who it is; `origins.refusal` looks at where the form came from
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, token: str) -> HttpResponse:
    """Change a comment while there is time."""
    comment = _comment_or_404(token)
    form = _form(comment, request.POST if request.method == "POST" else None)
    reason = own.why_not(comment) or (refusal(request) if request.method == "POST" else "")
    if reason:
        return _change_page(request, comment, form, reason, status=403 if request.method == "POST" else 200)
    if request.method != "POST":
        return _change_page(request, comment, form)
    if not form.is_valid():
        return _change_page(request, comment, form, status=422)
    if request.POST.get("do") == "preview":
        return _change_page(request, comment, form, preview=True)
    try:
        own.change(comment, _wanted(form, comment))
    except own.NotNow as error:
        return _change_page(request, comment, form, str(error), status=403)
    return _back(request, comment)


@never_cache
@csrf_exempt  # as above
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether a comment is to be removed, and remove it."""
    comment = _comment_or_404(token)
    reason = own.why_not(comment) or (refusal(request) if request.method == "POST" else "")
    if request.method == "POST" and not reason:
        try:
            own.remove(comment)
        except own.NotNow as error:
            reason = str(error)
        else:
            return _back(request, comment)
    context = _context(request, comment) | {"reason": reason}
    status = 403 if reason and request.method == "POST" else 200
    return _private(render(request, "comments/remove.html", context, status=status))


def _comment_or_404(token: str) -> Comment:
    comment = comment_of(token)
    if comment is None:
        raise Http404("There is no comment with this link.")
    return comment


def _context(request: HttpRequest, comment: Comment) -> dict[str, Any]:
    return {
        "comment": comment,
        "case": comment.case,
        "token": token_of(comment),
        "state": STATES[State(comment.state)],
        "html": comment_html(comment.text),
        "minutes": 0 if own.why_not(comment) else minutes_left(comment),
        "private_address": private_address(comment),
        **around(request),
    }


def _form(comment: Comment, data: Any) -> CommentForm:
    subjects = subjects_of(comment.case)
    about = comment.about if subjects.find(comment.about) else ""
    given = {"name": comment.name, "text": comment.text, "kind": comment.kind, "about": about}
    form = CommentForm(comment.case, subjects, comment.user, data, initial=given, auto_id="comment_%s")
    del form.fields["reply"]  # what a comment answers stays
    return form


def _wanted(form: CommentForm, comment: Comment) -> own.Change:
    found = form.cleaned_data
    return own.Change(
        name=found.get("name", comment.name),
        text=found["text"],
        kind=found["kind"],
        about=found["about"],
        about_words=form.about_words(),
    )


def _change_page(
    request: HttpRequest,
    comment: Comment,
    form: CommentForm,
    reason: str = "",
    *,
    preview: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = _context(request, comment) | {"form": form, "reason": reason}
    if preview:
        wanted = _wanted(form, comment)
        kind = wanted.kind.label if wanted.kind != wanted.kind.COMMENT else ""
        html = comment_html(wanted.text)
        context["preview"] = {"name": wanted.name, "kind": kind, "about": wanted.about_words, "html": html}
    return _private(render(request, "comments/change.html", context, status=status))


def _back(request: HttpRequest, comment: Comment) -> HttpResponse:
    response = redirect(private_address(comment))
    response.status_code = 303
    remember(request, response, comment)
    return response


def _private(response: HttpResponse) -> HttpResponse:
    """Keep the secret of the address out of what other sites are told."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
