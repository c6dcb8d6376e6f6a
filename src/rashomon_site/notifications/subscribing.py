"""Keep what readers ask to be told of, and stop it."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Comment
from rashomon_site.notifications.confirming import ask_to_confirm
from rashomon_site.notifications.mail_addresses import email_token, mailbox_token, tidy
from rashomon_site.notifications.messages import link
from rashomon_site.notifications.models import Stage, Subscription, Wish

SALT = "rashomon.notifications.stop"


def ask_about_comment(comment: Comment, kind: Wish) -> None:
    """Keep a wish of a comment's writer. It is confirmed by mail once the comment is found to be in order."""
    email = tidy(comment.email)
    if not email:
        return
    stage = Stage.CONFIRMED if _is_known(comment, email) else Stage.ASKED
    Subscription.objects.get_or_create(
        kind=kind,
        comment=comment,
        email_token=email_token(email),
        defaults={
            "case": comment.case,
            "email": email,
            "mailbox_token": mailbox_token(email),
            "asked_by": comment.address_token,
            "stage": stage,
            "confirmed_at": timezone.now() if stage == Stage.CONFIRMED else None,
        },
    )


def _is_known(comment: Comment, email: str) -> bool:
    """Whether the writer is signed in, and the address was confirmed as the account's."""
    known = EmailAddress.objects.filter(user=comment.user_id, email__iexact=email, verified=True)
    return comment.user_id is not None and known.exists()


@transaction.atomic
def follow(case: PublishedCase, given: str, asked_by: str) -> None:
    """Keep that an address wants to hear of a case's changes, and have it confirmed. Tells nothing of the address."""
    email = tidy(given)
    if not email:
        return
    wish, _ = Subscription.objects.get_or_create(
        kind=Wish.CASE,
        case=case,
        comment=None,
        email_token=email_token(email),
        defaults={"email": email, "mailbox_token": mailbox_token(email), "asked_by": asked_by, "stage": Stage.READY},
    )
    if wish.stage in (Stage.STOPPED, Stage.REFUSED, Stage.READY):
        again = {"stage": Stage.READY, "email": email, "asked_by": asked_by, "unsubscribed_at": None}
        Subscription.objects.filter(pk=wish.pk).update(**again)
        ask_to_confirm.enqueue(wish.pk)


def make_ready(comment: Comment) -> None:
    """Have the wishes of a comment confirmed, now that the comment is in order."""
    for wish in Subscription.objects.filter(comment=comment, stage=Stage.ASKED):
        Subscription.objects.filter(pk=wish.pk).update(stage=Stage.READY)
        ask_to_confirm.enqueue(wish.pk)


def stop_link(wish: Subscription) -> str:
    """Return the address that stops a subscription: it takes no account and no further mail."""
    return link("notifications:stop", stop_token(wish))


def stop_token(wish: Subscription) -> str:
    """Return the signed name of a subscription. It can do nothing but stop mails, so it does not end."""
    return signing.dumps([wish.pk, wish.email_token[:16]], salt=SALT, compress=False)


def stopped_by(token: str) -> Subscription | None:
    """Return the subscription that a link names, None if it was erased; raises BadSignature for a forged one."""
    try:
        key, tail = signing.loads(token, salt=SALT)
    except (ValueError, TypeError) as wrong:
        raise signing.BadSignature("It names nothing.") from wrong
    return Subscription.objects.select_related("case").filter(pk=key, email_token__startswith=tail).first()


def stop(wish: Subscription, *, all_of_them: bool = False) -> int:
    """Stop one subscription, or all of its address; the address itself is erased with it."""
    rows: QuerySet[Subscription] = Subscription.objects.filter(email_token=wish.email_token)
    wanted = rows if all_of_them else rows.filter(pk=wish.pk)
    return wanted.exclude(stage=Stage.STOPPED).update(stage=Stage.STOPPED, unsubscribed_at=timezone.now(), email="")
