"""The files of one revision: the case as saved, what it holds, what was worked out from it, and how to cite it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from rashomon import __version__ as engine
from rashomon.explain.contract import analysis_to_json
from rashomon.interchange import case_to_csv_matrix, case_to_json
from rashomon_site.cases.library_mapping import case_of
from rashomon_site.cases.models import CaseRevision
from rashomon_site.cases.services.weighing import analysis_of
from rashomon_site.syndication.answers import A_DAY, FOR_GOOD, PRIVATE, digest, file_answer
from rashomon_site.syndication.cite import bibtex, citation_of, csl_json
from rashomon_site.syndication.linked_data import linked_data
from rashomon_site.syndication.visible import revision_or_404


@dataclass(frozen=True, slots=True)
class Download:
    """One kind of file."""

    name: str
    title: str
    kind: str
    write: Callable[[CaseRevision], str]
    for_good: bool = False  # it follows from the document alone, so that no later engine can change it


def _case_json(revision: CaseRevision) -> str:
    return case_to_json(case_of(revision))


def _analysis_json(revision: CaseRevision) -> str:
    return json.dumps(analysis_to_json(analysis_of(revision)), ensure_ascii=False, indent=2) + "\n"


def _evidence_csv(revision: CaseRevision) -> str:
    return case_to_csv_matrix(case_of(revision), analysis_of(revision))


def _text(revision: CaseRevision) -> str:
    return revision.text


DOWNLOADS: dict[str, Download] = {
    download.name: download
    for download in (
        Download("case.yaml", "Case file, as saved", "application/yaml; charset=utf-8", _text, True),
        Download("case.json", "Case file as JSON", "application/json", _case_json, True),
        Download("analysis.json", "All results as JSON", "application/json", _analysis_json),
        Download("evidence.csv", "Evidence table for spreadsheets", "text/csv; charset=utf-8", _evidence_csv),
        Download("case.jsonld", "Linked data (JSON-LD)", "application/ld+json", linked_data),
        Download(
            "cite.bib", "Citation as BibTeX", "application/x-bibtex; charset=utf-8", lambda r: bibtex(citation_of(r))
        ),
        Download(
            "cite.csl.json",
            "Citation as CSL JSON",
            "application/vnd.citationstyles.csl+json",
            lambda r: csl_json(citation_of(r)),
        ),
    )
}


@require_safe
def download(request: HttpRequest, slug: str, number: int, name: str) -> HttpResponseBase:
    """Return a file of one revision to who may read it."""
    revision, public = revision_or_404(request, slug, number)
    found = DOWNLOADS.get(name)
    if found is None:
        raise Http404("There is no such file.")
    if not revision.is_sound and name != "case.yaml":
        raise Http404("This draft has problems, so only its text can be downloaded.")
    kept = (FOR_GOOD if found.for_good else A_DAY) if public else PRIVATE
    content = found.write(revision)
    etag = revision.text_sha256 if name == "case.yaml" else digest(name, engine, content)
    saved_as = f"{slug}-r{number}-{name}" if name != "case.yaml" else f"{slug}-r{number}.yaml"
    return file_answer(request, content, found.kind, keep=kept, etag=etag, name=saved_as)
