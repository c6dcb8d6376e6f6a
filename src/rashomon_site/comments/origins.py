"""Whether a form came from a page of this site. Readers have no cookie, so that there is no token to compare."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

FOREIGN = "This came from another site, so nothing was sent. Read the text, then send it from this page."
OLD_FORM = "You have signed in or out since this form was made, so nothing was sent. Send it once more."


class _Check(CsrfViewMiddleware):
    """Django's own check of a form's token, which here returns the reason instead of a page."""

    def _reject(self, request: HttpRequest, reason: str) -> str:
        return reason


def refusal(request: HttpRequest) -> str:
    """Return why a sent form is not taken, "" if it is: it must come from here, and from signed-in people with a token.

    Browsers say from which site a form was sent, and no page can make them say another.
    """
    if is_foreign(request):
        return FOREIGN
    if request.user.is_authenticated and _lacks_token(request):
        return OLD_FORM
    return ""


def is_foreign(request: HttpRequest) -> bool:
    """Whether the browser says that the form was on a page of another site."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin")
    return bool(origin) and not _is_own(str(origin), request)


def _is_own(origin: str, request: HttpRequest) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())


def _lacks_token(request: HttpRequest) -> bool:
    check = _Check(lambda request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, HttpResponse, (), {}) is not None
