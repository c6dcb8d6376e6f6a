"""The page behind the link of a confirming mail."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rashomon_site.notifications import confirming
from rashomon_site.notifications.models import Confirmation
from rashomon_site.notifications.views.secret_page import secret_page


@secret_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show what would be mailed; confirm it, or refuse all mail, on a click."""
    asked = Confirmation.opened_by(token)
    if asked is None:
        return _gone(request)
    if request.method != "POST":
        wishes = confirming.waiting_for(asked)
        return render(request, "notifications/confirm.html", {"wishes": wishes})
    if "never" in request.POST:
        done = "never" if confirming.never_again(asked) else ""
    else:
        chosen = {int(key) for key in request.POST.getlist("wish") if key.isascii() and key.isdigit()}
        done = "confirmed" if confirming.confirm(asked, chosen) else "none"
    return render(request, "notifications/confirmed.html", {"done": done})


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "notifications/gone.html", status=404)
