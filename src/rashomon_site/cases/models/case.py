"""A case on the site: a name in addresses, a pointer to what readers see, and what lists show of that."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse


class CaseQuerySet(models.QuerySet["PublishedCase"]):
    """Questions that pages ask of all cases."""

    def visible(self) -> CaseQuerySet:
        """Cases that readers may see."""
        return self.filter(published_revision__isnull=False)


class PublishedCase(models.Model):
    """One case. `published_revision` is what readers see; `latest_number` is the newest revision, published or not.

    The fields below `subject` repeat what the published document and its analysis say, so that lists need no other
    row; `services.publishing` alone writes them.
    """

    slug = models.SlugField(max_length=80, unique=True)
    published_revision = models.OneToOneField(
        "cases.CaseRevision", null=True, blank=True, on_delete=models.PROTECT, related_name="published_as"
    )
    latest_number = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    first_published_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)  # of the published revision
    closed_on = models.DateField(null=True, blank=True)  # set once the question is settled

    title = models.CharField(max_length=1000)
    question = models.CharField(max_length=1000)
    summary = models.TextField(blank=True)
    subject = models.CharField(max_length=1000, blank=True)
    subject_slug = models.SlugField(max_length=80, blank=True, db_index=True)
    language = models.CharField(max_length=40, default="en")
    headline: models.JSONField[Any, Any] = models.JSONField(default=list)
    """Likeliest first, `other` last: [{"id", "letter", "name", "probability", "low", "high"}]."""
    moved: models.JSONField[Any, Any] = models.JSONField(default=dict)
    """By hypothesis id, the change since the revision published before; empty for a first one."""
    evidence_count = models.PositiveIntegerField(default=0)
    report_count = models.PositiveIntegerField(default=0)
    origin_count = models.PositiveIntegerField(default=0)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ("-published_at", "slug")
        indexes = (models.Index(fields=("-published_at",)),)

    def __str__(self) -> str:
        return self.slug

    @property
    def is_published(self) -> bool:
        """Whether readers can see the case."""
        return self.published_revision_id is not None

    def get_absolute_url(self) -> str:
        """The case's lasting address."""
        return reverse("reading:case", args=[self.slug])
