"""What has come from a WordPress export, so that a second import of it adds nothing twice."""

from __future__ import annotations

from django.db import models


class ImportedPost(models.Model):
    """A post of another site, and the case that it became."""

    origin = models.CharField(max_length=500, unique=True)  # the blog's address and the post's number
    case = models.ForeignKey("cases.PublishedCase", on_delete=models.CASCADE, related_name="imported_from")
    link = models.URLField(max_length=2000, blank=True)
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("origin",)

    def __str__(self) -> str:
        return self.origin
