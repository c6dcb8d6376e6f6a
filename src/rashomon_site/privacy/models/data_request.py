"""Somebody who wants to see or erase what is kept of an address."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models

from rashomon_site.notifications.secret_links import SecretLink


class DataRequest(SecretLink):
    """One mail with a link. Opening it uses the link up and leads on to a page that lasts half an hour."""

    LASTS: ClassVar[timedelta] = timedelta(hours=24)
    PAGE_LASTS: ClassVar[timedelta] = timedelta(minutes=30)

    email = models.CharField(max_length=254, blank=True)  # erased once used or too old
    asked_by = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"request of {self.made_at:%Y-%m-%d}"

    def open(self) -> str:
        """Use the mailed link up and return the secret of the page that follows; "" if it was used meanwhile."""
        from django.utils import timezone

        rows = DataRequest.objects.filter(pk=self.pk, secret_sha256=self.secret_sha256, opened_at=None)
        return self.new_secret(self.PAGE_LASTS) if rows.update(opened_at=timezone.now()) else ""
