"""Who may enter the desk, and what becomes of a text that is sent after the session has ended."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.cases.models import CaseRevision, PublishedCase
from rashomon_site.cases.models.case import CaseQuerySet
from rashomon_site.cases.permissions import editable_cases, may, may_edit, may_see
from rashomon_site.workbench.kept_text import keep_text

View = Callable[..., HttpResponse]
Rule = Callable[[User, PublishedCase], bool]


def desk_page(*methods: str) -> Callable[[View], View]:
    """Let only people with an account in. A text that is sent without one comes back with the page."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated and request.user.is_active:
                return view(request, *args, **kwargs)
            if request.method == "POST" and request.POST.get("text"):
                return keep_text(request)
            return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("workbench:index"))

        return require_http_methods(methods)(never_cache(guarded))

    return decorate


def person(request: HttpRequest) -> User:
    """Return the account behind a request to a desk page."""
    return cast(User, request.user)


def case_for(request: HttpRequest, slug: str, rule: Rule) -> PublishedCase:
    """Return the case if `rule` allows it; a case that the person may not even see is not found."""
    case = get_object_or_404(PublishedCase.objects.select_related("published_revision"), slug=slug)
    if rule(person(request), case):
        return case
    if may_see(person(request), case):
        raise PermissionDenied("Your account may not do this with the case. Ask one of its authors or an editor.")
    raise Http404("no such case")


def revision_of(case: PublishedCase, number: int) -> CaseRevision:
    """Return one revision of a case that was already found to be allowed."""
    return get_object_or_404(case.revisions, number=number)


def may_read_drafts(user: User, case: PublishedCase) -> bool:
    """Whether the person may read every revision of the case."""
    return may(user, Action.SEE_DRAFTS) or may_edit(user, case)


def may_read_log(user: User, case: PublishedCase) -> bool:
    """Whether the person may read what was done with the case."""
    return may(user, Action.SEE_AUDIT) or may_edit(user, case)


def may_write(user: User) -> bool:
    """Whether the person may write on some case, so that texts are checked and weighed for them."""
    return any(may(user, action) for action in (Action.CREATE_CASE, Action.EDIT_OWN, Action.EDIT_ANY))


def cases_on_desk(user: User) -> CaseQuerySet:
    """Return the cases that the person finds on the desk."""
    return PublishedCase.objects.all() if may(user, Action.SEE_DRAFTS) else editable_cases(user)
