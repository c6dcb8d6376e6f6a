"""Work that the site does by itself."""

from __future__ import annotations

from django_tasks import task

from rashomon_site.cases.services.publishing import publish_due


@task()
def publish_scheduled(publication_id: int) -> int:
    """Publish what is due, which the named publication is by now; returns how many were."""
    return len(publish_due())
