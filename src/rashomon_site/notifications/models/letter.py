"""The outgoing mails: written before they are sent, so that none is lost when the mail server is away."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class LetterKind(models.TextChoices):
    """What a mail is for."""

    CONFIRM = "confirm", "Asks to confirm"
    NOTICES = "notices", "Tells a reader of news"
    DIGEST = "digest", "Tells a moderator what waits"
    YOUR_DATA = "your-data", "Leads to one's own data"


class LetterQuerySet(models.QuerySet["Letter"]):
    """Questions about mails."""

    def waiting(self) -> LetterQuerySet:
        """Those that are not sent yet."""
        return self.filter(sent_at=None, dropped_at=None)


class Letter(models.Model):
    """One mail. Its words are made when it is sent, from what is true then; nothing of them is kept."""

    kind = models.CharField(max_length=10, choices=LetterKind)
    about = models.PositiveBigIntegerField()  # key of the Confirmation, Subscription, User or DataRequest
    mailbox_token = models.CharField(max_length=64, db_index=True)
    asked_by = models.CharField(max_length=64, blank=True, db_index=True)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    next_try_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveIntegerField(default=0)
    held_until = models.DateTimeField(null=True, blank=True)  # while a process sends it
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)  # there was nothing to say any more

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "about"),
                condition=models.Q(sent_at__isnull=True, dropped_at__isnull=True),
                name="one_waiting_letter_about_a_thing",
            ),
        )
        indexes = (models.Index(fields=("sent_at", "next_try_at"), name="letters_that_wait"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.made_at:%Y-%m-%d %H:%M}"
