"""Cases: list, read, start, take from sight."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from rashomon_site.api.caller import Caller, caller_of, owner_of
from rashomon_site.api.contents import case_content, case_etag, revision_content
from rashomon_site.api.cursors import Order, listing, slice_of
from rashomon_site.api.failures import Failure
from rashomon_site.api.lookups import case_or_404, shown_cases, unchanged
from rashomon_site.api.models import Scope
from rashomon_site.api.operations.declaring import known, reads, writes
from rashomon_site.api.schemas.cases import CaseAnswer, CaseListing, ConflictError, RevisionAnswer
from rashomon_site.api.schemas.requests import CaseFilters, NewCase, Unpublishing
from rashomon_site.api.schemas.texts import Slug
from rashomon_site.cases.models import PublishedCase, SourceEntry
from rashomon_site.cases.services.publishing import unpublish
from rashomon_site.cases.services.saving import create_case

router = Router(tags=["Cases"])
NEWEST = Order("cases", ("-published_at", "-pk"))
LAST_STARTED = Order("drafts", ("-pk",))


@router.get("/cases", summary="List cases", **reads(CaseListing, 403))
def list_cases(request: HttpRequest, asked: Query[CaseFilters]) -> dict[str, Any]:
    """List cases, the newest publication first; with drafts among them, the last one started first."""
    caller = caller_of(request)
    drafts = known(request, asked).state in ("unpublished", "all")
    rows = _filtered(_in_state(caller, asked.state), asked)
    found = slice_of(rows, LAST_STARTED if drafts else NEWEST, asked.cursor, asked.limit)
    open_to = set(caller.drafts().filter(pk__in=[row.pk for row in found.rows]).values_list("pk", flat=True))
    return listing(request, [case_content(row, row.pk in open_to) for row in found.rows], found.cursor)


def _in_state(caller: Caller, state: str) -> QuerySet[PublishedCase]:
    visible = Q(published_revision__isnull=False)
    if state in ("unpublished", "all"):
        if not (caller.has(Scope.READ_DRAFTS) or caller.has(Scope.WRITE)):
            raise Failure("scope-missing", "To list drafts takes a token with the scope `read-drafts`.")
        own = Q(pk__in=caller.drafts().values("pk"))
        return shown_cases().filter(own & ~visible if state == "unpublished" else own | visible)
    rows = shown_cases().filter(visible)
    return rows if state == "published" else rows.filter(closed_on__isnull=state == "open")


def _filtered(rows: QuerySet[PublishedCase], asked: CaseFilters) -> QuerySet[PublishedCase]:
    if asked.subject is not None:
        rows = rows.filter(subject_slug=asked.subject)
    if asked.author is not None:
        rows = rows.filter(case_authors__author__slug=asked.author, case_authors__is_byline=True)
    if asked.source is not None:
        rows = rows.filter(pk__in=SourceEntry.objects.filter(slug=asked.source).values("case"))
    if asked.published_since is not None:
        rows = rows.filter(published_at__gte=asked.published_since)
    return rows


@router.get("/cases/{slug:slug}", summary="Read a case", **reads(CaseAnswer, 404))
def get_case(request: HttpRequest, response: HttpResponse, slug: Path[Slug]) -> dict[str, Any]:
    """Return a case as readers see it now. Its ETag is what If-Match takes on writes below it."""
    caller = caller_of(request)
    case = case_or_404(caller, slug)
    content = case_content(case, caller.sees_drafts(case))
    response["ETag"] = case_etag(content)
    return {"ok": True, "case": content}


@router.post("/cases", summary="Start a case", **writes(Scope.WRITE, {201: RevisionAnswer, 409: ConflictError}))
def create_a_case(request: HttpRequest, body: NewCase) -> Status[dict[str, Any]]:
    """Start a case with its first revision, a draft. A name that is taken is refused."""
    taken = Failure("slug-taken", f"There is a case named `{body.slug}` already.")
    if body.slug and PublishedCase.objects.filter(slug=body.slug).exists():
        raise taken
    try:
        revision = create_case(owner_of(request), body.text, slug=body.slug or "", message=body.message)
    except IntegrityError:  # somebody was faster
        raise taken from None
    return Status(201, {"ok": True, "revision": revision_content(revision)})


@router.post("/cases/{slug:slug}/unpublish", summary="Take a case down", **writes(Scope.PUBLISH, {200: CaseAnswer}))
def unpublish_case(request: HttpRequest, body: Unpublishing, slug: Path[Slug]) -> dict[str, Any]:
    """Take a case from the readers' sight. Every revision is kept."""
    caller = caller_of(request)
    case = case_or_404(caller, slug)
    with unchanged(request, case):
        unpublish(owner_of(request), case, reason=body.reason)
    after = shown_cases().get(pk=case.pk)
    return {"ok": True, "case": case_content(after, caller.sees_drafts(after))}
