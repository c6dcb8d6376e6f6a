"""Decide what readers see: publish, schedule, call off."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from ninja import Path, Query, Router, Status

from rashomon_site.api.caller import caller_of, owner_of
from rashomon_site.api.contents import publication_content
from rashomon_site.api.cursors import Order, listing, slice_of
from rashomon_site.api.failures import Detail, Failure
from rashomon_site.api.lookups import MOST_NUMBER, case_or_404, revision_or_404, unchanged
from rashomon_site.api.models import Scope
from rashomon_site.api.operations.declaring import known, reads, writes
from rashomon_site.api.schemas.cases import PublicationAnswer, PublicationListing
from rashomon_site.api.schemas.requests import Going, NewPublication
from rashomon_site.api.schemas.texts import Slug
from rashomon_site.api.unsound import not_sound
from rashomon_site.cases.models import CaseRevision, Publication
from rashomon_site.cases.services.publishing import NotSound, cancel, publish, schedule

router = Router(tags=["Publications"])
NEWEST = Order("publications", ("-pk",))
ALL = "/cases/{slug:slug}/publications"


@router.get(ALL, summary="List publications", **reads(PublicationListing, 404))
def list_publications(request: HttpRequest, slug: Path[Slug], asked: Query[Going]) -> dict[str, Any]:
    """List when revisions were shown to readers; what waits or failed is listed for who may read drafts."""
    caller = caller_of(request)
    case = case_or_404(caller, slug)
    rows = case.publications.select_related("case", "revision").defer("revision__text", "revision__document")
    if not caller.sees_drafts(case):
        rows = rows.shown()
    known(request, asked)
    found = slice_of(rows, NEWEST, asked.cursor, asked.limit)
    return listing(request, [publication_content(row) for row in found.rows], found.cursor)


@router.post(ALL, summary="Publish or schedule a revision", **writes(Scope.PUBLISH, {201: PublicationAnswer}))
def create_publication(request: HttpRequest, body: NewPublication, slug: Path[Slug]) -> Status[dict[str, Any]]:
    """Show a revision to readers: at once, or at the time in `due_at`."""
    revision = revision_or_404(caller_of(request), slug, body.revision)
    with unchanged(request, revision.case):
        try:
            done = _decide(request, revision, body)
        except NotSound as error:
            raise _refused(revision, error) from None
        except ValidationError as error:
            raise Failure("invalid", error.messages[0], [Detail("body.due_at", error.messages[0])]) from None
    return Status(201, {"ok": True, "publication": publication_content(done)})


def _decide(request: HttpRequest, revision: CaseRevision, body: NewPublication) -> Publication:
    actor = owner_of(request)
    if body.due_at is None:
        return publish(actor, revision, correction=body.correction)
    return schedule(actor, revision, body.due_at, correction=body.correction)


def _refused(revision: CaseRevision, error: NotSound) -> Failure:
    return Failure("not-weighable", str(error)) if revision.is_sound else not_sound(revision.text, str(error))


@router.delete(ALL + "/{int:id}", summary="Call off a publication", **writes(Scope.PUBLISH, {200: PublicationAnswer}))
def cancel_publication(request: HttpRequest, slug: Path[Slug], id: Path[int]) -> dict[str, Any]:
    """Call off a publication that waits for its time."""
    case = case_or_404(caller_of(request), slug)
    waiting = case.publications.select_related("case", "revision").filter(pk=min(id, MOST_NUMBER)).first()
    if waiting is None:
        raise Http404
    with unchanged(request, case):
        cancel(owner_of(request), waiting)
    waiting.refresh_from_db(fields=["withdrawn_at"])
    return {"ok": True, "publication": publication_content(waiting)}
