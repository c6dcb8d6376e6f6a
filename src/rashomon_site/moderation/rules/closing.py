"""When the discussion of a case closes by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from rashomon_site.cases.models import PublishedCase
from rashomon_site.moderation.rules import rulebook


def close_after_days(case: PublishedCase) -> int | None:
    """Return how many days after its latest publication a case takes no more comments; None if there is no limit."""
    return rulebook.close_after_days(case.pk)


def closes_at(case: PublishedCase) -> datetime | None:
    """Return when the case takes no more comments. A new revision opens the discussion again."""
    days = close_after_days(case)
    return case.published_at + timedelta(days=days) if days is not None and case.published_at else None
