"""A real mail server on this machine: what it refuses or misses is sent later, once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.utils import timezone

from rashomon_site.notifications.models import Letter, Subscription
from rashomon_site.notifications.sending import DELAYS, send_letter, send_waiting
from tests.site.notifications.conftest import WRITER, Write, work

PORT = 8971


class Box:
    """Takes mails, or refuses them."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.refuses = ""
        self.no_such_box = False

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.no_such_box:
            return "550 no such box"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        if self.refuses:
            return self.refuses
        self.taken.append(envelope)
        return "250 OK"


@pytest.fixture
def box(settings: object) -> Iterator[Box]:
    box = Box()
    server = Controller(box, hostname="127.0.0.1", port=PORT, loop=asyncio.new_event_loop())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]  # known at run time
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", PORT  # type: ignore[attr-defined]  # known at run time
    yield box
    server.stop()
    server.loop.close()


def test_a_mail_goes_out_whole(box: Box, write: Write) -> None:
    write()
    work()
    (sent,) = box.taken
    assert sent.rcpt_tos == [WRITER]
    assert isinstance(sent.content, bytes)
    message = message_from_bytes(sent.content)
    assert message.get_content_type() == "text/plain"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@127.0.0.1>")


def test_a_server_that_fails_delays_and_loses_nothing(box: Box, write: Write, caplog: pytest.LogCaptureFixture) -> None:
    box.refuses = "451 try later, anna@example.org"
    with caplog.at_level(logging.WARNING):
        write()
        work()
    letter = Letter.objects.get()
    assert (letter.tries, letter.sent_at) == (1, None)
    assert "anna" not in caplog.text
    assert send_letter.func(letter.pk) is False  # not due yet
    for tries in range(2, 9):
        Letter.objects.update(next_try_at=timezone.now())
        send_waiting()
        letter.refresh_from_db()
        assert letter.tries == tries
        delay = DELAYS[min(tries - 1, len(DELAYS) - 1)]
        assert abs(letter.next_try_at - timezone.now() - delay) < timedelta(seconds=20)
    box.refuses = ""
    Letter.objects.update(next_try_at=timezone.now())
    assert send_waiting() == "1 sent"
    assert send_waiting() == ""
    assert len(box.taken) == 1


def test_a_server_that_is_away(write: Write, settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]  # known at run time
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 8972  # type: ignore[attr-defined]  # known at run time
    write()
    work()
    assert Letter.objects.get().tries == 1


def test_a_process_that_was_killed_while_sending_leaves_the_mail_to_the_next(box: Box, write: Write) -> None:
    write()
    Letter.objects.all().delete()
    from rashomon_site.notifications.confirming import ask_to_confirm

    ask_to_confirm.func(Subscription.objects.first().pk)  # type: ignore[union-attr]  # there is one
    Letter.objects.update(held_until=timezone.now() + timedelta(minutes=1))
    assert send_waiting() == ""
    Letter.objects.update(held_until=timezone.now() - timedelta(minutes=1))
    assert send_waiting() == "1 sent"


def test_a_mail_box_that_does_not_exist_is_given_up(box: Box, write: Write) -> None:
    box.no_such_box = True
    write()
    work()
    letter = Letter.objects.get()
    assert letter.dropped_at
    assert letter.tries == 0
