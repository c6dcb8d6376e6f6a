"""The site cannot be made to shower anybody with mail."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Comment, State
from rashomon_site.notifications import limits
from rashomon_site.notifications.models import Confirmation, Letter, LetterKind, Stage, Subscription
from tests.site.notifications.conftest import WRITER, Write, work


def test_one_address_gets_one_confirming_mail_and_no_other_while_it_does_not_answer(
    write: Write, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(5):
        write()
        work()
    assert len(mail.outbox) == 1
    assert Subscription.objects.filter(stage=Stage.MAILED).count() == 10  # all behind the one link
    Confirmation.objects.update(made_at=timezone.now() - timedelta(days=29), expires_at=timezone.now())
    Letter.objects.update(made_at=timezone.now() - timedelta(days=29))
    with caplog.at_level(logging.WARNING):
        comment = write("Anna+again@example.org")
        work()
    assert len(mail.outbox) == 1
    assert comment.state == State.PUBLISHED
    assert "did not answer" in caplog.text
    assert "anna" not in caplog.text.lower()
    Confirmation.objects.update(made_at=timezone.now() - timedelta(days=31))
    write("anna@example.org")
    work()
    assert len(mail.outbox) == 2


def test_one_place_asks_for_so_many_mails_a_day(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(limits.FROM_ONE_PLACE_A_DAY + 3):
        write(f"reader{number}@example.org", address="192.0.2.7")
    work()
    assert len(mail.outbox) == limits.FROM_ONE_PLACE_A_DAY
    write("another@example.org", address="192.0.2.8")
    work()
    assert len(mail.outbox) == limits.FROM_ONE_PLACE_A_DAY + 1
    assert Comment.objects.published().count() == limits.FROM_ONE_PLACE_A_DAY + 4


def test_the_site_sends_so_many_an_hour(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SITE_AN_HOUR", 4)
    for number in range(8):
        write(f"reader{number}@example.org", address=f"192.0.2.{number}")
    work()
    assert len(mail.outbox) == 4
    assert not Subscription.objects.filter(stage=Stage.REFUSED).exclude(email="").exists()


def test_one_box_gets_so_many_a_day_under_any_of_its_names(reader_client: Client, wagner: PublishedCase) -> None:
    for number in range(6):
        reader_client.post("/mail/follow/wagner-2023/", {"email": f"box+{number}@example.org"})
        work()
        Confirmation.objects.update(used_at=timezone.now())  # as if it answered each time
    assert len(mail.outbox) == limits.TO_ONE_BOX_A_DAY


def test_news_over_the_days_number_wait_and_are_not_lost(
    write: Write, wagner: PublishedCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "NOTICES_TO_ONE_BOX_A_DAY", 1)
    first = write()
    Subscription.objects.update(stage=Stage.CONFIRMED)
    for number in range(3):
        write(f"o{number}@example.org", reply=first)
        work()
    notices = [sent for sent in mail.outbox if sent.to == [WRITER]]
    assert len(notices) == 1
    Letter.objects.exclude(sent_at=None).update(sent_at=timezone.now() - timedelta(days=2))
    Letter.objects.filter(sent_at=None).update(next_try_at=timezone.now())
    from rashomon_site.notifications.sending import send_waiting

    send_waiting()
    notices = [sent for sent in mail.outbox if sent.to == [WRITER]]
    assert notices[1].body.count("replied to your comment") == 2  # both in one mail
    assert not Letter.objects.filter(kind=LetterKind.NOTICES, sent_at=None).exists()
