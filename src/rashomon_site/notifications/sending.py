"""Send what waits. A mail server that fails delays mails, and loses none: each is tried again, later and later."""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from rashomon_site.notifications import limits
from rashomon_site.notifications.messages import Message, build
from rashomon_site.notifications.models import Letter, LetterKind

HOLD = timedelta(minutes=10)
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360))
MOST_AT_ONCE = 200

logger = logging.getLogger("rashomon_site.mail")


def put(kind: LetterKind, about: int, mailbox: str, *, asked_by: str = "", wait: timedelta | None = None) -> Letter:
    """Write a mail down, to be sent when the transaction is over; one of the kind that waits already is enough."""
    later = timezone.now() + (wait or timedelta())
    letter, is_new = Letter.objects.get_or_create(
        kind=kind,
        about=about,
        sent_at=None,
        dropped_at=None,
        defaults={"mailbox_token": mailbox, "asked_by": asked_by, "next_try_at": later},
    )
    if is_new and wait is None:
        send_letter.enqueue(letter.pk)
    return letter


@task()
def send_letter(letter_id: int) -> bool:
    """Send one mail that waits, and say whether it went out."""
    return _claim(letter_id) and _send_claimed(Letter.objects.get(pk=letter_id))


def send_waiting() -> str:
    """Send what is due, such as what a mail server did not take before; for `operations.housekeeping`."""
    due = Letter.objects.waiting().filter(next_try_at__lte=timezone.now()).order_by("next_try_at", "pk")
    sent = sum(send_letter.func(pk) for pk in list(due.values_list("pk", flat=True)[:MOST_AT_ONCE]))
    return f"{sent} sent" if sent else ""


def _claim(letter_id: int) -> bool:
    """Take one mail, and say whether that worked: of two processes, one sends it."""
    now = timezone.now()
    free = Letter.objects.waiting().filter(Q(held_until=None) | Q(held_until__lt=now), next_try_at__lte=now)
    return free.filter(pk=letter_id).update(held_until=now + HOLD) == 1


def _send_claimed(letter: Letter) -> bool:
    from rashomon_site.notifications.kinds import Draft, draft_of

    try:
        draft: Draft | None = draft_of(letter)
        if draft is None:
            _finish(letter, dropped_at=timezone.now())
            return False
        if letter.kind == LetterKind.NOTICES and not limits.may_send_notices(letter.mailbox_token):
            _again(letter, limits.HOUR)
            return False
        _hand_over(draft.message)
    except SMTPRecipientsRefused as error:
        return _refused(letter, error)
    except OSError as error:  # as every error of smtplib is
        return _failed(letter, error)
    except Exception as error:
        logger.exception("A mail could not be made")
        return _failed(letter, error)
    with transaction.atomic():
        _finish(letter, sent_at=timezone.now())
        draft.when_sent()
    return True


def _refused(letter: Letter, error: SMTPRecipientsRefused) -> bool:
    """Give up where there is no such mail box; one that is full, or busy, is tried again."""
    if any(code < 500 for code, _ in error.recipients.values()):
        return _failed(letter, error)
    logger.warning("A mail was refused for good (%s): there is no such mail box", letter.kind)
    _finish(letter, dropped_at=timezone.now())
    return False


def _failed(letter: Letter, error: Exception) -> bool:
    # The server's own words may hold the address, which no log line does.
    logger.warning("A mail could not be sent (%s, try %s): %s", letter.kind, letter.tries + 1, type(error).__name__)
    _again(letter, DELAYS[min(letter.tries, len(DELAYS) - 1)], tries=letter.tries + 1)
    return False


def _hand_over(message: Message) -> None:
    build(message).send()


def _finish(letter: Letter, **when: object) -> None:
    Letter.objects.filter(pk=letter.pk).update(held_until=None, **when)


def _again(letter: Letter, wait: timedelta, **more: object) -> None:
    Letter.objects.filter(pk=letter.pk).update(held_until=None, next_try_at=timezone.now() + wait, **more)
