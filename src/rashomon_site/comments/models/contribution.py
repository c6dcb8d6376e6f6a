"""A comment that became part of a case."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class ContributionKind(models.TextChoices):
    """What a comment became."""

    HYPOTHESIS = "hypothesis", "Explanation"
    EVIDENCE = "evidence", "Evidence"
    REPORT = "report", "Report"
    CELL = "cell", "Disputed number"
    PARALLEL = "parallel", "Parallel"


class Contribution(models.Model):
    """One link between a comment and what it led to, from the draft revision on to its publication."""

    comment = models.ForeignKey("comments.Comment", on_delete=models.PROTECT, related_name="contributions")
    revision = models.ForeignKey("cases.CaseRevision", on_delete=models.PROTECT, related_name="contributions")
    kind = models.CharField(max_length=10, choices=ContributionKind)
    item = models.CharField(max_length=200)  # as `Comment.about`: `hypothesis:lost`, `evidence:tolls`, …
    item_words = models.CharField(max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    made_by_name = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)  # None while readers do not see it
    moved: models.JSONField[Any, Any] = models.JSONField(default=list)
    """On publishing: [{"letter", "name", "before", "after"}], greatest change first; empty if nothing moved."""

    class Meta:
        ordering = ("made_at", "id")

    def __str__(self) -> str:
        return f"{self.comment} as {self.kind}"
