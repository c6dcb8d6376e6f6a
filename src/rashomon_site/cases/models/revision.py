"""An immutable revision of a case."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.urls import reverse

from rashomon_site.cases.models.document_field import DocumentField
from rashomon_site.cases.models.publication import Publication


class RevisionQuerySet(models.QuerySet["CaseRevision"]):
    """Questions about revisions."""

    def shown(self) -> RevisionQuerySet:
        """Those that readers may read: they are or were published, and not taken down."""
        return self.filter(pk__in=Publication.objects.shown().values("revision"))


class CaseRevision(models.Model):
    """A document as somebody saved it, once. Rows are never changed and never deleted.

    `text` is what was saved, comments and all; `document` is what it says, or None while it still has problems
    (a draft may be unsound, a published revision never is).
    """

    case = models.ForeignKey("cases.PublishedCase", on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    text = models.TextField()
    document = DocumentField(null=True)
    document_sha256 = models.CharField(max_length=64, blank=True, db_index=True)  # "" while there is no document
    text_sha256 = models.CharField(max_length=64)
    message = models.CharField(max_length=500, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="revisions"
    )
    created_by_name = models.CharField(max_length=120)  # outlives the account
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ("case", "-number")
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="one_revision_per_number"),)

    def __str__(self) -> str:
        return f"{self.case.slug} revision {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new revision; raises PermissionDenied for one that exists."""
        if not self._state.adding:
            raise PermissionDenied("A revision is never changed. Save a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: raises PermissionDenied."""
        raise PermissionDenied("A revision is never deleted.")

    @property
    def is_sound(self) -> bool:
        """Whether the document has no problems, so that it can be weighed and published."""
        return self.document is not None

    def get_absolute_url(self) -> str:
        """The revision's lasting address."""
        return reverse("reading:revision", args=[self.case.slug, self.number])
