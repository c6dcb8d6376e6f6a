"""What the discussion is told by the rest of the site."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import CaseRevision
from rashomon_site.comments.contributing.publishing import waiting_for
from rashomon_site.comments.models import Discussion
from rashomon_site.comments.tasks import tell_contributions

SHOWN = {"role", "is_active", "is_superuser"}
"""What of an account stands beside a comment."""


def person_saved(
    sender: type[User], instance: User, created: bool, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    """Let no kept page show a role that somebody no longer has."""
    if created or (update_fields is not None and not SHOWN & update_fields):
        return
    cases = instance.comments.values("case")
    Discussion.objects.filter(case__in=cases).update(version=F("version") + 1)


def readers_see_another_revision(
    sender: object, revision: CaseRevision, before: CaseRevision | None, **kwargs: Any
) -> None:
    """Have it worked out what the comments behind the revision moved; the task commits with the publication."""
    if waiting_for(revision):
        tell_contributions.enqueue(revision.pk, before.pk if before else None)
