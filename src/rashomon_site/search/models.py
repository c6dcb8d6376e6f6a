"""What can be found. Its words are kept beside it, in an index of the database's own kind: see `engines`."""

from __future__ import annotations

from django.db import models
from django.urls import reverse


class Kind(models.TextChoices):
    """What sort of thing was found."""

    CASE = "case", "Cases"
    EVIDENCE = "evidence", "Evidence"
    SOURCE = "source", "Sources"


class SearchEntry(models.Model):
    """A case, an item of evidence or a source of a published case. Written by `index` alone."""

    case = models.ForeignKey("cases.PublishedCase", on_delete=models.CASCADE, related_name="search_entries")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=80)  # of evidence its id, of a source its slug, of a case nothing
    thing = models.CharField(max_length=200)  # the same source in several cases is one thing, and found once
    number = models.PositiveIntegerField(null=True, blank=True)  # of evidence, as pages show it
    title = models.TextField()
    text = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "search entries"
        indexes = (models.Index(fields=("thing",), name="search_thing"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"

    def get_absolute_url(self) -> str:
        """The address of what was found: of evidence, its place on the page of its case."""
        if self.kind == Kind.SOURCE:
            return reverse("reading:source", args=[self.key])
        address = reverse("reading:case", args=[self.case.slug])
        return f"{address}#e-{self.key}" if self.kind == Kind.EVIDENCE else address
