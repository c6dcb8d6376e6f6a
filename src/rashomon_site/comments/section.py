"""What the templates of a discussion are given: a page of the thread, the form, and the addresses around them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.permissions import may
from rashomon_site.comments.forms import NewCommentForm
from rashomon_site.comments.roles import author_ids
from rashomon_site.comments.subjects import subjects_of
from rashomon_site.comments.talk import Talk, talk_of
from rashomon_site.comments.thread import thread_of
from rashomon_site.reading.drawing_version import drawing_version
from rashomon_site.spam.local.stamps import make_stamp

KEPT_SECONDS = 24 * 3600


def section_of(
    request: HttpRequest,
    case: PublishedCase,
    talk: Talk | None = None,
    page: int = 1,
    base: str = "",
    authors: Collection[int] | None = None,
) -> dict[str, Any]:
    """Return what shows a page of the discussion with an empty form below it."""
    state = talk or talk_of(case)
    if not state.is_shown:
        return {"talk": state}
    signing = author_ids(case) if authors is None else authors
    context: dict[str, Any] = {"talk": state, "case": case, **around(request)}
    context["thread_html"] = _thread_html(context, case, state, signing, page, base)
    if state.is_open:
        context["form"] = new_form(request, case)
    return context


def _thread_html(
    context: dict[str, Any], case: PublishedCase, talk: Talk, authors: Collection[int], page: int, base: str
) -> SafeString:
    """Draw a page of the thread, or take it from the cache: it is the same for all readers until something changes."""
    revision = case.published_revision
    document = revision.document_sha256 if revision else ""
    told = (case.pk, case.slug, page, base, talk.told(), sorted(authors), document, context["may_moderate"])
    name = blake2b(repr((told, drawing_version().digest)).encode(), digest_size=16).hexdigest()
    key = f"comments-thread:{name}"
    kept: str | None = cache.get(key)
    if kept is None:
        thread = thread_of(case, talk, subjects_of(case), authors, page, base)
        kept = render_to_string("comments/parts/thread.html", {**context, "thread": thread})
        cache.set(key, kept, KEPT_SECONDS)
    return SafeString(kept)


def new_form(
    request: HttpRequest, case: PublishedCase, initial: Mapping[str, Any] | None = None, data: Any = None
) -> NewCommentForm:
    """Return the form, empty or with what was sent; a signed-in person writes under the name of the account."""
    given = {**(initial or {}), "stamp": make_stamp(case)}
    return NewCommentForm(case, subjects_of(case), writer(request), data, initial=given, auto_id="comment_%s")


def around(request: HttpRequest) -> dict[str, Any]:
    """Return what every page of a discussion knows."""
    return {
        "edit_minutes": settings.EDIT_MINUTES,
        "may_moderate": may(request.user, Action.MODERATE),
        "writer": writer(request),
    }


def writer(request: HttpRequest) -> User | None:
    """Return the account of a signed-in person."""
    return request.user if isinstance(request.user, User) else None
