"""Work of the discussion that no reader waits for."""

from __future__ import annotations

from django_tasks import task

from rashomon_site.cases.models import CaseRevision
from rashomon_site.comments.contributing.publishing import tell


@task()
def tell_contributions(revision_id: int, before_id: int | None) -> int:
    """Say under comments what they moved, now that readers see it; returns how many."""
    rows = CaseRevision.objects.select_related("case")
    before = rows.filter(pk=before_id).first() if before_id else None
    return tell(rows.get(pk=revision_id), before)
