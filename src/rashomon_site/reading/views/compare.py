"""Try your own numbers: a form whose address holds the reader's numbers, and the answer they lead to."""

from __future__ import annotations

import random
import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from rashomon_site.cases.models import CaseRevision, PublishedCase
from rashomon_site.reading.compare import page_parts
from rashomon_site.reading.compare.addresses import (
    MOST_ORDERS,
    Mode,
    address,
    is_lasting,
    lasting,
    read_number,
    read_seed,
)
from rashomon_site.reading.compare.answer import Answer, answer_of, naming_of
from rashomon_site.reading.compare.entered import read_entered
from rashomon_site.reading.compare.fields import sheet_of
from rashomon_site.reading.shown import case_or_404, revisions_of, sees_drafts


@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form and both answers; a form that was sent leads to the short link to its numbers."""
    case = case_or_404(request.user, slug)
    mode, revision = _mode(request, case)
    if mode.blind and mode.seed is None:
        seed = str(1 + secrets.randbelow(MOST_ORDERS - 1))
        return redirect(address(slug, {**request.GET.dict(), "seed": seed}))
    naming = naming_of(revision)
    entered = read_entered(sheet_of(naming), request.GET.dict(), blind=bool(mode.blind))
    link = lasting(slug, mode, entered)
    is_part = request.headers.get("HX-Request") == "true"
    if not (is_part or entered.errors or entered.unknown or is_lasting(request.GET, mode, entered)):
        return redirect(link)
    answer = Answer() if entered.errors else answer_of(naming, entered, explained=not mode.is_hidden)
    parts: dict[str, Any] = page_parts.result_parts(naming, entered, answer, mode)
    context = {"case": case, "mode": mode, **_links(request, slug, link, mode), **parts}
    if is_part:
        response = render(request, "reading/compare_result.html", {**context, "is_part": True})
        response["HX-Replace-Url"] = link
    else:
        context |= page_parts.form_parts(naming, entered, mode, _shuffled(mode))
        response = render(request, "reading/compare.html", context)
    if request.GET:
        response["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["HX-Request"])
    return response


def _links(request: HttpRequest, slug: str, link: str, mode: Mode) -> dict[str, str]:
    """Return the link in full, and the one that shows the editors' numbers."""
    shown = QueryDict(link.partition("?")[2]).dict() | {"blind": "shown"}
    return {"absolute": request.build_absolute_uri(link), "reveal": address(slug, shown) if mode.is_hidden else ""}


def _mode(request: HttpRequest, case: PublishedCase) -> tuple[Mode, CaseRevision]:
    """Return how to show the page, and the revision that it is about: the one named, or else the published one."""
    revisions = revisions_of(case, drafts=sees_drafts(request.user, case)).exclude(document_sha256="")
    if request.GET.get("r"):
        revisions = revisions.filter(number=read_number(request.GET, "r"))
    elif case.published_revision is not None:
        revisions = revisions.filter(pk=case.published_revision.pk)
    revision = revisions.defer("text", "document").first()
    if revision is None:
        raise Http404("There is no such revision.")
    blind = request.GET.get("blind", "")
    blind = blind if blind in ("1", "shown") else ""
    is_pinned = revision != case.published_revision
    return Mode(revision.number, is_pinned, blind, read_seed(request.GET) if blind else None), revision


def _shuffled(mode: Mode) -> random.Random | None:
    return random.Random(mode.seed) if mode.is_hidden else None  # noqa: S311 - an order, not a secret
