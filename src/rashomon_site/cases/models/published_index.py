"""What published cases hold, as rows: so that pages can list sources, predictions and evidence across cases.

Each is derived from the published revision and written anew by `services.publishing`.
"""

from __future__ import annotations

from typing import Any

from django.db import models


class SourceEntryQuerySet(models.QuerySet["SourceEntry"]):
    """Questions about sources across cases."""

    def visible(self) -> SourceEntryQuerySet:
        """Those of cases that readers may see."""
        return self.filter(case__published_revision__isnull=False)

    def case_by_case(self, slug: str) -> SourceEntryQuerySet:
        """What each case that readers may see says of one source, the case published last first."""
        found = self.visible().filter(slug=slug).select_related("case")
        return found.order_by("-case__published_at", "pk")

    def by_slug(self) -> models.QuerySet[Any, Any]:
        """Return a row for each source that readers may see. Grades differ where the best is not the worst."""
        return (
            self.visible()
            .order_by()
            .values("slug")
            .annotate(
                shown=models.Min("name"),
                kind_shown=models.Max("kind"),
                cases=models.Count("case", distinct=True),
                reports_in_all=models.Sum("report_count"),
                origins_in_all=models.Sum("origin_count"),
                best_grade=models.Min("grade"),
                worst_grade=models.Max("grade"),
            )
        )


class SourceEntry(models.Model):
    """A source as one published case describes it. The same name in several cases shares a slug, and a page."""

    case = models.ForeignKey("cases.PublishedCase", on_delete=models.CASCADE, related_name="source_entries")
    key = models.CharField(max_length=80)  # its id in the document
    slug = models.SlugField(max_length=80, db_index=True)
    name = models.CharField(max_length=1000)
    kind = models.CharField(max_length=1000, blank=True)
    grade = models.CharField(max_length=1, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    report_count = models.PositiveIntegerField()
    origin_count = models.PositiveIntegerField()  # items on which it is an independent origin
    reports: models.JSONField[Any, Any] = models.JSONField(default=list)
    """[{"id", "item", "statement", "says", "on", "via", "url", "archive", "quote", "is_origin"}]."""

    objects = SourceEntryQuerySet.as_manager()

    class Meta:
        ordering = ("name", "case")
        constraints = (models.UniqueConstraint(fields=("case", "key"), name="a_source_once_per_case"),)

    def __str__(self) -> str:
        return self.name


class EvidenceEntry(models.Model):
    """An evidence item of one published case."""

    case = models.ForeignKey("cases.PublishedCase", on_delete=models.CASCADE, related_name="evidence_entries")
    key = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120, blank=True)
    statement = models.CharField(max_length=1000)
    on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("case", "number")
        constraints = (models.UniqueConstraint(fields=("case", "key"), name="an_item_once_per_case"),)

    def __str__(self) -> str:
        return self.statement


class PredictionEntry(models.Model):
    """An indicator of one published case: open, overdue or resolved."""

    case = models.ForeignKey("cases.PublishedCase", on_delete=models.CASCADE, related_name="prediction_entries")
    key = models.CharField(max_length=80)
    statement = models.CharField(max_length=1000)
    by = models.DateField(null=True, blank=True, db_index=True)
    named_on = models.DateField(null=True, blank=True)
    chance = models.FloatField(null=True, blank=True)  # now, or on the day before it was resolved
    gain = models.FloatField(null=True, blank=True)  # expected information in bits, while open
    likelihoods: models.JSONField[Any, Any] = models.JSONField(default=list)
    """[{"id", "letter", "name", "text"}] per explanation that rates it, the range in words and figures."""
    resolved_on = models.DateField(null=True, blank=True, db_index=True)
    outcome = models.CharField(max_length=10, blank=True)  # seen, not-seen, unclear, or "" while open
    log_score = models.FloatField(null=True, blank=True)  # lower is better

    class Meta:
        ordering = ("by", "case", "key")
        constraints = (models.UniqueConstraint(fields=("case", "key"), name="a_prediction_once_per_case"),)

    def __str__(self) -> str:
        return self.statement
