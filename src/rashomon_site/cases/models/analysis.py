"""What was worked out once and is kept: a pure function of the key, so a row is never wrong, only unused."""

from __future__ import annotations

from django.db import models


class StoredAnalysis(models.Model):
    """The analysis of one document by one engine version (own as-of date, usual seed and number of draws)."""

    document_sha256 = models.CharField(max_length=64)
    engine = models.CharField(max_length=40)
    payload = models.BinaryField()  # see services.packing
    milliseconds = models.FloatField()
    computed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("document_sha256", "engine"), name="one_analysis_per_document_and_engine"),
        )

    def __str__(self) -> str:
        return f"{self.document_sha256[:12]} by {self.engine}"


class StoredComparison(models.Model):
    """What changed between two documents, and what each change moved."""

    before_sha256 = models.CharField(max_length=64)
    after_sha256 = models.CharField(max_length=64)
    engine = models.CharField(max_length=40)
    payload = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("before_sha256", "after_sha256", "engine"), name="one_comparison_per_pair"),
        )

    def __str__(self) -> str:
        return f"{self.before_sha256[:12]} to {self.after_sha256[:12]}"
