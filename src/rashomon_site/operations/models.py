"""What the site keeps about its own running."""

from __future__ import annotations

from django.db import models


class LastRun(models.Model):
    """When one job of `operations.housekeeping` last ran, and who runs it now. Claimed by UPDATE … WHERE."""

    job = models.CharField(max_length=60, primary_key=True)
    due_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True, blank=True)  # while a process runs it; a killed one's hold ends
    finished_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)  # of the last run; "" if it went well

    def __str__(self) -> str:
        return self.job
