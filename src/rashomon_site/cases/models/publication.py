"""When a revision was, or will be, shown to readers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Questions about what readers see, or saw."""

    def shown(self) -> PublicationQuerySet:
        """Those that readers see or saw, without what was taken down."""
        return self.filter(published_at__isnull=False, withdrawn_at=None)


class Publication(models.Model):
    """One decision to publish a revision: at once, or at a time to come."""

    case = models.ForeignKey("cases.PublishedCase", on_delete=models.PROTECT, related_name="publications")
    revision = models.ForeignKey("cases.CaseRevision", on_delete=models.PROTECT, related_name="publications")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    decided_by_name = models.CharField(max_length=120)
    decided_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True, db_index=True)  # None while it waits
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # cancelled before, or unpublished after
    failure = models.TextField(blank=True)  # why a scheduled one could not be published
    correction = models.TextField(blank=True)  # shown on the page: what was wrong before
    moved: models.JSONField[Any, Any] = models.JSONField(default=dict)  # see PublishedCase.moved

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ("-published_at", "-due_at", "-id")

    def __str__(self) -> str:
        return f"{self.revision} at {self.due_at:%Y-%m-%d %H:%M}"
