"""The discussion of one case: where the next number comes from, and whether it is open."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Discussion(models.Model):
    """One row for each case that has a comment or a decision about comments. Its lock gives numbers out in order."""

    case = models.OneToOneField("cases.PublishedCase", on_delete=models.PROTECT, related_name="discussion")
    last_number = models.PositiveIntegerField(default=0)
    published_count = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)  # when what readers see last became another
    version = models.PositiveBigIntegerField(default=0)  # counts those changes, so that kept pages know
    closed_at = models.DateTimeField(null=True, blank=True)  # by hand; see moderation for closing by age
    closed_by_name = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"discussion of {self.case}"
