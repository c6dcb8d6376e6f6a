"""How files are answered: with an ETag, with how long they may be kept, and "not modified" where that is so."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

FOR_GOOD = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"
AN_HOUR = "public, max-age=3600"
A_WHILE = "public, max-age=300"
PRIVATE = "private, no-cache"


def digest(*parts: object) -> str:
    """Return a short name for what the parts say together."""
    return sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def file_answer(
    request: HttpRequest,
    content: str | bytes,
    kind: str,
    *,
    keep: str,
    etag: str = "",
    changed: datetime | None = None,
    name: str = "",
) -> HttpResponseBase:
    """Return content that caches may keep; `name` makes browsers save it as a file."""
    response = HttpResponse(content, content_type=kind)
    response["ETag"] = quote_etag(etag or digest(response.content.hex()))
    response["Cache-Control"] = keep
    if changed:
        response["Last-Modified"] = http_date(changed.timestamp())
    if keep != PRIVATE:
        response["Access-Control-Allow-Origin"] = "*"  # anyone may read it, so pages of others may too
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return unless_known(request, response, changed)


def unless_known(request: HttpRequest, response: HttpResponse, changed: datetime | None = None) -> HttpResponseBase:
    """Return the response, or 304 if the asker has it already."""
    stamp = int(changed.timestamp()) if changed else None
    answer = get_conditional_response(request, etag=response["ETag"], last_modified=stamp, response=response)
    return response if answer is None else answer
