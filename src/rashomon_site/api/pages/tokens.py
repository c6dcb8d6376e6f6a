"""A page on which people make and revoke their tokens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rashomon_site.api.models import ApiToken, Scope
from rashomon_site.api.tokens import make_token, revoke_token
from rashomon_site.workbench.access import person

LIFETIMES = {"30": "30 days", "90": "90 days", "365": "One year", "": "Until I revoke it"}
USUAL_LIFETIME = "90"
MOST_SHOWN = 100


View = Callable[..., HttpResponse]


def _password_again(view: View) -> View:
    """Ask for the password, or another proof, once more before something is sent."""
    guarded: View = reauthentication_required(view, allow_get=True)
    return guarded


@require_GET
@never_cache
@login_required
def listing(request: HttpRequest) -> HttpResponse:
    """List the person's tokens, and offer to make one."""
    return _page(request)


def _page(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    now = timezone.now()
    tokens = list(ApiToken.objects.filter(user=person(request))[:MOST_SHOWN])
    context = {
        "tokens": [token for token in tokens if not token.has_ended(now)],
        "ended": [token for token in tokens if token.has_ended(now)],
        "scopes": list(Scope),
        "lifetimes": LIFETIMES,
        "chosen_lifetime": USUAL_LIFETIME,
    }
    return render(request, "api/tokens.html", context | more, status=status)


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
@_password_again  # a token outlives the session, which may have been left open
def make(request: HttpRequest) -> HttpResponse:
    """Make a token and show its secret, this once."""
    if request.method == "GET":
        return redirect("api:tokens")
    name, lifetime = request.POST.get("name", "").replace("\x00", ""), request.POST.get("lifetime", USUAL_LIFETIME)
    scopes = request.POST.getlist("scope")
    try:
        expires_at = _end(lifetime)
        token, secret = make_token(person(request), name, scopes, expires_at)
    except ValidationError as error:
        kept = {"kept_name": name, "kept_scopes": scopes, "chosen_lifetime": lifetime}
        return _page(request, status=400, error=" ".join(error.messages), **kept)
    return _page(request, made=token, secret=secret)


def _end(lifetime: str) -> Any:
    if lifetime not in LIFETIMES:
        raise ValidationError("Choose how long the token is to work.")
    return timezone.now() + timedelta(days=int(lifetime)) if lifetime else None


@require_POST
@never_cache
@login_required
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token for good."""
    token = get_object_or_404(ApiToken, pk=pk, user=person(request))
    revoke_token(person(request), token)
    messages.success(request, f"“{token.name}” does not work any more.")
    return redirect("api:tokens")
