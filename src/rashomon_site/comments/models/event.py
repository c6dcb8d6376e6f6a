"""What happened to a comment, in order; never changed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class EventAction(models.TextChoices):
    """What can happen."""

    POSTED = "posted", "Posted"
    IMPORTED = "imported", "Imported"
    PUBLISHED = "published", "Published"
    HELD = "held", "Held"
    SPAM = "spam", "Marked as spam"
    REMOVED = "removed", "Removed"
    EDITED = "edited", "Edited by the writer"
    WITHDRAWN = "withdrawn", "Removed by the writer"
    REPORTED = "reported", "Reported by a reader"
    NOTED = "noted", "Given a note"
    USED = "used", "Used in the case"


class CommentEvent(models.Model):
    """One thing that happened. `batch` is the same for what was decided in one go, and can be undone in one go."""

    comment = models.ForeignKey("comments.Comment", on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    actor_name = models.CharField(max_length=120)
    action = models.CharField(max_length=12, choices=EventAction)
    before = models.CharField(max_length=10, blank=True)  # state
    after = models.CharField(max_length=10, blank=True)
    detail: models.JSONField[Any, Any] = models.JSONField(default=dict)
    batch = models.UUIDField(null=True, blank=True, db_index=True)
    undoes = models.OneToOneField("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="undone_by")

    class Meta:
        ordering = ("comment", "id")

    def __str__(self) -> str:
        return f"{self.action} by {self.actor_name}"
