"""Whole pages for readers without an account, kept compressed; a browser that has the page is told so."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from rashomon_site.reading.drawing_version import drawing_version

KEPT_SECONDS = 24 * 3600
LEVEL = 6


def is_same_for_all(request: HttpRequest) -> bool:
    """Whether the page holds nothing of this person: no account, and no message that waits to be shown."""
    return not request.user.is_authenticated and not len(get_messages(request))


def kept_page(
    request: HttpRequest, told: object, changed_at: datetime, build: Callable[[], HttpResponse]
) -> HttpResponse:
    """Answer with the page that `told`, everything it shows, makes unmistakable; `build` it if it is not kept."""
    digest = _digest(request, told)
    etag, seconds = f'W/"{digest}"', int(changed_at.timestamp())
    early = get_conditional_response(request, etag=etag, last_modified=seconds)
    response = early or _answer(request, digest, build)
    response["ETag"], response["Last-Modified"] = etag, http_date(seconds)
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    return response


def _digest(request: HttpRequest, told: object) -> str:
    everywhere = (settings.SITE_NAME, settings.SITE_NOTICE, settings.SITE_URL, settings.LIVE)
    text = repr((request.path, _sheet(request), everywhere, drawing_version().digest, told))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _sheet(request: HttpRequest) -> str:
    """Return the one part of a query that the head of a page repeats."""
    return request.GET.get("page", "")


def _answer(request: HttpRequest, digest: str, build: Callable[[], HttpResponse]) -> HttpResponse:
    key = f"whole-page:{digest}"
    packed = cache.get(key)
    if packed is None:
        built = build()
        if built.status_code != 200:
            return built
        packed = gzip.compress(built.content, LEVEL, mtime=0)
        if not _sheet(request):  # no page has sheets, so that such an address could only fill the memory
            cache.set(key, packed, KEPT_SECONDS)
    return _unpacked(request, packed)


def _unpacked(request: HttpRequest, packed: bytes) -> HttpResponse:
    if not re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")):
        return HttpResponse(gzip.decompress(packed))
    return HttpResponse(packed, headers={"Content-Encoding": "gzip"})
