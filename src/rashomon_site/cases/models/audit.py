"""Who did what, when. Rows outlive the account and the case they speak of."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One thing that somebody did. Written by `services.audit.record`, never changed."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    actor_name = models.CharField(max_length=120)
    action = models.CharField(max_length=60, db_index=True)  # such as revision.saved, case.published, role.changed
    case = models.ForeignKey("cases.PublishedCase", null=True, blank=True, on_delete=models.SET_NULL)
    case_slug = models.CharField(max_length=80, blank=True)
    revision_number = models.PositiveIntegerField(null=True, blank=True)
    detail: models.JSONField[Any, Any] = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at", "-id")
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name}: {self.action}"
