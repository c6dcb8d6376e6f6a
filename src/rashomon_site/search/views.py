"""The search page: a plain form whose address holds the question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from rashomon_site.search.models import Kind
from rashomon_site.search.searching import Hit, Results, overview, search


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind."""

    kind: str
    title: str
    total: int
    hits: tuple[Hit, ...]
    more: str  # the address of all of them, "" where they are all here


@dataclass(frozen=True, slots=True)
class Tab:
    """A choice of what to show."""

    title: str
    total: int
    url: str
    is_current: bool


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Show what was found of every kind, or a page of one kind."""
    typed = request.GET.get("q", "")
    kind = request.GET.get("kind", "")
    kind = kind if kind in Kind.values else ""
    results = search(typed, kind, _number(request.GET.get("page", ""))) if kind else overview(typed)
    context = {
        "results": results,
        "kind": kind,
        "tabs": list(_tabs(results)),
        "groups": list(_groups(results)),
        "earlier": _address(results, kind, results.page - 1) if results.page > 1 else "",
        "later": _address(results, kind, results.page + 1) if results.page < results.pages else "",
    }
    return render(request, "search/search.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1


def _address(results: Results, kind: str = "", page: int = 1) -> str:
    asked = {"q": results.query.text, "kind": kind, "page": page if page > 1 else ""}
    return "?" + urlencode({key: value for key, value in asked.items() if value})


def _tabs(results: Results) -> Iterator[Tab]:
    yield Tab("Everything", sum(results.counts.values()), _address(results), not results.kind)
    for kind in Kind:
        total = results.counts[kind.value]
        yield Tab(str(kind.label), total, _address(results, kind.value), results.kind == kind.value)


def _groups(results: Results) -> Iterator[Group]:
    for kind in Kind:
        hits = tuple(hit for hit in results.hits if hit.kind == kind.value)
        total = results.counts[kind.value]
        if hits:
            more = _address(results, kind.value) if not results.kind and total > len(hits) else ""
            yield Group(kind.value, str(kind.label), total, hits, more)
