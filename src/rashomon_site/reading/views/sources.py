"""Sources across cases: what each reported, and how often it was where a story began."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rashomon_site.cases.models import SourceEntry
from rashomon_site.reading.paging import sheet_of

PER_PAGE = 50
CASES_PER_PAGE = 20
ORDERS = {"": "By name", "reports": "Most reports", "origin": "Most often the origin"}
_COLUMNS = {"": ("shown", "slug"), "reports": ("-reports_in_all", "slug"), "origin": ("-origins_in_all", "slug")}


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """List every source of the published cases once."""
    order = request.GET.get("order", "")
    order = order if order in ORDERS else ""
    sheet = sheet_of(request, SourceEntry.objects.by_slug().order_by(*_COLUMNS[order]), PER_PAGE)
    links = [(title, f"?order={key}" if key else "?", key == order) for key, title in ORDERS.items()]
    return render(request, "reading/sources.html", {"sheet": sheet, "orders": links})


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all reports of one source, case by case."""
    totals = SourceEntry.objects.by_slug().filter(slug=slug).order_by("slug").first()
    if totals is None:
        raise Http404("No published case has such a source.")
    entries = SourceEntry.objects.case_by_case(slug)
    sheet = sheet_of(request, entries, CASES_PER_PAGE)
    first = sheet.rows[0]
    context = {"sheet": sheet, "totals": totals, "kinds": _kinds(sheet.rows), "url": first.url}
    return render(request, "reading/source.html", context)


def _kinds(entries: list[SourceEntry]) -> list[str]:
    return list(dict.fromkeys(entry.kind for entry in entries if entry.kind))
