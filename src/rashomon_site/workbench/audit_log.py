"""The audit log: of the whole site for those who may see it, of one case for its writers."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rashomon_site.accounts.roles import Action
from rashomon_site.cases.models import AuditEntry
from rashomon_site.cases.permissions import may
from rashomon_site.cases.services.notes import tidy_note
from rashomon_site.workbench.access import case_for, desk_page, may_read_log, person
from rashomon_site.workbench.audit_words import choice, log_line

PAGE = 50
FILTERS = ("action", "who", "case", "since", "until")


@desk_page("GET")
def of_site(request: HttpRequest) -> HttpResponse:
    """Show everything that was done, filtered and in pages."""
    if not may(person(request), Action.SEE_AUDIT):
        raise PermissionDenied("Your account may not read the audit log.")
    return _page(
        request, AuditEntry.objects.all(), {"tab": "audit", "may_start": may(person(request), Action.CREATE_CASE)}
    )


@desk_page("GET")
def of_case(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was done with one case."""
    case = case_for(request, slug, may_read_log)
    return _page(request, AuditEntry.objects.filter(case=case), {"case": case, "tab": "audit"})


def _page(request: HttpRequest, entries: QuerySet[AuditEntry], context: dict[str, Any]) -> HttpResponse:
    chosen = {name: tidy_note(request.GET.get(name, "")) for name in FILTERS}
    asked, errors = _filtered(entries, chosen)
    kept = urlencode({name: value for name, value in chosen.items() if value})
    page = Paginator(asked.select_related("case").order_by("-at", "-id"), PAGE).get_page(request.GET.get("page"))
    context |= {
        "page": page,
        "lines": [log_line(entry) for entry in page],
        "actions": [choice(code) for code in entries.order_by("action").values_list("action", flat=True).distinct()],
        "chosen": chosen,
        "kept": f"{kept}&" if kept else "",
        "errors": errors,
    }
    return render(request, "workbench/audit.html", context)


def _filtered(entries: QuerySet[AuditEntry], chosen: dict[str, str]) -> tuple[QuerySet[AuditEntry], list[str]]:
    errors: list[str] = []
    if chosen["action"]:
        entries = entries.filter(action=chosen["action"])
    if chosen["who"]:
        entries = entries.filter(actor_name__icontains=chosen["who"])
    if chosen["case"]:
        entries = entries.filter(case_slug__icontains=chosen["case"])
    since, until = (_day(chosen[name], errors) for name in ("since", "until"))
    if since:
        entries = entries.filter(at__date__gte=since)
    if until:
        entries = entries.filter(at__date__lte=until)
    return entries, errors


def _day(text: str, errors: list[str]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        errors.append(f"“{text[:30]}” is no day. Write it as 2026-03-14.")
        return None
