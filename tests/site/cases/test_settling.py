"""A settled case stays published, and says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import AuditEntry, PublishedCase
from rashomon_site.cases.services.saving import create_case
from rashomon_site.cases.services.settling import reopen, settle
from tests.site.cases.boat import TEXT

DAY = date(2026, 1, 2)
DESK = "/desk/cases/wagner-2023/publication/"


def test_it_is_settled_and_opened_again(editor: User, wagner: PublishedCase) -> None:
    settle(editor, wagner, DAY)
    assert PublishedCase.objects.get(pk=wagner.pk).closed_on == DAY
    with pytest.raises(ValidationError, match="already"):
        settle(editor, wagner, DAY)
    reopen(editor, wagner)
    assert PublishedCase.objects.get(pk=wagner.pk).closed_on is None
    actions = AuditEntry.objects.filter(case=wagner).values_list("action", flat=True)
    assert list(actions[:2]) == ["case.reopened", "case.settled"]


def test_a_day_to_come_is_refused(editor: User, wagner: PublishedCase) -> None:
    with pytest.raises(ValidationError, match="still to come"):
        settle(editor, wagner, date.today() + timedelta(days=2))


def test_a_draft_is_not_settled(author: User) -> None:
    with pytest.raises(ValidationError, match="not published"):
        settle(author, create_case(author, TEXT).case, DAY)


def test_another_author_may_not(author: User, wagner: PublishedCase) -> None:
    with pytest.raises(PermissionDenied):
        settle(author, wagner, DAY)


def test_the_page_says_so_to_a_reader_who_had_it(editor_client: Client, reader_client: Client) -> None:
    before = reader_client.get("/cases/wagner-2023/")
    assert editor_client.post(DESK + "settle/", {"on": "2026-01-02"}, follow=True).status_code == 200
    after = reader_client.get("/cases/wagner-2023/", headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert "2 January 2026" in after.content.decode()
    editor_client.post(DESK + "reopen/")
    assert "Open case" in reader_client.get("/cases/wagner-2023/").content.decode()


@pytest.mark.parametrize("day", ["", "soon", "2026-13-01", "9999-01-01"])
def test_an_odd_day_is_refused_in_words(editor_client: Client, day: str) -> None:
    answer = editor_client.post(DESK + "settle/", {"on": day})
    assert answer.status_code == 400
