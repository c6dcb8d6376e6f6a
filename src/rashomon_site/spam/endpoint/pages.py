"""The administrator's page: keys of other blogs, and what a service says of ours."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.cases.permissions import may
from rashomon_site.spam.akismet.alerts import open_alerts
from rashomon_site.spam.akismet.protocol import is_on
from rashomon_site.spam.endpoint.keys import issue_key, revoke_key
from rashomon_site.spam.endpoint.usage import this_month
from rashomon_site.spam.models import Alert, KeyUsage, SiteKey, Submission
from rashomon_site.workbench.access import desk_page, person


@desk_page("GET", "POST")
def keys(request: HttpRequest) -> HttpResponse:
    """Show the keys, and issue one."""
    administrator = _administrator(request)
    if request.method != "POST":
        return _page(request)
    try:
        key, secret = issue_key(administrator, request.POST.get("site", ""))
    except ValidationError as problem:
        return _page(request, problem=" ".join(problem.messages), site=request.POST.get("site", ""), status=422)
    return _page(request, made=key, secret=secret)


@desk_page("POST")
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a key."""
    revoke_key(_administrator(request), get_object_or_404(SiteKey, pk=pk), unlearn="unlearn" in request.POST)
    return redirect("spam:keys")


@desk_page("POST")
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an alert aside until the service says it again."""
    _administrator(request)
    alert = get_object_or_404(Alert, pk=pk)
    Alert.objects.filter(pk=alert.pk).update(dismissed_at=timezone.now())
    return redirect("spam:keys")


def _administrator(request: HttpRequest) -> User:
    user = person(request)
    if not may(user, Action.ADMINISTER):
        raise PermissionDenied("Keys and alerts of the spam checks are for administrators.")
    return user


def _page(request: HttpRequest, *, status: int = 200, **more: object) -> HttpResponse:
    used = {usage.key_id: usage for usage in KeyUsage.objects.filter(month=this_month())}
    working: list[dict[str, object]] = []
    ended: list[dict[str, object]] = []
    for key in SiteKey.objects.all():
        (ended if key.revoked_at else working).append({"key": key, "usage": used.get(key.pk)})
    context = {
        "working": working,
        "ended": ended,
        "is_on": settings.FILTER_ENDPOINT,
        "address": settings.SITE_URL,
        "akismet_is_on": is_on(),
        "alerts": open_alerts(),
        "unsent": Submission.objects.exclude(given_up="").order_by("-id")[:20],
        **more,
    }
    return render(request, "spam/keys.html", context, status=status)
