"""Bylines: who wrote a case, as readers see it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse


class Author(models.Model):
    """A public byline, with or without an account behind it."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    bio = models.TextField(blank=True)
    url = models.URLField(max_length=2000, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="byline"
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The author's page."""
        return reverse("reading:author", args=[self.slug])


class CaseAuthor(models.Model):
    """An author of one case. `may_edit` lets the account behind the byline save revisions of it."""

    case = models.ForeignKey("cases.PublishedCase", on_delete=models.CASCADE, related_name="case_authors")
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="case_authors")
    position = models.PositiveSmallIntegerField(default=0)
    is_byline = models.BooleanField(default=True)  # named under the title; else an invited writer
    may_edit = models.BooleanField(default=True)

    class Meta:
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=("case", "author"), name="an_author_once_per_case"),)

    def __str__(self) -> str:
        return f"{self.author} on {self.case}"
