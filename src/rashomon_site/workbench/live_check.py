"""What the editor's script asks for while somebody types."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from rashomon.casefile import json_schema
from rashomon_site.cases.library_mapping import read_text
from rashomon_site.workbench.access import may_write, person
from rashomon_site.workbench.editor_page import live_context
from rashomon_site.workbench.uploads import unix_lines


@require_POST
@never_cache
def check(request: HttpRequest) -> JsonResponse:
    """Return the problems of a text, each at its line, and its answer as a part of the page."""
    refusal = _refusal(request)
    if refusal:
        return refusal
    reading = read_text(unix_lines(request.POST.get("text", "")))
    context = live_context(reading, ranges=request.POST.get("ranges") == "yes")
    return JsonResponse(
        {
            "problems": [asdict(finding) for finding in context["findings"]],
            "panel": render_to_string("workbench/parts/live.html", context, request),
            "vocabulary": _vocabulary(reading.document),
        }
    )


def _refusal(request: HttpRequest) -> JsonResponse | None:
    if not request.user.is_authenticated:
        words = "You are logged out. Log in in another tab, then go on here: the text stays."
        return JsonResponse({"error": words}, status=401)
    if not may_write(person(request)):
        return JsonResponse({"error": "Your account may not write cases."}, status=403)
    return None


def _vocabulary(document: dict[str, Any] | None) -> dict[str, list[list[str]]]:
    """Return the ids that a sound text defines, each with its name, for completion."""
    found = document or {}
    return {
        part: [[entry["id"], str(entry.get("name") or entry.get("statement") or "")] for entry in found.get(part, ())]
        for part in ("hypotheses", "sources", "evidence", "indicators")
    }


@require_GET
def schema(request: HttpRequest) -> JsonResponse:
    """Return the published JSON Schema of case files, from which keys are completed and explained."""
    response = JsonResponse(json_schema())
    response["Cache-Control"] = "public, max-age=3600"
    return response
