"""The writer's own link, and the cookie that remembers it for a while: both are signed and name one comment."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from rashomon_site.comments.models import Comment

COOKIE = "rashomon_own_comments"
REMEMBERED = 5
"""How many comments the cookie names at most; the oldest goes first."""


def token_of(comment: Comment) -> str:
    """Return the secret of the writer's link."""
    return f"{comment.submission_key}.{_signature(comment.submission_key)}"


def comment_of(token: str) -> Comment | None:
    """Return the comment of a writer's link, None for one that was not given out."""
    key, _, signature = token.partition(".")
    if not constant_time_compare(signature, _signature(key)):
        return None
    return Comment.objects.select_related("case", "in_reply_to", "user").filter(submission_key=key).first()


def private_address(comment: Comment) -> str:
    """Return the address of the writer's own page, where the comment's state stands."""
    return reverse("comments:yours", args=[token_of(comment)])


def minutes_left(comment: Comment) -> int:
    """Return for how many minutes its writer may still change it, rounded up; 0 once that is over."""
    end = comment.posted_at + timedelta(minutes=settings.EDIT_MINUTES)
    return max(0, -int((timezone.now() - end).total_seconds() // 60))


def remember(request: HttpRequest, response: HttpResponse, comment: Comment) -> None:
    """Note in the browser that it sent the comment, for as long as it can be changed."""
    if not settings.EDIT_MINUTES:
        return
    keys = [key for key in _keys(request) if key != comment.submission_key]
    response.set_signed_cookie(
        COOKIE,
        ".".join([*keys, comment.submission_key][-REMEMBERED:]),
        salt=COOKIE,
        max_age=settings.EDIT_MINUTES * 60,
        path=reverse("comments:mine"),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def remembered(request: HttpRequest) -> list[Comment]:
    """Return the comments that this browser sent and can still change, in their order."""
    found = Comment.objects.select_related("case").filter(submission_key__in=_keys(request)).order_by("posted_at")
    return [comment for comment in found if minutes_left(comment)]


def _keys(request: HttpRequest) -> list[str]:
    try:
        value = request.get_signed_cookie(COOKIE, default="", salt=COOKIE, max_age=settings.EDIT_MINUTES * 60)
    except (signing.BadSignature, ValueError):
        return []
    return [key for key in (value or "").split(".") if key][-REMEMBERED:]


def _signature(key: str) -> str:
    return salted_hmac("rashomon.comments.own", key, algorithm="sha256").hexdigest()[:32]
