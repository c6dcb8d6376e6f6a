"""Erase what was kept long enough; once a day, by `operations.housekeeping`."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from rashomon_site.cases.services.audit import record
from rashomon_site.comments.models import Comment, State
from rashomon_site.moderation.erasing import empty
from rashomon_site.notifications.limits import SILENCE
from rashomon_site.notifications.models import Confirmation, Letter, Stage, Subscription
from rashomon_site.privacy.models import DataRequest
from rashomon_site.spam.models import Check

REMOVED_DAYS = 30
UNCONFIRMED_DAYS = 14
AT_ONCE = 500
FROM_CONNECTION = ("user_ip", "user_agent", "referrer", "address", "ip", "sent")
"""What of a check's own notes speaks of the connection; `sent` is what a service was asked with."""


def purge() -> str:
    """Erase what is due, and say how much."""
    now = timezone.now()
    done = {
        "addresses": erase_connections(now),
        "spam": erase_spam(now),
        "removed comments": erase_removed(now),
        "unconfirmed wishes": forget_unconfirmed(now),
        "mails": forget_mails(now),
    }
    told = ", ".join(f"{count} {name}" for name, count in done.items() if count)
    if done["spam"] or done["removed comments"]:
        record(None, "privacy.purged", spam=done["spam"], removed=done["removed comments"])
    return told


def erase_connections(now: datetime) -> int:
    """Erase where comments came from; a keyed token of the network stays, by which repeats are known."""
    old = Comment.objects.filter(posted_at__lt=now - timedelta(days=settings.ADDRESS_DAYS))
    known = old.filter(Q(address__isnull=False) | ~Q(user_agent="") | ~Q(referrer=""))
    keys = list(known.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        Comment.objects.filter(pk__in=part).update(address=None, user_agent="", referrer="")
    for check in Check.objects.filter(comment__in=old).exclude(kept={}).iterator():
        _strip(check)
    return len(keys)


def _strip(check: Check) -> None:
    kept = {name: value for name, value in check.kept.items() if name not in FROM_CONNECTION}
    if kept != check.kept:
        check.kept = {**kept, "is_erased": True}
        check.save(update_fields=["kept"])


def erase_spam(now: datetime) -> int:
    """Erase spam for good, so many days after it became spam."""
    if not settings.SPAM_DAYS:
        return 0
    return _erase(_since(State.SPAM, now - timedelta(days=settings.SPAM_DAYS)))


def erase_removed(now: datetime) -> int:
    """Erase name, address and text of what was removed; until then, a removal can be undone."""
    return _erase(_since(State.REMOVED, now - timedelta(days=REMOVED_DAYS)).exclude(text="", email=""))


def _since(state: State, before: datetime) -> QuerySet[Comment]:
    """Return comments that have been in a state since before a time."""
    entered = Max("events__at", filter=Q(events__after=state) & ~Q(events__before=state))
    return Comment.objects.filter(state=state).annotate(since=Coalesce(entered, "posted_at")).filter(since__lt=before)


def _erase(rows: QuerySet[Comment]) -> int:
    keys = list(rows.exclude(name="Erased", text="").values_list("pk", flat=True))
    return sum(_erase_one(key) for key in keys)


@transaction.atomic
def _erase_one(key: int) -> bool:
    """Erase a comment, unless somebody has decided on it meanwhile. One with a number leaves its place."""
    comment = Comment.objects.select_for_update().filter(pk=key, state__in=(State.SPAM, State.REMOVED)).first()
    if comment is None:
        return False
    if comment.number is None and not comment.contributions.exists():
        comment.delete()
    else:
        empty(comment)
    return True


def forget_unconfirmed(now: datetime) -> int:
    """Forget wishes that nobody confirmed, and addresses to which a mail was not answered."""
    old = Subscription.objects.exclude(stage=Stage.CONFIRMED).filter(made_at__lt=now - timedelta(days=UNCONFIRMED_DAYS))
    count, _ = old.delete()
    Confirmation.objects.filter(expires_at__lt=now).exclude(email="").update(email="")
    Confirmation.objects.filter(made_at__lt=now - SILENCE).delete()
    DataRequest.objects.filter(Q(expires_at__lt=now) | Q(made_at__lt=now - timedelta(days=2))).delete()
    return count


def forget_mails(now: datetime) -> int:
    """Forget that mails were sent, once no limit counts them any more."""
    old = Letter.objects.exclude(sent_at=None, dropped_at=None).filter(made_at__lt=now - SILENCE)
    count, _ = old.delete()
    return count
