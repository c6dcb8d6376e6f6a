"""Ask whoever owns an address whether it really asked: one mail, with a link that works once."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from rashomon_site.notifications import limits
from rashomon_site.notifications.kinds import Draft
from rashomon_site.notifications.messages import Message, link, one_line
from rashomon_site.notifications.models import Confirmation, LetterKind, NeverMail, Stage, Subscription
from rashomon_site.notifications.sending import put


@task()
def ask_to_confirm(subscription_id: int) -> bool:
    """Have the confirming mail for a subscription sent, as far as the limits allow; say whether it is."""
    with transaction.atomic():
        limits.lock()
        wish = Subscription.objects.filter(pk=subscription_id, stage=Stage.READY).first()
        return wish is not None and _ask(wish)


def _ask(wish: Subscription) -> bool:
    pending = limits.unanswered(wish.mailbox_token)
    if pending and pending.email == wish.email and (pending.expires_at is None or pending.expires_at > timezone.now()):
        _move(wish, Stage.MAILED)  # the page behind the mail that is on its way shows this wish too
        return False
    limit = "it did not answer the last one" if pending else limits.why_not(wish.mailbox_token, wish.asked_by)
    if limit:
        limits.note_dropped(LetterKind.CONFIRM, limit)
        _move(wish, Stage.REFUSED, email="")
        return False
    asked = Confirmation.objects.create(
        email=wish.email, email_token=wish.email_token, mailbox_token=wish.mailbox_token, asked_by=wish.asked_by
    )
    _move(wish, Stage.MAILED)
    put(LetterKind.CONFIRM, asked.pk, asked.mailbox_token, asked_by=asked.asked_by)
    return True


def _move(wish: Subscription, stage: Stage, **more: object) -> None:
    same = Subscription.objects.filter(email_token=wish.email_token, stage=Stage.READY)
    same.update(stage=stage, **more)


def draft(confirmation_id: int) -> Draft | None:
    """Return the confirming mail. Nothing in it was typed by whoever asked."""
    asked = Confirmation.objects.filter(pk=confirmation_id, used_at=None).exclude(email="").first()
    wishes = list(waiting_for(asked)) if asked else []
    if asked is None or not wishes:
        return None
    context = {
        "wishes": [(wish.get_kind_display(), one_line(wish.case.title)) for wish in wishes],
        "link": link("notifications:confirm", asked.new_secret()),
        "days": asked.LASTS.days,
    }
    return Draft(
        Message(asked.email, "Please confirm: mails about a discussion", "notifications/mail/confirm.txt", context)
    )


def waiting_for(asked: Confirmation) -> list[Subscription]:
    """Return what waits for the click of the address that a confirmation went to."""
    rows = Subscription.objects.filter(email_token=asked.email_token, stage__in=(Stage.READY, Stage.MAILED))
    return list(rows.select_related("case", "comment").order_by("pk"))


@transaction.atomic
def confirm(asked: Confirmation, chosen: set[int]) -> int:
    """Confirm what was chosen of what waits, and let the rest go; returns how many now hold."""
    if not asked.use():
        return 0
    wishes = waiting_for(asked)
    kept = [wish.pk for wish in wishes if wish.pk in chosen]
    Subscription.objects.filter(pk__in=kept).update(stage=Stage.CONFIRMED, confirmed_at=timezone.now())
    Subscription.objects.filter(pk__in=[wish.pk for wish in wishes if wish.pk not in chosen]).delete()
    Confirmation.objects.filter(pk=asked.pk).update(email="")
    _tell_what_waited(kept)
    return len(kept)


def _tell_what_waited(subscriptions: list[int]) -> None:
    from rashomon_site.notifications.noticing import send_news

    for wish in Subscription.objects.filter(
        pk__in=subscriptions, notices__sent_at=None, notices__isnull=False
    ).distinct():
        send_news(wish)


@transaction.atomic
def never_again(asked: Confirmation) -> bool:
    """Keep that the mail box wants no mail from here, and forget everything that waits for it."""
    if not asked.use():
        return False
    NeverMail.objects.get_or_create(mailbox_token=asked.mailbox_token)
    Subscription.objects.filter(mailbox_token=asked.mailbox_token).delete()
    Confirmation.objects.filter(mailbox_token=asked.mailbox_token).update(email="")
    return True
