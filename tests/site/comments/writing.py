"""How tests write comments, as a browser does."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, cast

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Comment, State
from rashomon_site.comments.services.states import change_state
from rashomon_site.spam.local import stamps

BROWSER = {"Sec-Fetch-Site": "same-origin", "User-Agent": "a browser"}


def stamp(case: PublishedCase, minutes: float = 5) -> str:
    """Return the stamp of a form that was made some minutes ago."""
    made = timezone.now() - timedelta(minutes=minutes)
    return stamps._signer(case).sign(f"{int(made.timestamp()):x}")


def send(client: Client, case: PublishedCase, *, headers: dict[str, str] | None = None, **typed: Any) -> HttpResponse:
    """Send the form, as filled in by somebody with a browser."""
    form = {"name": "Petra V.", "text": "A reader wrote this.", "kind": "comment", "about": "", "stamp": stamp(case)}
    sent = form | {"do": "send"} | typed
    answer: Any = client.post(f"/cases/{case.slug}/comments/", sent, headers=BROWSER if headers is None else headers)
    return cast(HttpResponse, answer)


def words(answer: Any) -> str:
    """Return the page without its marks, on one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def published(comment: Comment) -> Comment:
    """Publish a comment, whatever the checks said of it."""
    if comment.state != State.PUBLISHED:
        change_state(comment, State.PUBLISHED, actor=None)
    return comment
