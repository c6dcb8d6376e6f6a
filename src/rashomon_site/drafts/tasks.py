"""Reading articles, in the background."""

from __future__ import annotations

from django_tasks import task

from rashomon_site.drafts.reading import read_article


@task()
def read(draft_pk: int) -> str:
    """Read an article and keep what was found in it."""
    return read_article(draft_pk)
