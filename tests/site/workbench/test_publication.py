"""Publishing from the desk: now, later, never mind, and taking a case down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import AuditEntry, CaseRevision, Publication, PublishedCase
from rashomon_site.cases.services.publishing import publish, schedule
from rashomon_site.cases.services.saving import save_revision
from rashomon_site.workbench.local_time import local_time, time_words
from tests.site.workbench.page_text import page

PANEL = "/desk/cases/taxi/publication/"


def test_a_revision_is_published_with_its_correction(author_client: Client, case: PublishedCase) -> None:
    answer = author_client.post(f"{PANEL}publish/", {"revision": 1, "correction": "The day was wrong."}, follow=True)
    assert "Revision 1 is published" in page(answer)
    assert Publication.objects.get(case=case).correction == "The day was wrong."


def test_a_revision_with_problems_cannot_be_published(author: User, author_client: Client, case: PublishedCase) -> None:
    save_revision(author, case, "question: Only this?", parent_number=1)
    answer = author_client.post(f"{PANEL}publish/", {"revision": 2, "correction": "kept words"})
    assert answer.status_code == 400
    assert "Mend them before it is published" in page(answer)
    assert "kept words" in page(answer)


@pytest.mark.parametrize("revision", ["", "x", "-1"])
def test_a_revision_must_be_chosen(author_client: Client, case: PublishedCase, revision: str) -> None:
    answer = author_client.post(f"{PANEL}publish/", {"revision": revision})
    assert answer.status_code == 400
    assert "Choose a revision" in page(answer)


def test_a_revision_of_another_case_is_not_found(author_client: Client, case: PublishedCase) -> None:
    assert author_client.post(f"{PANEL}publish/", {"revision": 7}).status_code == 404


def test_scheduling_states_the_time_zone(author_client: Client, case: PublishedCase) -> None:
    sent = {"revision": 1, "due": "2090-07-01T08:00", "zone": "Europe/Berlin"}
    answer = author_client.post(f"{PANEL}schedule/", sent, follow=True)
    assert "on 1 July 2090, 08:00 Europe/Berlin (1 July, 06:00 UTC)" in page(answer)
    assert Publication.objects.get(case=case).due_at == datetime(2090, 7, 1, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "zone", "words"),
    [
        ("", "UTC", "Give the day and the hour"),
        ("tomorrow", "UTC", "Give the day and the hour"),
        ("2090-07-01T08:00+02:00", "UTC", "without an offset"),
        ("2090-07-01T08:00", "Berlin time", "is no time zone"),
        ("2090-07-01T08:00", "../../etc/passwd", "is no time zone"),
        ("2090-07-01T08:00", "", "is no time zone"),
        ("2027-03-28T02:30", "Europe/Berlin", "The clocks go forward"),
        ("2020-01-01T08:00", "UTC", "That time is past"),
        ("9999-12-31T23:59", "Pacific/Honolulu", "too far away"),
    ],
)
def test_a_time_that_cannot_be_is_refused_in_words(
    author_client: Client, case: PublishedCase, due: str, zone: str, words: str
) -> None:
    answer = author_client.post(f"{PANEL}schedule/", {"revision": 1, "due": due, "zone": zone})
    assert answer.status_code == 400
    assert words in page(answer)


def test_an_hour_that_comes_twice_is_the_first_one() -> None:
    assert local_time("2027-10-31T02:30", "Europe/Berlin") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_a_moment_in_utc_is_said_once() -> None:
    assert time_words(datetime(2027, 3, 1, 7, 5, tzinfo=UTC), "UTC") == "1 March 2027, 07:05 UTC"


def test_an_unknown_zone_raises() -> None:
    with pytest.raises(ValidationError, match="no time zone"):
        local_time("2027-10-31T02:30", "Nowhere/Else")


def test_what_waits_is_called_off(author: User, author_client: Client, draft: CaseRevision) -> None:
    waiting = schedule(author, draft, timezone.now() + timedelta(days=1))
    answer = author_client.post(f"{PANEL}{waiting.pk}/cancel/", follow=True)
    assert "will not be published" in page(answer)
    assert author_client.post(f"{PANEL}{waiting.pk}/cancel/").status_code == 400


def test_a_publication_of_another_case_cannot_be_called_off(
    author_client: Client, editor: User, case: PublishedCase, wagner: PublishedCase
) -> None:
    waiting = schedule(editor, wagner.revisions.get(number=1), timezone.now() + timedelta(days=1))
    assert author_client.post(f"{PANEL}{waiting.pk}/cancel/").status_code == 404


def test_taking_down_needs_a_reason(author: User, author_client: Client, draft: CaseRevision) -> None:
    publish(author, draft)
    assert author_client.post(f"{PANEL}unpublish/", {"reason": " "}).status_code == 400
    answer = author_client.post(f"{PANEL}unpublish/", {"reason": "Names a private person"}, follow=True)
    assert "Readers do not see the case any more" in page(answer)
    assert (
        AuditEntry.objects.filter(action="case.unpublished").latest("at").detail["reason"] == "Names a private person"
    )


def test_what_is_not_published_cannot_be_taken_down(author_client: Client, case: PublishedCase) -> None:
    assert author_client.post(f"{PANEL}unpublish/", {"reason": "None"}).status_code == 400


def test_the_panel_says_what_readers_see(author: User, author_client: Client, draft: CaseRevision) -> None:
    assert "never published" in page(author_client.get(PANEL))
    publish(author, draft, correction="Put right")
    shown = page(author_client.get(PANEL))
    assert "Readers see revision 1" in shown
    assert "Put right" in shown
