"""Find the case or revision that an address names, for who may see it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from rashomon_site.api.caller import Caller, caller_of
from rashomon_site.api.contents import case_content, case_etag
from rashomon_site.api.etags import is_named
from rashomon_site.api.failures import Failure
from rashomon_site.cases.models import CaseRevision, PublishedCase
from rashomon_site.reading.shown import BYLINES

MOST_NUMBER = 2_147_483_647


def shown_cases() -> QuerySet[PublishedCase]:
    """Return all cases with what `case_content` shows of them."""
    return (
        PublishedCase.objects.all()
        .select_related("published_revision")
        .defer("published_revision__text", "published_revision__document")
        .prefetch_related(BYLINES)
    )


def case_or_404(caller: Caller, slug: str) -> PublishedCase:
    """Return a case that the caller may see; raises Http404."""
    case = shown_cases().filter(slug=slug).first()
    if case is None or not caller.may_see(case):
        raise Http404
    return case


def revision_or_404(caller: Caller, slug: str, number: int) -> CaseRevision:
    """Return a revision that the caller may see; raises Http404."""
    if number > MOST_NUMBER:
        raise Http404
    found = CaseRevision.objects.select_related("case", "parent").defer("parent__text", "parent__document")
    revision = found.filter(case__slug=slug, number=number).first()
    if revision is None or not caller.may_see(revision.case, revision):
        raise Http404
    return revision


@contextmanager
def unchanged(request: HttpRequest, case: PublishedCase) -> Iterator[None]:
    """Hold the case still while it is written to, if If-Match asks for the state that the caller has read.

    Raises Failure if it is not in that state any more. The ETag is that of the case as the same token reads it.
    """
    line = request.headers.get("If-Match")
    if line is None:
        yield
        return
    caller = caller_of(request)
    with transaction.atomic():
        PublishedCase.objects.select_for_update().get(pk=case.pk)
        now = case_content(shown_cases().get(pk=case.pk), caller.sees_drafts(case))
        if not is_named(case_etag(now), line):
            raise Failure("changed", "The case is not as your If-Match says it was. Read it again.")
        yield
