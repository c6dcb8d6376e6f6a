"""What a reader asked to be told of, and whether the reader confirmed it."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone

from rashomon_site.notifications.secret_links import SecretLink


class Wish(models.TextChoices):
    """What to be told of."""

    REPLIES = "replies", "Replies to your comment"
    OUTCOME = "outcome", "What your comment led to"
    CASE = "case", "Changes of the case"


class Stage(models.TextChoices):
    """How far a subscription has come."""

    ASKED = "asked", "Asked for"  # its comment is not yet found to be in order
    READY = "ready", "Ready to be confirmed"
    MAILED = "mailed", "The confirming mail is on its way"
    CONFIRMED = "confirmed", "Confirmed"
    STOPPED = "stopped", "Stopped"
    REFUSED = "refused", "Not mailed: over the limits"


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Questions about subscriptions."""

    def confirmed(self) -> SubscriptionQuerySet:
        """Those that mails go to."""
        return self.filter(stage=Stage.CONFIRMED)

    def open(self) -> SubscriptionQuerySet:
        """Those that mails go to, or will once they are confirmed."""
        return self.exclude(stage__in=(Stage.STOPPED, Stage.REFUSED))


class Subscription(models.Model):
    """One wish of one address."""

    kind = models.CharField(max_length=8, choices=Wish)
    case = models.ForeignKey("cases.PublishedCase", on_delete=models.CASCADE, related_name="subscriptions")
    comment = models.ForeignKey(
        "comments.Comment", null=True, blank=True, on_delete=models.CASCADE, related_name="subscriptions"
    )
    email = models.CharField(max_length=254, blank=True)  # in lower case; "" once stopped
    email_token = models.CharField(max_length=64, db_index=True)
    mailbox_token = models.CharField(max_length=64, db_index=True)
    asked_by = models.CharField(max_length=64, blank=True, db_index=True)  # address token of who asked
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.ASKED, db_index=True)
    made_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    unsubscribed_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kind", "comment", "email_token"), name="one_wish_about_a_comment_once"),
            models.UniqueConstraint(
                fields=("case", "email_token"),
                condition=models.Q(comment__isnull=True),
                name="one_wish_about_a_case_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.case}"


class Confirmation(SecretLink):
    """One confirming mail. Its link shows what waits for the address, and confirms it on a click."""

    LASTS: ClassVar[timedelta] = timedelta(days=3)

    email = models.CharField(max_length=254, blank=True)  # erased once used or too old
    email_token = models.CharField(max_length=64, db_index=True)
    mailbox_token = models.CharField(max_length=64, db_index=True)
    asked_by = models.CharField(max_length=64, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"confirmation of {self.made_at:%Y-%m-%d}"


class NeverMail(models.Model):
    """A mail box whose owner wants no mail from this site, whoever asks."""

    mailbox_token = models.CharField(max_length=64, primary_key=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"refusal of {self.made_at:%Y-%m-%d}"
