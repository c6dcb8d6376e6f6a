"""Work that the site does by itself."""

from __future__ import annotations

from django_tasks import task

from rashomon_site.cases.services.publishing import publish_due


@task()
def publish_scheduled(publication_id: int) -> int:
    """Publish what is due, which the named publication is by now; returns how many were."""
    return len(publish_due())


def publish_overdue() -> str:
    """Publish what is due though its task was lost, as when a process is killed within it; says how many were."""
    done = publish_due()
    return f"published {len(done)}" if done else ""
