"""Give a text back that could not be taken: the session had ended, or the form was too old."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.csrf import csrf_failure as plain_csrf_failure

FIELDS = ("message", "parent", "slug")
OLD_FORM = "This form was older than your last log-in, so nothing was saved. Your text is here."
NO_SESSION = "You are logged out, so nothing was saved. Your text is here."


def keep_text(request: HttpRequest, reason: str = NO_SESSION) -> HttpResponse:
    """Return the page that holds the text, with a form that sends it again after logging in."""
    context = {
        "reason": reason,
        "text": request.POST.get("text", ""),
        "kept": [(name, request.POST[name]) for name in FIELDS if name in request.POST],
        "address": request.path,
    }
    return render(request, "workbench/kept.html", context, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without a good token: a text that came from this very site is given back.

    Logging in anew changes the token, so that an editor page that was left open would lose its text. What comes
    from another site is never shown: somebody could press "Save" under a stranger's text.
    """
    if request.path.startswith(reverse("workbench:index")) and _came_from_here(request) and request.POST.get("text"):
        return keep_text(request, OLD_FORM)
    return plain_csrf_failure(request, reason=reason)


def _came_from_here(request: HttpRequest) -> bool:
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
