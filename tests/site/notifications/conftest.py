"""Readers with wishes, and a worker that does what waits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import caches
from django_tasks_db.management.commands import db_worker

from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Comment, State
from rashomon_site.comments.services import posting
from rashomon_site.comments.services.posting import Connection, Entry, Wishes
from rashomon_site.comments.services.states import change_state
from rashomon_site.operations.worker import make_worker
from rashomon_site.spam.checking import Outcome
from rashomon_site.spam.verdicts import Finding, Reason, Verdict

WRITER = "anna@example.org"
Write = Callable[..., Comment]


@pytest.fixture(autouse=True)
def verdicts(monkeypatch: pytest.MonkeyPatch, sample_site: None) -> list[Outcome]:
    """What the checks say, first to last; after the last, comments are published."""
    said: list[Outcome] = []
    published = Outcome(Verdict.PUBLISH, ())
    monkeypatch.setattr(posting, "check_at_once", lambda comment, **more: said.pop(0) if said else published)
    for cache in caches.all(initialized_only=False):
        cache.clear()
    return said


def held(*codes: str, verdict: Verdict = Verdict.HOLD) -> Outcome:
    """Return what checks say that hold a comment."""
    return Outcome(verdict, (Finding("rules", verdict, tuple(Reason(code, code) for code in codes)),))


@pytest.fixture
def write(wagner: PublishedCase) -> Write:
    """Post a comment."""
    count = iter(range(1000))

    def post(
        email: str = WRITER, *, reply: Comment | None = None, address: str = "192.0.2.1", **entry: object
    ) -> Comment:
        fields = {"name": "Anna", "text": f"What of the tolls? {next(count)}", "wishes": Wishes(True, True), **entry}
        given = Entry(email=email, in_reply_to=reply, **fields)  # type: ignore[arg-type]  # fields by name
        return posting.post(wagner, given, Connection(address=address, user_agent="Test", referrer="x"))

    return post


def work() -> None:
    """Do every task that waits, on the connection that holds the test's transaction."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(db_worker, "close_old_connections", lambda: None)
        make_worker(batch=True).run()  # type: ignore[attr-defined]  # typed as object: the package's class has no public home


def decide(comment: Comment, to: State, actor: object) -> None:
    """Decide as a moderator does."""
    change_state(comment, to, actor=actor)  # type: ignore[arg-type]  # a user
