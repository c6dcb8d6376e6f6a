"""The revisions of a case, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rashomon.comparison.attribution import ORDER_IN_WORDS
from rashomon.problems import RashomonError
from rashomon_site.cases.models import CaseRevision, Publication, PublishedCase
from rashomon_site.cases.services.comparing import comparison_of
from rashomon_site.reading.changes import Changes, changes_of
from rashomon_site.reading.movement import Move, moves_of
from rashomon_site.reading.paging import sheet_of
from rashomon_site.reading.shown import case_or_404, revisions_of, sees_drafts

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision in the history."""

    revision: CaseRevision
    publication: Publication | None  # the first time that readers saw it
    corrections: tuple[str, ...]
    is_current: bool
    moves: tuple[Move, ...]
    changes_url: str  # from the revision before it in this list


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """List the revisions: readers see those that were published."""
    case = case_or_404(request.user, slug)
    drafts = sees_drafts(request.user, case)
    published = Publication.objects.shown().order_by("published_at", "pk")
    rows = revisions_of(case, drafts=drafts).defer("text", "document")
    rows = rows.prefetch_related(Prefetch("publications", queryset=published, to_attr="shown"))
    sheet = sheet_of(request, rows, PER_PAGE)
    earlier = {revision.number: revision for revision in _with_earlier(case, sheet.rows, drafts)}
    entries = list(_entries(case, sheet.rows, sorted(earlier)))
    context = {"case": case, "sheet": sheet, "entries": entries, "drafts": drafts}
    return render(request, "reading/history.html", context)


def _with_earlier(case: PublishedCase, rows: list[CaseRevision], drafts: bool) -> Iterator[CaseRevision]:
    """Yield the sound revisions of a page and the one before them, which stands on the next page."""
    yield from (revision for revision in rows if revision.document_sha256)
    if rows:
        before = revisions_of(case, drafts=drafts).filter(number__lt=rows[-1].number).exclude(document_sha256="")
        yield from before.defer("text", "document")[:1]


def _entries(case: PublishedCase, rows: list[CaseRevision], sound: list[int]) -> Iterator[Entry]:
    for revision in rows:
        seen: list[Publication] = revision.shown  # type: ignore[attr-defined]  # prefetched under this name
        before = max((number for number in sound if number < revision.number), default=None)
        yield Entry(
            revision=revision,
            publication=seen[0] if seen else None,
            corrections=tuple(p.correction for p in seen if p.correction),
            is_current=revision.pk == case.published_revision_id,
            moves=tuple(moves_of(seen[0].moved, case.headline)) if seen else (),
            changes_url=_changes_url(case.slug, before, revision.number) if before and revision.document_sha256 else "",
        )


def _changes_url(slug: str, before: int, after: int) -> str:
    return reverse("reading:changes", args=[slug, before, after])


@require_safe
def changes(request: HttpRequest, slug: str, before: int, after: int) -> HttpResponse:
    """Show what differs between two revisions, and what each change moved."""
    case = case_or_404(request.user, slug)
    if before > after:
        return redirect(_changes_url(slug, after, before))
    old, new = _pair(request, case, before, after)
    context: dict[str, Any] = {"case": case, "old": old, "new": new, "order": ORDER_IN_WORDS}
    context["changes"], context["trouble"] = _compared(old, new)
    return render(request, "reading/changes.html", context)


def _pair(request: HttpRequest, case: PublishedCase, before: int, after: int) -> tuple[CaseRevision, CaseRevision]:
    """Return both revisions; raises Http404 if either is not to be seen, or both are one."""
    rows = revisions_of(case, drafts=sees_drafts(request.user, case))
    # Not `number__in`, which fails for a number that no column can hold.
    rows = rows.filter(Q(number=before) | Q(number=after))
    found = {revision.number: revision for revision in rows}
    if before == after or len(found) < 2:
        raise Http404("There are no two such revisions.")
    return found[before], found[after]


def _compared(old: CaseRevision, new: CaseRevision) -> tuple[Changes | None, str]:
    """Return the changes, or why there are none to show."""
    for revision in (old, new):
        if not revision.is_sound:
            return None, f"Revision {revision.number} has problems, so that it makes no case to compare."
    try:
        return changes_of(comparison_of(old, new), old.document, new.document), ""
    except RashomonError as error:
        return None, str(error)
