"""Jobs that come round by themselves: each has an interval, and only one process at a time runs it.

The process that runs background tasks runs them too, in a thread; `rashomon site clean` runs all of them now.
A job that fails is logged and comes round again; it stops neither the others nor the site.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import close_old_connections
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from rashomon_site.operations.models import LastRun

PAUSE_SECONDS = 30.0
HOLD = timedelta(minutes=30)
"""How long a job may take before another process believes that its runner was killed."""

logger = logging.getLogger("rashomon_site.housekeeping")


@dataclass(frozen=True, slots=True)
class Job:
    """A function without arguments, by its dotted path; what it returns, if anything, says what it did."""

    name: str
    path: str
    every: timedelta


JOBS: tuple[Job, ...] = (
    Job("publish what is overdue", "rashomon_site.cases.tasks.publish_overdue", timedelta(minutes=5)),
    Job("clear what has expired", "rashomon_site.operations.clearing.clear_expired", timedelta(days=1)),
    Job("erase what was kept long enough", "rashomon_site.privacy.purging.purge", timedelta(days=1)),
    Job("ask spam services again", "rashomon_site.spam.rechecking.enqueue_overdue", timedelta(minutes=3)),
    Job("send mails that wait", "rashomon_site.notifications.sending.send_waiting", timedelta(minutes=1)),
    Job("tell what comments led to", "rashomon_site.comments.contributing.publishing.tell_overdue", timedelta(hours=1)),
    Job("tell moderators what waits", "rashomon_site.notifications.digests.send_digests", timedelta(hours=1)),
)


@dataclass(frozen=True, slots=True)
class Done:
    """How one run went: in words, and whether it failed."""

    job: Job
    words: str
    failed: bool = False


def run_due() -> list[Done]:
    """Run what is due and nobody else runs."""
    return list(_run(JOBS, timezone.now(), at_once=False))


def run_all(jobs: tuple[Job, ...] = JOBS) -> Iterator[Done]:
    """Run every job now, but for those that another process is running."""
    return _run(jobs, timezone.now(), at_once=True)


def start_in_thread() -> threading.Thread:
    """Start a thread that runs what is due and ends with the process."""
    thread = threading.Thread(target=_run_for_ever, name="rashomon-housekeeping", daemon=True)
    thread.start()
    return thread


def _run(jobs: tuple[Job, ...], now: datetime, *, at_once: bool) -> Iterator[Done]:
    for job in jobs:
        if _claim(job, now, at_once=at_once):
            yield _run_claimed(job)


def _claim(job: Job, now: datetime, *, at_once: bool) -> bool:
    """Take a job, and say whether that worked: of two that try at one moment, one changes the row."""
    LastRun.objects.get_or_create(job=job.name, defaults={"due_at": now})
    free = LastRun.objects.filter(Q(held_until=None) | Q(held_until__lt=now), job=job.name)
    due = free if at_once else free.filter(due_at__lte=now)
    return due.exists() and due.update(held_until=now + HOLD) == 1  # asked first, as writing waits for other writers


def _run_claimed(job: Job) -> Done:
    done = _attempt(job)
    now = timezone.now()
    LastRun.objects.filter(job=job.name).update(
        held_until=None,
        due_at=now + job.every,
        finished_at=now,
        failure=done.words[:300] if done.failed else "",
    )
    return done


def _attempt(job: Job) -> Done:
    try:
        function: Callable[[], object] = import_string(job.path)
        told = function()
    except Exception as error:
        logger.exception("Housekeeping failed: %s", job.name)
        return Done(job, f"{type(error).__name__}: {error}", failed=True)
    return Done(job, str(told or "nothing to do"))


def _run_for_ever() -> None:
    while True:
        time.sleep(PAUSE_SECONDS)
        close_old_connections()
        try:
            run_due()
        except Exception:  # the database is away: try again after the pause
            logger.exception("Housekeeping could not begin")
        close_old_connections()
