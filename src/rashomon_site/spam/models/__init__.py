"""The rows of the checks."""

from __future__ import annotations

from rashomon_site.spam.models.check import Check
from rashomon_site.spam.models.filter import FilterExample, FilterState
from rashomon_site.spam.models.mark import TextMark
from rashomon_site.spam.models.service import Alert, Question, Said, Submission
from rashomon_site.spam.models.site_key import KeyUsage, SiteKey

__all__ = [
    "Alert",
    "Check",
    "FilterExample",
    "FilterState",
    "KeyUsage",
    "Question",
    "Said",
    "SiteKey",
    "Submission",
    "TextMark",
]
