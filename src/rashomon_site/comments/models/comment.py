"""A comment: what a reader wrote, where it stands, and what little is known of the reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from rashomon_site.accounts.names import look


class State(models.TextChoices):
    """Where a comment stands. `comments.services.states` alone changes it."""

    WAITING = "waiting", "Waiting"
    PUBLISHED = "published", "Published"
    SPAM = "spam", "Spam"
    REMOVED = "removed", "Removed"


class Kind(models.TextChoices):
    """What the writer says the comment does."""

    COMMENT = "comment", "Just a comment"
    PROPOSES = "proposes", "Proposes an explanation"
    DISAGREES = "disagrees", "Disagrees with a number"
    SOURCE = "source", "Adds a source"


class CommentQuerySet(models.QuerySet["Comment"]):
    """Questions about comments."""

    def numbered(self) -> CommentQuerySet:
        """What the thread of a case shows, in order: published, and the places of what was removed after that."""
        return self.filter(number__isnull=False).order_by("number")

    def published(self) -> CommentQuerySet:
        """Comments that readers can read."""
        return self.filter(state=State.PUBLISHED)


class Comment(models.Model):
    """One comment. It gets its number when it is first published, and keeps it whatever happens later.

    So readers see numbers without gaps, spam uses none up, and a removed comment leaves its place behind.
    """

    case = models.ForeignKey("cases.PublishedCase", on_delete=models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.COMMENT)
    about = models.CharField(max_length=200, blank=True)  # see comments.subjects: `evidence:tolls`, `cell:tolls:staged`
    about_words = models.CharField(max_length=300, blank=True)  # as the item was called when the comment was written
    in_reply_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replies")

    name = models.CharField(max_length=80)
    name_look = models.CharField(max_length=600, editable=False, db_index=True)
    email = models.EmailField(blank=True)  # never shown
    url = models.URLField(max_length=2000, blank=True)  # only of comments that came from elsewhere
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments"
    )  # only of people of the site, whose role is shown beside the name
    text = models.TextField()

    posted_at = models.DateTimeField(default=timezone.now, db_index=True)
    published_at = models.DateTimeField(null=True, blank=True)  # first
    edited_at = models.DateTimeField(null=True, blank=True)
    public_note = models.CharField(max_length=500, blank=True)  # the editor's line under it, such as what it led to
    reason = models.CharField(max_length=300, blank=True)  # why it waits or was refused, as its writer may read it
    removed_by_writer = models.BooleanField(default=False)

    # What is known of the connection. `privacy` erases address, user agent and referrer after some days.
    address = models.GenericIPAddressField(null=True, blank=True)
    address_token = models.CharField(max_length=64, blank=True, db_index=True)  # keyed; see comments.address_tokens
    user_agent = models.CharField(max_length=500, blank=True)
    referrer = models.CharField(max_length=500, blank=True)
    stamped_at = models.DateTimeField(null=True, blank=True)  # when the form was made
    honeypot = models.CharField(max_length=200, blank=True)  # what stood in the field that no person sees
    submission_key = models.CharField(max_length=64, unique=True)  # the same form sent twice is one comment
    origin = models.CharField(max_length=500, unique=True, null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("case", "number", "posted_at")
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="a_comment_number_once_per_case"),)
        indexes = (
            models.Index(fields=("state", "-posted_at"), name="comments_by_state"),
            models.Index(fields=("case", "state"), name="comments_of_case_by_state"),
        )

    def __str__(self) -> str:
        return f"comment {self.number or f'({self.pk})'} on {self.case}"

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save, and keep the look in step with the name."""
        self.name_look = look(self.name)[:600]  # a few signs have a look of eighteen letters
        if update_fields is not None:
            update_fields = {*update_fields, "name_look"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def is_published(self) -> bool:
        """Whether readers can read it."""
        return self.state == State.PUBLISHED

    def get_absolute_url(self) -> str:
        """Its lasting address, which leads to its place in the thread."""
        return reverse("comments:comment", args=[self.case.slug, self.number or 0])
