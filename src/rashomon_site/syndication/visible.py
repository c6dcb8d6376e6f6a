"""What syndication may show: published cases, and revisions to those who may read them."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from rashomon_site.cases.models import Author, CaseRevision, Publication, PublishedCase
from rashomon_site.cases.permissions import may_see
from rashomon_site.reading.shown import BYLINES


def published_cases() -> QuerySet[PublishedCase]:
    """Return what readers may see, newest first, with bylines and without the documents."""
    return (
        PublishedCase.objects.visible()
        .select_related("published_revision")
        .defer("published_revision__text", "published_revision__document")
        .prefetch_related(BYLINES)
    )


def bylines_of(case: PublishedCase) -> list[Author]:
    """Return the authors of a case that `published_cases` or `publications` read with it."""
    return [row.author for row in getattr(case, "bylines", ())]


def published_case_or_404(slug: str) -> PublishedCase:
    """Return a case that everybody may read; raises Http404."""
    case = published_cases().filter(slug=slug).first()
    if case is None:
        raise Http404("There is no such case.")
    return case


def publications() -> QuerySet[Publication]:
    """Return every time that a revision was shown to readers, of cases that they still see, newest first."""
    return (
        Publication.objects.shown()
        .filter(case__published_revision__isnull=False)
        .select_related("case", "revision")
        .defer("revision__text", "revision__document")
        .order_by("-published_at", "-pk")
    )


def revision_or_404(request: HttpRequest, slug: str, number: int) -> tuple[CaseRevision, bool]:
    """Return a revision that the asker may read, and whether everybody may; raises Http404.

    Who asks is looked up only where that matters, so that public files need no session.
    """
    revision = CaseRevision.objects.select_related("case").filter(case__slug=slug, number=number).first()
    if revision is None:
        raise Http404("There is no such revision.")
    if may_see(AnonymousUser(), revision.case, revision):
        return revision, True
    if may_see(request.user, revision.case, revision):
        return revision, False
    raise Http404("There is no such revision.")
