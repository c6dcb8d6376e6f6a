"""The rows behind the publication."""

from __future__ import annotations

from rashomon_site.cases.models.analysis import StoredAnalysis, StoredComparison
from rashomon_site.cases.models.audit import AuditEntry
from rashomon_site.cases.models.author import Author, CaseAuthor
from rashomon_site.cases.models.case import PublishedCase
from rashomon_site.cases.models.publication import Publication
from rashomon_site.cases.models.published_index import EvidenceEntry, PredictionEntry, SourceEntry
from rashomon_site.cases.models.revision import CaseRevision

__all__ = [
    "AuditEntry",
    "Author",
    "CaseAuthor",
    "CaseRevision",
    "EvidenceEntry",
    "PredictionEntry",
    "Publication",
    "PublishedCase",
    "SourceEntry",
    "StoredAnalysis",
    "StoredComparison",
]
