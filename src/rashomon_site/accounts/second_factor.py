"""Editors and administrators are asked, or made, to have a second factor: a passkey or an app that shows codes."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Role

GUARDED = ("/desk/", "/people/", "/admin/", "/api/tokens/")  # a token does what its owner may
OPEN = ("/people/invitations/accept/",)


def lacks_second_factor(user: object) -> bool:
    """Whether the account can do much harm in wrong hands and has nothing but a password."""
    if not isinstance(user, User) or user.effective_role not in (Role.EDITOR, Role.ADMINISTRATOR):
        return False
    return not is_mfa_enabled(user)


class SecondFactorMiddleware:
    """Where the operator requires a second factor, sends people without one to the page that sets it up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, or send the person to set up a second factor."""
        if settings.SECOND_FACTOR == "required":
            if _is_guarded(request.path) and lacks_second_factor(request.user):
                return redirect("mfa_index")
            _hold_back(request)
        return self.get_response(request)


def _hold_back(request: HttpRequest) -> None:
    """Let a person without a second factor see no more than readers do, such as drafts on the public pages."""
    signed_in = request.user

    def held_back() -> object:
        if isinstance(signed_in, User):
            signed_in.is_held_back = lacks_second_factor(signed_in)
        return signed_in

    # Looked at only where a page asks who reads it, so that the others still need no session.
    request.user = cast(User, SimpleLazyObject(held_back))


def _is_guarded(path: str) -> bool:
    return path.startswith(GUARDED) and not path.startswith(OPEN)
