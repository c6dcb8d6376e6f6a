"""Every address of the site, filled in: a page that is added tomorrow is walked tomorrow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product

from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from rashomon_site.cases.models import CaseRevision
from rashomon_site.cases.slugs import slug_of
from rashomon_site.syndication.downloads import DOWNLOADS

_HOLE = re.compile(r"<(?:\w+:)?(\w+)>")
_NUMBERS = {name: ["1", "2"] for name in ("number", "before", "after", "revision", "pk", "position", "object_id")}
MOST_OF_A_KIND = 6
_LEAVES = ("accounts/logout/", "admin/jsi18n/")  # the one signs out, the other is Django's own script


def addresses(cases: Iterable[str]) -> Iterator[str]:
    """Yield every address that GET may ask for: of the site, and of these cases, their authors and sources."""
    kinds = _slugs(tuple(cases))
    for route in _routes(get_resolver().url_patterns, ""):
        holes = _HOLE.findall(route)
        values = _NUMBERS | {"name": list(DOWNLOADS), "slug": next((kinds[k] for k in kinds if k in route), [])}
        if route not in _LEAVES and "^" not in route and all(name in values for name in holes):
            for chosen in product(*(values[name] for name in holes)):
                yield "/" + _filled(route, chosen)


def _filled(route: str, chosen: tuple[str, ...]) -> str:
    left = iter(chosen)
    return _HOLE.sub(lambda _: next(left), route)


def _slugs(cases: tuple[str, ...]) -> dict[str, list[str]]:
    """Return the short names of each kind, by what stands before them in an address."""
    rows = CaseRevision.objects.filter(case__slug__in=cases)
    documents = [revision.document for revision in rows if revision.document]
    said = {
        "cases/": {*cases},
        "authors/": {slug_of(author["name"]) for document in documents for author in document.get("authors", ())},
        "sources/": {slug_of(source["name"]) for document in documents for source in document.get("sources", ())},
        "subjects/": {slug_of(document["subject"]) for document in documents if document.get("subject")},
    }
    return {kind: sorted(slugs)[:MOST_OF_A_KIND] for kind, slugs in said.items()}


def _routes(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route


def answers(client: Client, *cases: str) -> Iterator[tuple[str, HttpResponseBase]]:
    """Ask for every address and yield it with its answer."""
    for address in addresses(cases):
        yield address, client.get(address)


def content(answer: HttpResponseBase) -> str:
    """Return the body of an answer as text, whatever it is."""
    return answer.getvalue().decode("utf-8", "replace")
