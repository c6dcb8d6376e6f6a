"""Which cases and revisions lists may show."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet
from django.http import Http404

from rashomon_site.accounts.roles import Action
from rashomon_site.cases.models import CaseAuthor, CaseRevision, PublishedCase
from rashomon_site.cases.permissions import may, may_edit, may_see

BYLINES = Prefetch(
    "case_authors", queryset=CaseAuthor.objects.filter(is_byline=True).select_related("author"), to_attr="bylines"
)


def listed_cases() -> QuerySet[PublishedCase]:
    """Return what readers may see, newest first, with what a card shows."""
    return (
        PublishedCase.objects.visible()
        .select_related("published_revision")
        .defer("published_revision__text", "published_revision__document")
    )


def case_or_404(user: AbstractBaseUser | AnonymousUser, slug: str) -> PublishedCase:
    """Return a case that the person may read; raises Http404, also where the case exists unseen."""
    case = PublishedCase.objects.filter(slug=slug).select_related("published_revision").first()
    if case is None or not may_see(user, case):
        raise Http404("There is no such case.")
    return case


def sees_drafts(user: AbstractBaseUser | AnonymousUser, case: PublishedCase) -> bool:
    """Whether the person may read revisions that were never published."""
    return may(user, Action.SEE_DRAFTS) or may_edit(user, case)


def revisions_of(case: PublishedCase, *, drafts: bool) -> QuerySet[CaseRevision]:
    """Return the revisions of a case, newest first; without drafts those that are or were published."""
    revisions = case.revisions.order_by("-number")
    return revisions if drafts else revisions.shown()
