"""Who may add articles, and whose drafts somebody sees and decides on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.cases.permissions import may
from rashomon_site.drafts.models import StoredDraft
from rashomon_site.workbench.access import View, desk_page, person

NOT_ALLOWED = "Your account may not start a case, so it cannot add articles. Ask an administrator for the role."
NOT_YOURS = "Only the person who added the article and editors decide on it."


def writers_page(*methods: str) -> Callable[[View], View]:
    """Let only people in who may start a case."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not may(person(request), Action.CREATE_CASE):
                raise PermissionDenied(NOT_ALLOWED)
            return view(request, *args, **kwargs)

        return desk_page(*methods)(guarded)

    return decorate


def drafts_of(user: User) -> QuerySet[StoredDraft]:
    """Return the drafts that the person sees: their own, and for editors those of everybody."""
    everything = StoredDraft.objects.select_related("owner", "case")
    return everything if may(user, Action.SEE_DRAFTS) else everything.filter(owner=user)


def seen_draft(request: HttpRequest, pk: int) -> StoredDraft:
    """Return a draft that the person may read. Raises Http404."""
    return get_object_or_404(drafts_of(person(request)), pk=pk)


def may_decide(user: User, draft: StoredDraft) -> bool:
    """Whether the person may decide on the items."""
    return draft.owner_id == user.pk or may(user, Action.EDIT_ANY)


def own_draft(request: HttpRequest, pk: int) -> StoredDraft:
    """Return a draft that the person may decide on. Raises Http404 and PermissionDenied."""
    draft = seen_draft(request, pk)
    if not may_decide(person(request), draft):
        raise PermissionDenied(NOT_YOURS)
    return draft
