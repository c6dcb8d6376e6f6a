"""What waits to be asked of a service, what it was told afterwards, and what it says of the site's key."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Question(models.Model):
    """A comment about which the services are still to be asked; the row goes when they have answered.

    The row is what counts, and the task is only its alarm clock: a task that was cut off leaves the row behind, and
    `spam.rechecking.enqueue_overdue` finds it.
    """

    comment = models.OneToOneField("comments.Comment", on_delete=models.CASCADE, related_name="service_question")
    recheck = models.CharField(max_length=100, blank=True)  # why a known comment is looked at again
    tries = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"question about {self.comment}"


class Said(models.TextChoices):
    """What a service holds of a comment."""

    SPAM = "spam", "spam"
    HAM = "ham", "not spam"


class Submission(models.Model):
    """A correction sent to a service after a person decided otherwise, or still to be sent."""

    comment = models.ForeignKey("comments.Comment", on_delete=models.CASCADE, related_name="submissions")
    said = models.CharField(max_length=4, choices=Said)
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    tries = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up = models.CharField(max_length=200, blank=True)  # why it was never sent

    class Meta:
        ordering = ("comment", "id")

    def __str__(self) -> str:
        return f"submit-{self.said} of {self.comment}"

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be sent."""
        return self.sent_at is None and not self.given_up


class Alert(models.Model):
    """Something that a service says to the administrator, once for each thing it says."""

    code = models.CharField(max_length=40)  # the service's own number, or `debug`, `invalid`, `unanswered`
    message = models.CharField(max_length=500, blank=True)
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)
    times = models.PositiveIntegerField(default=1)
    dismissed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-last_at",)
        constraints = (models.UniqueConstraint(fields=("code", "message"), name="an_alert_once"),)

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"
