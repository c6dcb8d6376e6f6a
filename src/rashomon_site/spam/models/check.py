"""What the checks found, kept with each comment."""

from __future__ import annotations

from typing import Any

from django.db import models

from rashomon_site.spam.verdicts import Verdict


class Check(models.Model):
    """What one checker said of one comment at one time. Later ones are added, none is changed."""

    comment = models.ForeignKey("comments.Comment", on_delete=models.CASCADE, related_name="checks")
    checker = models.CharField(max_length=20)
    verdict = models.CharField(max_length=10, choices=Verdict)
    reasons: models.JSONField[Any, Any] = models.JSONField(default=list)  # [{"code", "words", "detail"}]
    score = models.FloatField(null=True, blank=True)
    is_log_only = models.BooleanField(default=False)
    is_trusted = models.BooleanField(default=False)
    kept: models.JSONField[Any, Any] = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("comment", "id")

    def __str__(self) -> str:
        return f"{self.checker}: {self.verdict}"
