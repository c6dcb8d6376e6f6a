"""What is asked and told in the background."""

from __future__ import annotations

from django_tasks import task

from rashomon_site.spam.akismet.correcting import send
from rashomon_site.spam.rechecking import ask_services


@task()
def ask(comment_pk: int) -> str:
    """Ask the services about a comment."""
    return ask_services(comment_pk)


@task()
def correct(submission_pk: int) -> str:
    """Tell the service what a person decided."""
    return send(submission_pk)
