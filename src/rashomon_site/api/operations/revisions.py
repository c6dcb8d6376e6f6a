"""Revisions: list, read, with their case file and their analysis; and save."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Path, Query, Router, Status

from rashomon.explain.contract import analysis_to_json
from rashomon.interchange import case_to_json
from rashomon.problems import RashomonError
from rashomon_site.api.caller import caller_of, owner_of
from rashomon_site.api.contents import revision_content
from rashomon_site.api.cursors import Order, listing, slice_of
from rashomon_site.api.failures import Failure
from rashomon_site.api.lookups import case_or_404, revision_or_404, unchanged
from rashomon_site.api.models import Scope
from rashomon_site.api.operations.declaring import known, reads, writes
from rashomon_site.api.schemas.cases import ConflictError, RevisionAnswer, RevisionListing
from rashomon_site.api.schemas.findings import AnalysisDocument, CaseDocument
from rashomon_site.api.schemas.requests import DocumentQuery, Going, NewRevision
from rashomon_site.api.schemas.texts import Slug
from rashomon_site.api.unsound import not_sound
from rashomon_site.cases.library_mapping import case_of
from rashomon_site.cases.models import CaseRevision
from rashomon_site.cases.services.saving import SaveConflict, save_revision
from rashomon_site.cases.services.weighing import analysis_of
from rashomon_site.reading.shown import revisions_of

router = Router(tags=["Revisions"])
NEWEST = Order("revisions", ("-number",))
ONE = "/cases/{slug:slug}/revisions/{int:number}"
JSON, YAML = "application/json", "application/yaml"


@router.get("/cases/{slug:slug}/revisions", summary="List revisions", **reads(RevisionListing, 404))
def list_revisions(request: HttpRequest, slug: Path[Slug], asked: Query[Going]) -> dict[str, Any]:
    """List the revisions of a case, newest first: those that were published, and drafts for who may read them."""
    caller = caller_of(request)
    case = case_or_404(caller, slug)
    rows = revisions_of(case, drafts=caller.sees_drafts(case)).defer("text", "document", "parent__text")
    rows = rows.select_related("case", "parent").defer("text", "document", "parent__text", "parent__document")
    known(request, asked)
    found = slice_of(rows.prefetch_related("publications"), NEWEST, asked.cursor, asked.limit)
    return listing(request, [revision_content(row) for row in found.rows], found.cursor)


@router.get(ONE, summary="Read a revision", **reads(RevisionAnswer, 404))
def get_revision(request: HttpRequest, slug: Path[Slug], number: Path[int]) -> dict[str, Any]:
    """Return what is known of a revision: who, when, why, and where its case file is."""
    return {"ok": True, "revision": revision_content(revision_or_404(caller_of(request), slug, number))}


_DOCUMENT: dict[str, Any] = reads(CaseDocument, 404, 406)
_DOCUMENT["openapi_extra"] |= {
    "responses": {200: {"content": {YAML: {"schema": {"description": "The file as it was saved."}}}}}
}


@router.get(f"{ONE}/document", summary="Read a case file", **_DOCUMENT)
def get_document(
    request: HttpRequest,
    slug: Path[Slug],
    number: Path[int],
    asked: Query[DocumentQuery],
) -> HttpResponseBase:
    """Return the case file as JSON, or as it was saved, comments and all, for `Accept: application/yaml`."""
    revision = revision_or_404(caller_of(request), slug, number)
    if _wanted(request, known(request, asked).format) == YAML:
        etag = f'"{revision.text_sha256}"'
        return HttpResponse(revision.text, content_type=f"{YAML}; charset=utf-8", headers={"ETag": etag})
    _check_sound(revision)
    return HttpResponse(case_to_json(case_of(revision)), content_type=JSON)


def _wanted(request: HttpRequest, format: str | None) -> str:
    if format:
        return JSON if format == "json" else YAML
    wanted = request.get_preferred_type([JSON, YAML])
    if wanted is None:
        raise Failure("not-acceptable", f"A case file is sent as {JSON} or {YAML}.")
    return wanted


def _check_sound(revision: CaseRevision) -> None:
    if not revision.is_sound:
        raise not_sound(revision.text, "This revision has problems, so it can be read as it was saved, and only so.")


@router.get(f"{ONE}/analysis", summary="Read an analysis", **reads(AnalysisDocument, 404))
def get_analysis(request: HttpRequest, slug: Path[Slug], number: Path[int]) -> HttpResponse:
    """Return everything that weighing the revision yields: what `rashomon weigh --json` prints."""
    revision = revision_or_404(caller_of(request), slug, number)
    _check_sound(revision)
    try:
        found = analysis_to_json(analysis_of(revision))
    except RashomonError as error:
        raise Failure("not-weighable", str(error)) from None
    return HttpResponse(json.dumps(found, ensure_ascii=False), content_type=JSON)


@router.post(
    "/cases/{slug:slug}/revisions",
    summary="Save a revision",
    **writes(Scope.WRITE, {200: RevisionAnswer, 201: RevisionAnswer, 409: ConflictError}),
)
def create_revision(request: HttpRequest, body: NewRevision, slug: Path[Slug]) -> Status[dict[str, Any]]:
    """Save a text as the next revision. 200 if the newest revision says the same; 409 if somebody was faster."""
    case = case_or_404(caller_of(request), slug)
    with unchanged(request, case):
        try:
            saved = save_revision(owner_of(request), case, body.text, parent_number=body.parent, message=body.message)
        except SaveConflict as conflict:
            raise _conflict(conflict) from None
    status = 201 if saved.number > case.latest_number else 200
    return Status(status, {"ok": True, "revision": revision_content(saved)})


def _conflict(conflict: SaveConflict) -> Failure:
    both = {
        "yours": conflict.yours,
        "theirs": _with_text(conflict.theirs),
        "base": _with_text(conflict.base) if conflict.base else None,
    }
    return Failure("conflict", f"{conflict}. Put both together and save again.", more={"conflict": both})


def _with_text(revision: CaseRevision) -> dict[str, Any]:
    return revision_content(revision) | {"text": revision.text}
