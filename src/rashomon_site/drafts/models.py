"""Articles that somebody added, what was found in them, and the decisions that can be taken back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from rashomon.drafting.draft import Draft, read_draft


class Progress(models.TextChoices):
    """How far the site is with an article."""

    WAITING = "waiting", "waits to be read"
    READING = "reading", "is being read"
    READY = "ready", "to be reviewed"
    FAILED = "failed", "could not be read"


class ReadBy(models.TextChoices):
    """Who reads an article."""

    RULES = "rules", "the rules of this site"
    ENDPOINT = "endpoint", "a language model elsewhere"
    DISGUISED = "disguised", "a language model elsewhere, without names"


class StoredDraft(models.Model):
    """An article on its way to a case. `text` is the draft as JSON, with the decisions so far."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="article_drafts")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    title = models.CharField(max_length=300)
    name = models.CharField(max_length=300)  # of the file, or what stands for it
    address = models.CharField(max_length=2000, blank=True)  # where the article was published, if known
    is_fetched = models.BooleanField(default=False)  # the site reads the address itself
    source = models.BinaryField(null=True, blank=True)  # the bytes as they came, until they are read
    content_type = models.CharField(max_length=200, blank=True)
    read_by = models.CharField(max_length=20, choices=ReadBy.choices, default=ReadBy.RULES)
    state = models.CharField(max_length=20, choices=Progress.choices, default=Progress.WAITING)
    failure = models.TextField(blank=True)
    text = models.TextField(blank=True)
    waiting_items = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)  # of the decisions: what a form says that it saw
    case = models.ForeignKey(
        "cases.PublishedCase", null=True, blank=True, on_delete=models.SET_NULL, related_name="article_drafts"
    )

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(state="ready") | ~Q(text=""), name="a_ready_draft_has_a_text"),
        )

    def __str__(self) -> str:
        return self.title

    def draft(self) -> Draft:
        """Return what was found, every span held against the text. Raises BadDraft."""
        return read_draft(self.text, name=self.title)

    def get_absolute_url(self) -> str:
        """Where it is reviewed."""
        return reverse("drafts:review", args=[self.pk])


class Step(models.Model):
    """A decision that can be taken back: the items as they were before it; None for one that it added."""

    draft = models.ForeignKey(StoredDraft, on_delete=models.CASCADE, related_name="steps")
    version = models.PositiveIntegerField()  # that the decision made
    words = models.CharField(max_length=300)
    before: models.JSONField[Any, Any] = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("draft", "-version")
        constraints = (models.UniqueConstraint(fields=("draft", "version"), name="one_step_for_each_version"),)

    def __str__(self) -> str:
        return self.words
