"""How many mails may go out that their receiver did not ask for, or did not yet confirm to have asked for.

Anybody can type anybody's address. So a mail to an address that has not confirmed anything counts three times: by the
mail box it goes to, by the place it was asked from, and for the whole site. What is over a limit is not sent, and
whoever asked is told the same as always.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from rashomon_site.notifications.models import Confirmation, Letter, LetterKind, NeverMail

UNASKED = (LetterKind.CONFIRM, LetterKind.YOUR_DATA)
TO_ONE_BOX_A_DAY = 3
FROM_ONE_PLACE_A_DAY = 10
SITE_AN_HOUR = 100
SILENCE = timedelta(days=30)
"""For so long, nobody who did not answer a confirming mail gets another."""
NOTICES_TO_ONE_BOX_A_DAY = 20
"""What is over this waits for the next day; it was asked for, so it is not dropped."""

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
logger = logging.getLogger("rashomon_site.mail")


def lock() -> None:
    """Let one at a time count and write, until the transaction ends; no mail box has the key ""."""
    NeverMail.objects.get_or_create(mailbox_token="")
    NeverMail.objects.select_for_update().get(mailbox_token="")


def why_not(mailbox: str, asked_by: str, now: datetime | None = None, *, refusals: bool = True) -> str:
    """Return which limit an unconfirmed mail would break, or ""; call it with `lock` held."""
    now = now or timezone.now()
    if refusals and NeverMail.objects.filter(mailbox_token=mailbox).exists():
        return "the owner of the mail box wants no mail"
    unasked = Letter.objects.filter(kind__in=UNASKED)
    if unasked.filter(mailbox_token=mailbox, made_at__gt=now - DAY).count() >= TO_ONE_BOX_A_DAY:
        return "a day's mails to one mail box"
    if asked_by and unasked.filter(asked_by=asked_by, made_at__gt=now - DAY).count() >= FROM_ONE_PLACE_A_DAY:
        return "a day's mails asked for from one place"
    if unasked.filter(made_at__gt=now - HOUR).count() >= SITE_AN_HOUR:
        return "an hour's mails of the site"
    return ""


def unanswered(mailbox: str, now: datetime | None = None) -> Confirmation | None:
    """Return the last confirming mail that a box got lately and did not answer, or None."""
    since = (now or timezone.now()) - SILENCE
    return Confirmation.objects.filter(mailbox_token=mailbox, used_at=None, made_at__gt=since).order_by("-id").first()


def may_send_notices(mailbox: str, now: datetime | None = None) -> bool:
    """Whether a reader's box may get another notice today."""
    since = (now or timezone.now()) - DAY
    sent = Letter.objects.filter(Q(sent_at__gt=since), kind=LetterKind.NOTICES, mailbox_token=mailbox)
    return sent.count() < NOTICES_TO_ONE_BOX_A_DAY


def note_dropped(what: str, limit: str) -> None:
    """Log that a mail was not sent, without saying to whom."""
    logger.warning("A mail was not sent (%s): %s", what, limit)
