"""Jobs that come round: one process at a time runs one, a failure stops nothing."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.module_loading import import_string

from rashomon_site.operations import housekeeping
from rashomon_site.operations.housekeeping import HOLD, JOBS, Job, run_all, run_due
from rashomon_site.operations.models import LastRun

RUNS: list[str] = []
HERE = __name__


def count() -> str:
    RUNS.append("ran")
    return "counted once"


def fail() -> None:
    raise OSError("the disk is full")


COUNTING = Job("count", f"{HERE}.count", timedelta(hours=1))
FAILING = Job("fail", f"{HERE}.fail", timedelta(hours=1))


@pytest.fixture(autouse=True)
def two_jobs(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    RUNS.clear()
    monkeypatch.setattr(housekeeping, "JOBS", (FAILING, COUNTING))


def test_every_job_is_there() -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)
    for job in JOBS:
        assert callable(import_string(job.path)), job.path


def test_a_job_runs_once_in_its_time_and_a_failure_does_not_stop_the_next(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        failed, counted = run_due()
    assert failed.failed
    assert failed.words == "OSError: the disk is full"
    assert counted.words == "counted once"
    assert "Housekeeping failed: fail" in caplog.text
    assert LastRun.objects.get(job="fail").failure == "OSError: the disk is full"
    assert run_due() == []
    LastRun.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert len(run_due()) == 2
    assert len(RUNS) == 2


def test_what_another_process_runs_is_left_alone_until_its_hold_ends() -> None:
    now = timezone.now()
    LastRun.objects.create(job="count", due_at=now - timedelta(days=1), held_until=now + timedelta(minutes=1))
    assert list(run_all((COUNTING,))) == []
    LastRun.objects.update(held_until=now - timedelta(minutes=1))  # as of a process that was killed
    assert [done.words for done in run_all((COUNTING,))] == ["counted once"]
    assert LastRun.objects.get().held_until is None


def test_a_job_is_held_while_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    def look() -> str:
        return str(LastRun.objects.get().held_until)

    monkeypatch.setattr(f"{HERE}.count", look)
    (done,) = run_all((COUNTING,))
    assert str((timezone.now() + HOLD).date()) in done.words


def test_all_jobs_run_now_though_none_is_due() -> None:
    run_due()
    assert len(list(run_all((COUNTING,)))) == 1
