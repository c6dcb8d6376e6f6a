"""What holds for every request to the API, whatever it asks for: method, size, rate, one error shape, ETags, CORS."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from rashomon_site.api.caller import NOBODY, caller_from
from rashomon_site.api.etags import etag_of, is_named
from rashomon_site.api.failures import Detail, Failure, answer_of
from rashomon_site.api.rates import Count, count

View = Callable[..., Any]

SAFE = ("GET", "HEAD")
EXPOSED = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After"
logger = logging.getLogger("rashomon_site.api")


def gated(view: View) -> View:
    """Return the view with all that holds for every request; nothing but an HttpResponse comes out of it."""
    allowed = _methods_of(view)

    @csrf_exempt  # cookies are never looked at, so no other site can act in a visitor's name
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seen: list[Count] = []
        try:
            response = _answered(request, allowed, seen, lambda: view(request, *args, **kwargs))
        except Exception as error:
            response = answer_of(failure_of(error))
        return _finished(request, response, seen)

    return guarded


def _methods_of(view: View) -> tuple[str, ...]:
    """Ask the view which methods it takes, as ninja keeps that to itself."""
    probe = HttpRequest()
    probe.method = "PROBE"
    named = [name.strip() for name in view(probe).get("Allow", "").split(",") if name.strip()]
    return tuple(sorted({*named, *(["HEAD"] if "GET" in named else []), "OPTIONS"}))


def _answered(
    request: HttpRequest, allowed: tuple[str, ...], seen: list[Count], view: Callable[[], Any]
) -> HttpResponse:
    asked = request.method or ""
    _admit(request, seen)
    if asked == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": ", ".join(allowed)})
    if asked not in allowed:
        message = f"This address takes {', '.join(allowed)}, not {asked[:20]}."
        raise Failure("wrong-method", message, headers={"Allow": ", ".join(allowed)})
    if asked not in SAFE:
        _check_body(request)
    return _run_as_get(request, view) if asked == "HEAD" else _response(view())


def _admit(request: HttpRequest, seen: list[Count]) -> None:
    """Find out who asks, and count it; who sends tokens that are not good is counted by address."""
    caller, refusal = NOBODY, None
    try:
        caller = caller_from(request)
    except Failure as failure:
        refusal = failure
    seen.append(count(request, caller))
    _check_rate(seen[0])
    if refusal:
        raise refusal
    request.api_caller = caller  # type: ignore[attr-defined]  # read back by `caller_of`


def _run_as_get(request: HttpRequest, view: Callable[[], Any]) -> HttpResponse:
    request.method = "GET"
    try:
        return _response(view())
    finally:
        request.method = "HEAD"


def _response(answer: Any) -> HttpResponse:
    assert isinstance(answer, HttpResponse)
    return answer


def _check_rate(found: Count) -> None:
    if found.is_over:
        message = f"More than {found.limit} requests in a minute. Wait {found.seconds} seconds."
        raise Failure("too-many", message, headers={"Retry-After": str(found.seconds)})


def _check_body(request: HttpRequest) -> None:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if not length.isdecimal() or int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise _too_large()
    if int(length) and request.content_type != "application/json":
        raise Failure("wrong-type", "Send JSON, and say so: Content-Type: application/json.")


def _too_large() -> Failure:
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return Failure("too-large", f"The request is larger than {most:,} bytes, the most that is taken.")


def failure_of(error: Exception) -> Failure:
    """Return what to tell of an error; one that nobody foresaw is logged, and told without its words."""
    if isinstance(error, Failure):
        return error
    if isinstance(error, Http404):
        return Failure("not-found", "There is nothing here, or nothing that you may see.")
    if isinstance(error, PermissionDenied):
        return Failure("not-allowed", str(error) or "You may not do this.")
    if isinstance(error, ValidationError):
        return Failure("invalid", " ".join(error.messages), [Detail("body", words) for words in error.messages])
    if isinstance(error, RequestDataTooBig):
        return _too_large()
    if isinstance(error, SuspiciousOperation):
        return Failure("malformed", "The request cannot be read.")
    logger.exception("A request to the API failed", exc_info=error)
    return Failure("internal", "This is a mistake of ours. It was noted down; please try again later.")


def _finished(request: HttpRequest, response: HttpResponse, seen: list[Count]) -> HttpResponse:
    if request.method in SAFE and response.status_code == 200:
        response = _unless_known(request, response)
    for found in seen:
        for name, value in found.headers.items():
            response[name] = value
    patch_vary_headers(response, ("Accept", "Authorization"))
    response["X-Robots-Tag"] = "noindex"
    _open_to_pages(request, response)
    if request.method == "HEAD":
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Name the content by its digest, and send nothing to who has it already."""
    if not response.has_header("ETag"):
        response["ETag"] = etag_of(response.content)
    response["Cache-Control"] = "private, no-cache" if "Authorization" in request.headers else "public, no-cache"
    if not is_named(response["ETag"], request.headers.get("If-None-Match", "")):
        return response
    kept = {name: response[name] for name in ("ETag", "Cache-Control", "Link") if name in response}
    return HttpResponse(status=304, headers=kept)


def _open_to_pages(request: HttpRequest, response: HttpResponse) -> None:
    """Let pages of other sites read what everybody may read; never write, never with a token."""
    if request.method not in (*SAFE, "OPTIONS") or "Authorization" in request.headers:
        return
    response["Access-Control-Allow-Origin"] = "*"
    if request.method == "OPTIONS":
        response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Headers"] = "Accept, If-None-Match"
        response["Access-Control-Max-Age"] = "86400"
    else:
        response["Access-Control-Expose-Headers"] = EXPOSED


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """Answer for every address of the API that is none."""
    if request.method == "PROBE":
        return HttpResponse(headers={"Allow": "GET, POST, PUT, PATCH, DELETE"})
    raise Http404
