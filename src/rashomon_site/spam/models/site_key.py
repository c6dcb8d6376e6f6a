"""Keys by which other blogs ask this site's filter, and how much they asked."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SiteKey(models.Model):
    """A key of one site. Only its digest is kept, so that it is shown once, when it is issued."""

    site = models.URLField(max_length=500)  # the home page of the blog, as the key's owner sends it in `blog`
    prefix = models.CharField(max_length=10)  # its first letters, by which people tell keys apart
    sha256 = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField(auto_now_add=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("site", "id")

    def __str__(self) -> str:
        return f"{self.site} ({self.prefix}…)"


class KeyUsage(models.Model):
    """How much one key was used in one month: numbers alone, nothing of what was asked."""

    key = models.ForeignKey(SiteKey, on_delete=models.CASCADE, related_name="usages")
    month = models.CharField(max_length=7)  # 2026-11
    spam = models.PositiveIntegerField(default=0)
    ham = models.PositiveIntegerField(default=0)
    missed_spam = models.PositiveIntegerField(default=0)  # told afterwards by submit-spam
    false_positives = models.PositiveIntegerField(default=0)  # told afterwards by submit-ham

    class Meta:
        ordering = ("key", "month")
        constraints = (models.UniqueConstraint(fields=("key", "month"), name="a_month_once_for_each_key"),)

    def __str__(self) -> str:
        return f"{self.key} in {self.month}"

    @property
    def calls(self) -> int:
        """How many comments were asked about."""
        return self.spam + self.ham
