"""sitemap.xml and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from rashomon_site.cases.models import Author, Publication, PublishedCase, SourceEntry
from rashomon_site.syndication.addresses import absolute, address_of, case_address
from rashomon_site.syndication.answers import A_DAY, AN_HOUR, file_answer

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 40_000  # the standard allows 50,000 in one file
PAGES = ("home", "cases", "authors", "subjects", "sources", "predictions", "method", "about", "policies")
CLOSED = ("/accounts/", "/admin/", "/api/", "/desk/", "/people/", "/search/", "/oembed", "/cases/*/compare/?")

Entry = tuple[str, datetime | None]


@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """List every lasting page; for a very large site, list the lists."""
    entries = list(_entries())
    return _answer(request, _urlset(entries) if len(entries) <= MOST else _index(len(entries)))


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponseBase:
    """Return one part of the sitemap of a very large site."""
    part = list(_entries())[(number - 1) * MOST : number * MOST] if number else []
    if not part:
        raise Http404("The sitemap has no such part.")
    return _answer(request, _urlset(part))


@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    """Tell crawlers what is not for them, and where the sitemap is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    text = "\n".join([*lines, "", f"Sitemap: {address_of('syndication:sitemap')}", ""])
    return file_answer(request, text, "text/plain; charset=utf-8", keep=A_DAY)


def _entries() -> Iterator[Entry]:
    yield from ((address_of(f"reading:{name}"), None) for name in PAGES)
    visible = PublishedCase.objects.visible()
    for case in visible.only("slug", "published_at").order_by("slug"):
        yield case_address(case), case.published_at
    for slug in visible.exclude(subject_slug="").order_by("subject_slug").values_list("subject_slug").distinct():
        yield address_of("reading:subject", *slug), None
    yield from _revisions()
    named = Author.objects.filter(case_authors__is_byline=True, case_authors__case__published_revision__isnull=False)
    yield from ((absolute(author.get_absolute_url()), None) for author in named.distinct().order_by("slug"))
    sources = SourceEntry.objects.filter(case__published_revision__isnull=False)
    for slug in sources.order_by("slug").values_list("slug").distinct():
        yield address_of("reading:source", *slug), None


def _revisions() -> Iterator[Entry]:
    """Yield earlier revisions, which stay as they are; the newest stands at the address of its case."""
    shown = Publication.objects.shown().filter(case__published_revision__isnull=False)
    pairs = shown.order_by("case__slug", "revision__number").values_list("case__slug", "revision__number")
    for slug, number in pairs.distinct():
        yield absolute(f"/cases/{slug}/revisions/{number}/"), None


def _urlset(entries: Iterable[Entry]) -> Element:
    root = Element("urlset", xmlns=NAMESPACE)
    for address, changed in entries:
        url = SubElement(root, "url")
        SubElement(url, "loc").text = address
        if changed:
            SubElement(url, "lastmod").text = changed.isoformat(timespec="seconds")
    return root


def _index(count: int) -> Element:
    root = Element("sitemapindex", xmlns=NAMESPACE)
    for number in range(1, -(-count // MOST) + 1):
        SubElement(SubElement(root, "sitemap"), "loc").text = address_of("syndication:sitemap_part", number)
    return root


def _answer(request: HttpRequest, root: Element) -> HttpResponseBase:
    text = tostring(root, encoding="utf-8", xml_declaration=True)
    return file_answer(request, text, "application/xml; charset=utf-8", keep=AN_HOUR)
