"""`rashomon site index|clean|reset-person`: each does its work, and a refusal names the fix."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from click.testing import CliRunner, Result
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from rashomon_site.accounts.models import Invitation, SharedCacheRow, User
from rashomon_site.cases.models import AuditEntry, CaseRevision, Publication, PublishedCase
from rashomon_site.cases.services.publishing import schedule
from rashomon_site.cases.services.saving import create_case
from rashomon_site.cases.tasks import publish_overdue, publish_scheduled
from rashomon_site.operations import housekeeping
from rashomon_site.operations.clearing import INVITATIONS_KEPT, TASKS_KEPT, clear_expired
from rashomon_site.operations.commands.site import command
from rashomon_site.operations.housekeeping import Job
from rashomon_site.search.models import SearchEntry
from rashomon_site.workbench.audit_words import WORDS
from tests.site.cases.boat import TEXT

DAY = timedelta(days=1)
NEW = "another quiet harbour"
OURS = tuple(job for job in housekeeping.JOBS if job.name in ("publish what is overdue", "clear what has expired"))


def site(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(command, list(arguments), input=typed)


# ---- index


def test_the_search_index_is_built_anew(wagner: PublishedCase) -> None:
    SearchEntry.objects.all().delete()
    done = site("index")
    assert (done.exit_code, done.output) == (
        0,
        f"{PublishedCase.objects.visible().count()} published cases can be found.\n",
    )
    assert SearchEntry.objects.filter(case=wagner).exists()


# ---- clean


def session(expires: timedelta) -> str:
    store = SessionStore()
    store["a"] = 1
    store.save()
    Session.objects.filter(pk=store.session_key).update(expire_date=timezone.now() + expires)
    return str(store.session_key)


def invitation(expires: timedelta) -> int:
    return Invitation.objects.create(token_sha256=uuid4().hex, expires_at=timezone.now() + expires).pk


def finished_task(age: timedelta) -> object:
    made = publish_scheduled.enqueue(1)
    at = timezone.now() - age
    DBTaskResult.objects.filter(pk=made.id).update(status="SUCCESSFUL", started_at=at, finished_at=at)
    return made.id


def cut_off_task(age: timedelta) -> object:
    made = publish_scheduled.enqueue(1)
    DBTaskResult.objects.filter(pk=made.id).update(status="RUNNING", started_at=timezone.now() - age)
    return made.id


@pytest.mark.django_db
def test_what_has_expired_goes_and_the_rest_stays() -> None:
    kept = session(DAY)
    session(-DAY)
    open_, recent = invitation(DAY), invitation(DAY - INVITATIONS_KEPT)
    invitation(-DAY - INVITATIONS_KEPT)
    caches["shared"].set("counted", 1, timeout=600)
    caches["shared"].set("long-gone", 1, timeout=600)
    SharedCacheRow.objects.filter(cache_key__contains="long-gone").update(expires=timezone.now() - DAY)
    tasks = {
        finished_task(TASKS_KEPT - DAY),
        cut_off_task(DAY),
        publish_scheduled.using(run_after=timezone.now() + DAY).enqueue(1).id,
    }
    finished_task(TASKS_KEPT + DAY)
    cut_off_task(TASKS_KEPT + DAY)
    assert clear_expired() == "cleared 1 sessions, 1 invitations, 1 shared counts, 2 tasks"
    assert [row.pk for row in Session.objects.all()] == [kept]
    assert {row.pk for row in Invitation.objects.all()} == {open_, recent}
    assert caches["shared"].get("counted") == 1
    assert {str(row.pk) for row in DBTaskResult.objects.all()} == {str(each) for each in tasks}
    assert clear_expired() == ""


@pytest.mark.django_db
def test_clean_runs_every_job_and_says_what_was_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping.run_all, "__defaults__", (OURS,))
    session(-DAY)
    done = site("clean")
    assert done.exit_code == 0, done.output
    assert done.output == "publish what is overdue: nothing to do\nclear what has expired: cleared 1 sessions\n"


@pytest.mark.django_db
def test_clean_says_what_failed_and_does_the_rest(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Job("break", "rashomon_site.operations.nothing.here", DAY)
    monkeypatch.setattr(housekeeping.run_all, "__defaults__", ((broken, *OURS),))
    session(-DAY)
    done = site("clean")
    assert done.exit_code == 1
    assert "Error: not done: break." in done.output
    assert not Session.objects.exists()


# ---- what a killed worker left behind


@pytest.fixture
def late(author: User) -> CaseRevision:
    """A revision that should be public by now, whose task was lost."""
    revision = create_case(author, TEXT, slug="late")
    waiting = schedule(author, revision, timezone.now() + DAY)
    Publication.objects.filter(pk=waiting.pk).update(due_at=timezone.now() - DAY)
    DBTaskResult.objects.all().delete()
    return revision


def test_what_is_due_is_published_though_its_task_was_lost(late: CaseRevision) -> None:
    assert publish_overdue() == "published 1"
    assert PublishedCase.objects.get(slug="late").published_revision == late
    assert publish_overdue() == ""


def test_it_is_among_the_jobs_that_come_round(late: CaseRevision) -> None:
    first, *_ = housekeeping.run_all(OURS)
    assert first.words == "published 1"


def test_publish_due_says_how_many(late: CaseRevision) -> None:
    assert site("publish-due").output == "Published 1.\n"
    assert site("publish-due").output == "Published 0.\n"


# ---- reset-person


def logged() -> list[tuple[str, dict[str, object]]]:
    found = AuditEntry.objects.filter(action__startswith="account.").order_by("pk")
    return [(entry.action, entry.detail) for entry in found.filter(action__in=RESETS)]


RESETS = ("account.password-reset", "account.second-factor-removed")


def test_a_new_password_ends_sessions_and_is_logged(editor: User, editor_client: Client) -> None:
    assert editor_client.get("/desk/").status_code == 200
    done = site("reset-person", "editor", "--password", typed=f"{NEW}\n{NEW}\n")
    assert done.exit_code == 0, done.output
    assert NEW not in done.output
    assert editor_client.get("/desk/").status_code == 302
    editor.refresh_from_db()
    assert editor.check_password(NEW)
    assert logged() == [("account.password-reset", {"account": "editor"})]
    assert AuditEntry.objects.get(action="account.password-reset").actor_name == "The site itself"


def test_a_second_factor_is_taken_off_and_the_password_stays(editor: User, author: User) -> None:
    for each in (editor, author):
        TOTP.activate(each, generate_totp_secret())
    before = editor.password
    done = site("reset-person", "EDITOR", "--second-factor")
    assert done.exit_code == 0, done.output
    assert [row.user for row in Authenticator.objects.all()] == [author]
    editor.refresh_from_db()
    assert editor.password == before
    assert logged() == [("account.second-factor-removed", {"account": "editor"})]


def test_both_at_once(editor: User) -> None:
    assert site("reset-person", "editor", "--password", NEW, "--second-factor").exit_code == 0
    assert [action for action, _ in logged()] == list(RESETS)
    assert set(RESETS) <= WORDS.keys()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["editor"], "say what was lost: --password, --second-factor, or both"),
        (["nobody-here", "--second-factor"], "there is no account `nobody-here`; the page People lists all of them"),
        (["editor", "--password", "short", "--second-factor"], "too short"),
    ],
)
def test_a_reset_that_cannot_be_done_names_the_fix(editor: User, arguments: list[str], words: str) -> None:
    TOTP.activate(editor, generate_totp_secret())
    done = site("reset-person", *arguments)
    assert done.exit_code == 2
    assert words in done.output
    assert Authenticator.objects.filter(user=editor).exists()
    assert logged() == []


def test_a_closed_account_stays_closed(editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(is_active=False)
    done = site("reset-person", "editor", "--password", NEW)
    assert done.exit_code == 2
    assert "open it again on the page People first" in done.output
