"""What a page offers of a revision: lasting links, the card, citations and files."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rashomon_site.cases.models import CaseRevision, PublishedCase
from rashomon_site.syndication.addresses import case_address, revision_address
from rashomon_site.syndication.card import card_size, frame
from rashomon_site.syndication.cite import bibtex, citation_of
from rashomon_site.syndication.downloads import DOWNLOADS
from rashomon_site.syndication.visible import published_case_or_404


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file to download."""

    title: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Share:
    """Everything the part shows."""

    number: int
    case_address: str
    revision_address: str
    citation: str
    bibtex: str
    snippet: str  # HTML to show as text, so not marked safe; "" while readers cannot see the case
    card: str
    card_width: int
    card_height: int
    feed: str
    files: tuple[FileLink, ...]


def share_of(case: PublishedCase, revision: CaseRevision) -> Share:
    """Return what a revision offers; of a draft with problems only its text."""
    citation = citation_of(revision)
    width, height = card_size(case, None, None)
    return Share(
        number=revision.number,
        case_address=case_address(case),
        revision_address=revision_address(case, revision.number),
        citation=citation.in_words,
        bibtex=bibtex(citation),
        snippet=frame(case) + "" if case.is_published else "",
        card=reverse("syndication:card", args=[case.slug]) if case.is_published else "",
        card_width=width,
        card_height=height,
        feed=reverse("syndication:case_feed", args=[case.slug]) if case.is_published else "",
        files=tuple(_files(case, revision)),
    )


def _files(case: PublishedCase, revision: CaseRevision) -> list[FileLink]:
    return [
        FileLink(found.title, name, reverse("syndication:download", args=[case.slug, revision.number, name]))
        for name, found in DOWNLOADS.items()
        if revision.is_sound or name == "case.yaml"
    ]


@require_safe
def share_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how to share, cite and download a case."""
    case = published_case_or_404(slug)
    context = {"case": case, "revision": case.published_revision, "page_title": f"Share and cite: {case.title}"}
    return render(request, "syndication/share_page.html", context)
