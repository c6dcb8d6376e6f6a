"""Keys with which programs use the site in a person's name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models


class Scope(models.TextChoices):
    """What a token may do, as far as its owner's role allows it at that moment."""

    READ_DRAFTS = "read-drafts", "read drafts"
    WRITE = "write", "save revisions and start cases"
    PUBLISH = "publish", "publish, schedule and take down"


class ApiToken(models.Model):
    """A token; of its secret only the digest is kept. Written by `api.tokens` alone, and never deleted by it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12)  # its first letters, by which people tell tokens apart
    sha256 = models.CharField(max_length=64, unique=True)
    scopes: models.JSONField[Any, Any] = models.JSONField(default=list)  # values of Scope
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_on = models.DateField(null=True, blank=True)  # the day, no more: enough to find forgotten tokens
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    def has_ended(self, now: datetime) -> bool:
        """Whether the token was revoked or has expired."""
        return self.revoked_at is not None or (self.expires_at is not None and self.expires_at <= now)

    @property
    def scope_names(self) -> list[str]:
        """What it may do, in words."""
        return [str(scope.label) for scope in Scope if scope.value in self.scopes]
