"""Whether a case has a discussion, whether it is open, and what tells one state of it from another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Discussion
from rashomon_site.moderation.rules import closes_at

BY_SETTING = "The discussions of this site are closed."
BY_HAND = "The editors have closed this discussion."
BY_AGE = "This discussion has closed, as some time has passed since the case last changed."
UNPUBLISHED = "This case is not published."


@dataclass(frozen=True, slots=True)
class Talk:
    """What a page must know of a discussion before it shows any of it."""

    count: int = 0
    last_number: int = 0
    version: int = 0
    changed_at: datetime | None = None
    is_shown: bool = True
    closed: str = ""  # why nobody can write; "" while it is open
    is_closed_by_hand: bool = False

    @property
    def is_open(self) -> bool:
        """Whether readers can write."""
        return self.is_shown and not self.closed

    def told(self) -> tuple[object, ...]:
        """Return every value that a page shows of it."""
        return (self.count, self.last_number, self.version, self.is_shown, self.closed)


def talk_of(case: PublishedCase, *, is_elsewhere: bool = False) -> Talk:
    """Return the state of the discussion of a case; it costs a query unless the case was read with `discussion`.

    Where nobody can write in any case, as on the page of an old revision, the rules of closing are not asked.
    """
    if settings.COMMENTS == "off":
        return Talk(is_shown=False)
    found = _discussion(case)
    ended = None if is_elsewhere else closes_at(case)
    past = ended if ended and ended <= timezone.now() else None
    if found is None:
        return Talk(closed=_closed(case, by_hand=False, past=past), changed_at=past)
    return Talk(
        count=found.published_count,
        last_number=found.last_number,
        version=found.version,
        changed_at=max(filter(None, (found.changed_at, found.closed_at, past))),
        closed=_closed(case, by_hand=found.closed_at is not None, past=past),
        is_closed_by_hand=found.closed_at is not None,
    )


def _closed(case: PublishedCase, *, by_hand: bool, past: datetime | None) -> str:
    if not case.is_published:
        return UNPUBLISHED
    if settings.COMMENTS == "closed":
        return BY_SETTING
    if by_hand:
        return BY_HAND
    return BY_AGE if past else ""


def _discussion(case: PublishedCase) -> Discussion | None:
    try:
        found: Discussion = case.discussion
    except Discussion.DoesNotExist:
        return None
    return found
