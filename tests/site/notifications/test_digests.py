"""Moderators hear what waits as often as they choose."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.comments.models import Comment, State
from rashomon_site.notifications import digests
from rashomon_site.notifications.models import DigestChoice, Letter, LetterKind, Often
from rashomon_site.notifications.sending import send_waiting
from rashomon_site.spam.checking import Outcome
from tests.site.notifications.conftest import Write, held, work


@pytest.fixture
def morning(monkeypatch: pytest.MonkeyPatch) -> datetime:
    now = datetime.now(UTC).replace(hour=9)
    monkeypatch.setattr("rashomon_site.notifications.digests.timezone.now", lambda: now)
    return now


@pytest.fixture
def only_moderator(moderator: User) -> User:
    User.objects.exclude(pk=moderator.pk).update(email="")
    return moderator


def test_once_a_day_by_default(
    write: Write, verdicts: list[Outcome], morning: datetime, only_moderator: User, reader_client: Client
) -> None:
    assert digests.send_digests() == ""
    verdicts += [held("word"), held("word")]
    comment = write("", text="Look\r\n> at this")
    write("")
    digests.send_digests()
    digests.send_digests()
    work()
    (told,) = mail.outbox
    assert (told.to, told.subject) == ([only_moderator.email], "2 comments wait")
    assert "> Look > at this" in told.body
    assert "publish: http://127.0.0.1:8000/moderate/" in told.body
    assert f"desk: http://127.0.0.1:8000/desk/comments/{comment.pk}/" in told.body
    stop = told.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    assert reader_client.get(stop).status_code == 200
    assert digests.choice_of(only_moderator).often == Often.DAILY
    Client(enforce_csrf_checks=True).post(stop, {"List-Unsubscribe": "One-Click"})
    assert digests.choice_of(only_moderator).often == Often.NEVER


def test_at_once_is_one_mail_for_what_comes_together(
    write: Write, verdicts: list[Outcome], only_moderator: User
) -> None:
    digests.choose(only_moderator, Often.AT_ONCE)
    verdicts += [held("word")] * 12
    for _ in range(10):
        write("")
    assert Letter.objects.filter(kind=LetterKind.DIGEST).count() == 1
    Letter.objects.update(next_try_at=timezone.now())
    send_waiting()
    write("")
    (letter,) = Letter.objects.filter(sent_at=None)
    assert letter.next_try_at - timezone.now() > timedelta(minutes=14)
    assert len(mail.outbox) == 1


def test_nothing_is_sent_once_nothing_waits_or_the_right_is_gone(
    write: Write, verdicts: list[Outcome], only_moderator: User
) -> None:
    digests.choose(only_moderator, Often.AT_ONCE)
    verdicts.append(held("word"))
    write("")
    Comment.objects.update(state=State.SPAM)
    Letter.objects.update(next_try_at=timezone.now())
    send_waiting()
    User.objects.filter(pk=only_moderator.pk).update(is_active=False)
    assert digests.draft(only_moderator.pk) is None
    assert mail.outbox == []


def test_the_page(moderator_client: Client, moderator: User, author_client: Client, reader_client: Client) -> None:
    assert 'value="daily" id="often-daily" checked' in moderator_client.get("/desk/mails/").content.decode()
    moderator_client.post("/desk/mails/", {"often": "never"})
    assert DigestChoice.objects.get().often == Often.NEVER
    assert moderator_client.post("/desk/mails/", {"often": "hourly"}).status_code == 422
    assert author_client.get("/desk/mails/").status_code == 403
    assert reader_client.get("/desk/mails/").status_code == 302
