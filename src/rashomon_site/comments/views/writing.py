"""Write a comment: the form on a page of its own, a look at it before it is sent, and sending it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.address_tokens import address_token
from rashomon_site.comments.forms import NewCommentForm
from rashomon_site.comments.markup import comment_html, plain_text
from rashomon_site.comments.models import Comment, Kind
from rashomon_site.comments.origins import refusal
from rashomon_site.comments.private_links import private_address, remember
from rashomon_site.comments.section import around, new_form, writer
from rashomon_site.comments.services.posting import Connection, is_known, post
from rashomon_site.comments.talk import talk_of
from rashomon_site.operations.client_address import client_address
from rashomon_site.spam.local.rates import too_many
from rashomon_site.spam.local.stamps import make_stamp, read_stamp

DISPUTED = ("evidence:", "cell:")
"""What the case page has “Dispute” links at."""


@require_safe
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form by itself, for a comment about the part of the case, or the comment, in the address."""
    from rashomon_site.comments.views.thread import open_case_or_404

    case = open_case_or_404(slug)
    asked = request.GET
    about = asked.get("about", "")
    kind = Kind.DISAGREES if about.startswith(DISPUTED) else Kind.COMMENT
    form = new_form(request, case, {"about": about, "reply": _number(asked.get("reply", "")), "kind": kind})
    if form.subjects.find(about) is None:
        form.initial.update(about="", kind=Kind.COMMENT)
    return form_page(request, case, form)


def send(request: HttpRequest, case: PublishedCase) -> HttpResponse:
    """Take a comment, or show it as it would look."""
    try:
        sent = request.POST
    except (RequestDataTooBig, TooManyFieldsSent, MultiPartParserError):
        return render(request, "comments/too_long.html", {"case": case}, status=413)
    form = new_form(request, case, data=sent)
    reason = refusal(request)
    if reason:
        return form_page(request, case, form, reason, status=403)
    talk = talk_of(case)
    if not talk.is_open:
        return form_page(request, case, form, talk.closed, status=409)
    if not form.is_valid():
        return form_page(request, case, form, status=422)
    if sent.get("do") == "preview":
        return form_page(request, case, form, preview=True)
    return _take(request, case, form)


def form_page(
    request: HttpRequest,
    case: PublishedCase,
    form: NewCommentForm,
    reason: str = "",
    *,
    preview: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Show the form with what was typed, and what keeps it from being sent."""
    talk = talk_of(case)
    context: dict[str, Any] = {"case": case, "form": form, "talk": talk, "reason": reason, **around(request)}
    context["answered"] = answered = _answered(case, form)
    context["answered_words"] = plain_text(answered.text) if answered else ""
    if preview:
        context["preview"] = _preview(form)
    _stamp(case, form)
    return render(request, "comments/write.html", context, status=status)


def _stamp(case: PublishedCase, form: NewCommentForm) -> None:
    """Give a form that came without a good stamp a new one; one that has a stamp keeps it, so that it counts once."""
    if form.is_bound and read_stamp(str(form.data.get("stamp", "")), case) is None:
        form.data = {**{name: form.data[name] for name in form.data}, "stamp": make_stamp(case)}


def _take(request: HttpRequest, case: PublishedCase, form: NewCommentForm) -> HttpResponse:
    connection = Connection(
        address=client_address(request),
        user_agent=request.headers.get("User-Agent", ""),
        referrer=request.headers.get("Referer", ""),
    )
    entry, user = form.entry(), writer(request)
    wait = None if user or is_known(case, entry, connection) else too_many(address_token(connection.address))
    if wait:
        response = form_page(request, case, form, f"Too many comments from one place. {_wait_words(wait)}", status=429)
        response["Retry-After"] = str(wait)
        return response
    try:
        comment = post(case, entry, connection, user)
    except ValidationError as error:
        form.add_error("text", error)
        return form_page(request, case, form, status=422)
    return _sent(request, comment)


def _sent(request: HttpRequest, comment: Comment) -> HttpResponse:
    """Lead to the writer's own page, so that loading it anew sends nothing again."""
    response = HttpResponse(status=303, headers={"Location": f"{private_address(comment)}?sent=1"})
    remember(request, response, comment)
    return response


def _preview(form: NewCommentForm) -> dict[str, Any]:
    entry = form.entry()
    kind = "" if entry.kind == Kind.COMMENT else entry.kind.label
    return {"name": entry.name, "kind": kind, "about": entry.about_words, "html": comment_html(entry.text)}


def _answered(case: PublishedCase, form: NewCommentForm) -> Comment | None:
    """Return the comment that a reply is to, to show above the form."""
    number = _number(str(form["reply"].value() or ""))
    return Comment.objects.published().filter(case=case, number=number).first() if number else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _wait_words(seconds: int) -> str:
    minutes = -(-seconds // 60)
    if minutes > 90:
        return f"Please wait {-(-minutes // 60)} hours. Your text is here."
    return f"Please wait {minutes} minute{'s' if minutes > 1 else ''}. Your text is here."
