"""Who may open the pages about people."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action

View = Callable[..., HttpResponse]


def people_page(*actions: Action, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """Let people with an account in whose role allows one of `actions`, or everybody with one if none is named."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if actions and not any(person(request).may(action) for action in actions):
                raise PermissionDenied("Your account may not see this page.")
            return view(request, *args, **kwargs)

        return require_http_methods(methods)(never_cache(login_required(guarded)))

    return decorate


def person(request: HttpRequest) -> User:
    """Return the account behind a request that was let in."""
    return cast(User, request.user)
