"""Stop mails with one click: by a mail program (RFC 8058) or by the button on a page. Nobody has to sign in."""

from __future__ import annotations

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rashomon_site.notifications import digests, subscribing
from rashomon_site.notifications.models import Often, Stage
from rashomon_site.notifications.views.secret_page import secret_page


@secret_page
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop one subscription, or all of its address."""
    try:
        wish = subscribing.stopped_by(token)
    except BadSignature:
        return render(request, "notifications/gone.html", status=404)
    if request.method == "POST" and wish:
        subscribing.stop(wish, all_of_them="all" in request.POST)
    stopped = request.method == "POST" or wish is None or wish.stage == Stage.STOPPED
    return render(request, "notifications/stop.html", {"wish": wish, "stopped": stopped, "all": "all" in request.POST})


@secret_page
def stop_digest(request: HttpRequest, token: str) -> HttpResponse:
    """Stop a moderator's mails."""
    try:
        user = digests.stopped_by(token)
    except BadSignature:
        return render(request, "notifications/gone.html", status=404)
    if request.method == "POST" and user:
        digests.choose(user, Often.NEVER)
    return render(request, "notifications/stop.html", {"digest": True, "stopped": request.method == "POST"})
