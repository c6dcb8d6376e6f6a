"""oEmbed: how a site that is given the address of a case learns to show its card (https://oembed.com)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from rashomon_site.cases.models import PublishedCase
from rashomon_site.syndication.addresses import absolute, address_of
from rashomon_site.syndication.answers import AN_HOUR, file_answer
from rashomon_site.syndication.card import card_size, frame
from rashomon_site.syndication.feed_format import xml_text
from rashomon_site.syndication.share_image import SIZE, share_image_address
from rashomon_site.syndication.visible import bylines_of, published_case_or_404

FORMATS = {"json": "application/json", "xml": "text/xml; charset=utf-8"}
PAGES = ("case", "history", "revision", "changes", "compare", "over_time", "card", "share")
LONGEST_URL = 2000
LONGEST_NUMBER = 5  # digits

Answer = dict[str, Any]


class BadRequest(Exception):
    """What was asked cannot be read; the message says why."""


@require_safe
def oembed(request: HttpRequest) -> HttpResponseBase:
    """Answer as the standard says: 400 for a bad question, 404 for no such case, 501 for another format."""
    kind = request.GET.get("format", "json")
    if kind not in FORMATS:
        return _refusal(501, "format takes json or xml")
    try:
        width, height = _pixels(request, "maxwidth"), _pixels(request, "maxheight")
        case = _case_at(request.GET.get("url", ""))
    except BadRequest as error:
        return _refusal(400, str(error))
    except Http404:
        return _refusal(404, "there is no such case here")
    answer = _answer(case, width, height)
    text = _xml(answer) if kind == "xml" else json.dumps(answer, ensure_ascii=False)
    return file_answer(request, text, FORMATS[kind], keep=AN_HOUR, changed=case.published_at)


def _refusal(status: int, why: str) -> HttpResponse:
    response = HttpResponse(f"{why}\n", status=status, content_type="text/plain; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _pixels(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > LONGEST_NUMBER or int(text) < 1:
        raise BadRequest(f"{name} takes a whole number of pixels")
    return int(text)


def _case_at(url: str) -> PublishedCase:
    """Return the case at an address of this site; raises BadRequest and Http404."""
    if not url or len(url) > LONGEST_URL:
        raise BadRequest("url takes the address of a case")
    try:
        parts, own = urlsplit(url), urlsplit(settings.SITE_URL)
        here = parts.scheme in ("http", "https") and (parts.hostname, parts.port) == (own.hostname, own.port)
    except ValueError:
        raise BadRequest("url cannot be read as an address") from None
    if not here or not parts.path.startswith(own.path):
        raise Http404
    return published_case_or_404(_slug(parts.path.removeprefix(own.path)))


def _slug(path: str) -> str:
    try:
        match = resolve(path)
    except Resolver404:
        raise Http404 from None
    if match.url_name not in PAGES or "slug" not in match.kwargs:
        raise Http404
    slug: str = match.kwargs["slug"]
    return slug


def _answer(case: PublishedCase, most_width: int | None, most_height: int | None) -> Answer:
    width, height = card_size(case, most_width, most_height)
    answer: Answer = {
        "version": "1.0",
        "type": "rich",
        "title": case.title,
        "provider_name": settings.SITE_NAME,
        "provider_url": address_of("reading:home"),
        "cache_age": 3600,
        "html": frame(case, most_width, most_height),
        "width": width,
        "height": height,
    }
    bylines = bylines_of(case)
    if bylines:
        answer["author_name"] = ", ".join(author.name for author in bylines)
        answer["author_url"] = absolute(bylines[0].get_absolute_url())
    if _fits(SIZE[0], most_width) and _fits(SIZE[1], most_height):
        answer |= {
            "thumbnail_url": share_image_address(case),
            "thumbnail_width": SIZE[0],
            "thumbnail_height": SIZE[1],
        }
    return answer


def _fits(size: int, most: int | None) -> bool:
    return most is None or size <= most


def _xml(answer: Answer) -> bytes:
    root = Element("oembed")
    for name, value in answer.items():
        SubElement(root, name).text = xml_text(str(value))
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text
