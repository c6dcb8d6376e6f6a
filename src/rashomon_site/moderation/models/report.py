"""What a reader holds against a published comment."""

from __future__ import annotations

from django.db import models


class ReportReason(models.TextChoices):
    """Why a comment should be looked at again."""

    SPAM = "spam", "It is advertising or spam"
    INSULT = "insult", "It insults or threatens somebody"
    PRIVATE = "private", "It gives away private data"
    UNLAWFUL = "unlawful", "It breaks the law"
    OTHER = "other", "Something else"


class ReportQuerySet(models.QuerySet["Report"]):
    """Questions about reports."""

    def open(self) -> ReportQuerySet:
        """Reports after which no moderator has decided yet."""
        return self.filter(settled_at=None)

    def counting(self) -> ReportQuerySet:
        """Open reports that count towards holding the comment: those from a form that a person filled in."""
        return self.open().filter(is_doubtful=False)


class Report(models.Model):
    """One report; one for each comment from one network. It holds nothing about the reader but a keyed token."""

    comment = models.ForeignKey("comments.Comment", on_delete=models.CASCADE, related_name="reports")
    address_token = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=10, choices=ReportReason)
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    is_doubtful = models.BooleanField(default=False)  # the field that no person sees was filled in
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_in = models.UUIDField(null=True, blank=True)  # the batch of the decision, so that undoing it opens it again

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(fields=("comment", "address_token"), name="one_report_per_network_and_comment"),
        )
        indexes = (models.Index(fields=("address_token", "at"), name="reports_by_network"),)

    def __str__(self) -> str:
        return f"report on {self.comment}: {self.reason}"
