"""Who may enter the moderators' desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from rashomon_site.accounts.roles import Action
from rashomon_site.cases.permissions import may
from rashomon_site.workbench.access import View, desk_page, person

REFUSED = "Your account may not moderate the discussion. Ask an administrator for the role."


def moderators_page(*methods: str) -> Callable[[View], View]:
    """Let only people in who may moderate; to have written the case is not enough."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not may(person(request), Action.MODERATE):
                raise PermissionDenied(REFUSED)
            return view(request, *args, **kwargs)

        return desk_page(*methods)(guarded)

    return decorate
