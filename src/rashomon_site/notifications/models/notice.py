"""One thing to tell one subscriber. Several go out in one mail."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class What(models.TextChoices):
    """What happened."""

    PUBLISHED = "published", "A moderator published your comment"
    REPLY = "reply", "Somebody replied"
    LED_TO = "led-to", "Your comment became part of the case"
    CASE = "case", "The case was published anew"


class Notice(models.Model):
    """News for a subscription, kept until it was mailed."""

    subscription = models.ForeignKey("notifications.Subscription", on_delete=models.CASCADE, related_name="notices")
    what = models.CharField(max_length=10, choices=What)
    about = models.PositiveBigIntegerField()  # key of the Comment, Contribution or Publication
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("subscription", "what", "about"), name="a_notice_is_given_once"),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.about}"
