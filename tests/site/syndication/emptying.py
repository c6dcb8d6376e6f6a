"""Take everything out of a test's site."""

from __future__ import annotations

from django.db import connection

from rashomon_site.cases.models import (
    CaseRevision,
    EvidenceEntry,
    PredictionEntry,
    PublishedCase,
    SourceEntry,
    StoredAnalysis,
    StoredComparison,
)
from rashomon_site.search.models import SearchEntry
from rashomon_site.syndication.archive_format import TABLES


def empty_the_site() -> None:
    """Take every row away, in an order that the tables allow."""
    PublishedCase.objects.update(published_revision=None)
    with connection.cursor() as cursor:
        for model in (SourceEntry, EvidenceEntry, PredictionEntry, SearchEntry, StoredAnalysis, StoredComparison):
            model.objects.all().delete()
        CaseRevision.objects.update(parent=None)
        for table in reversed(TABLES):
            cursor.execute(f"DELETE FROM {table.model._meta.db_table}")  # noqa: S608 - names of our own tables
