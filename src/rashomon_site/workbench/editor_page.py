"""The page with the editor, and what its form holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rashomon_site.cases.library_mapping import Reading, read_text
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.permissions import may_publish
from rashomon_site.workbench.access import person
from rashomon_site.workbench.checking import findings_of, live_answer
from rashomon_site.workbench.uploads import unix_lines


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form holds: a text on its way to become a revision. `parent` 0 means that there is no case yet."""

    text: str
    parent: int = 0
    message: str = ""
    slug: str = ""
    before_upload: str = ""  # what stood in the form when a file was read in: given back, so that it is not lost


def posted_draft(request: HttpRequest) -> Draft:
    """Return what was sent, with the line ends of files."""
    return Draft(
        text=unix_lines(request.POST.get("text", "")),
        parent=posted_number(request, "parent"),
        message=request.POST.get("message", ""),
        slug=request.POST.get("slug", ""),
    )


def posted_number(request: HttpRequest, name: str) -> int:
    """Return the number that was sent under `name`; 0, which no revision has, for anything else."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdecimal() and len(sent) < 9 else 0


def refused_page(request: HttpRequest, draft: Draft, why: str) -> HttpResponse:
    """Give the text back to somebody who may not save it."""
    return render(request, "workbench/refused.html", {"draft": draft, "why": why}, status=403)


def editor_page(
    request: HttpRequest,
    draft: Draft,
    *,
    case: PublishedCase | None,
    error: str = "",
    status: int = 200,
    ranges: bool = False,
    **more: Any,
) -> HttpResponse:
    """Return the page with the editor, its problems and its answer."""
    reading = read_text(draft.text)
    context = {
        "case": case,
        "draft": draft,
        "error": error,
        "tab": "edit",
        "may_publish": case is not None and may_publish(person(request), case),
        **live_context(reading, ranges=ranges),
        **more,
    }
    return render(request, "workbench/editor.html", context, status=status)


def live_context(reading: Reading, *, ranges: bool = False) -> dict[str, Any]:
    """Return what the column beside the editor shows."""
    findings = findings_of(reading)
    return {
        "findings": findings,
        "problem_count": sum(finding.severity == "problem" for finding in findings),
        "answer": live_answer(reading, ranges=ranges),
        "case_title": (reading.case.title or reading.case.question) if reading.case else "",
    }
