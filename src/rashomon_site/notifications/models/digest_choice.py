"""How often a moderator wants to hear what waits."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Often(models.TextChoices):
    """The choices."""

    AT_ONCE = "at-once", "At once, every quarter of an hour at most"
    DAILY = "daily", "Once a day, in the morning"
    NEVER = "never", "Never"


class DigestChoice(models.Model):
    """One person's choice; without a row, once a day."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest_choice")
    often = models.CharField(max_length=8, choices=Often, default=Often.DAILY)
    last_sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user}: {self.often}"
