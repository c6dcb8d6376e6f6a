"""Decisions as batches: what was done in one go, in words, with the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet

from rashomon_site.accounts.models import User
from rashomon_site.comments.models import Comment, CommentEvent, State
from rashomon_site.comments.services.states import ACTIONS
from rashomon_site.moderation.policy import DONE

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Batch:
    """What one moderator decided in one go."""

    key: UUID | None
    events: list[CommentEvent]

    @property
    def first(self) -> CommentEvent:
        """The event that stands for all."""
        return self.events[0]

    @property
    def words(self) -> str:
        """What was decided."""
        if self.first.undoes_id:
            return "Undid a decision on"
        return DONE[State(self.first.after)]

    @property
    def comments(self) -> list[Comment]:
        """The first few comments."""
        return [event.comment for event in self.events[:SHOWN]]

    @property
    def others(self) -> int:
        """How many more there are."""
        return max(0, len(self.events) - SHOWN)

    @property
    def can_undo(self) -> bool:
        """Whether some of it still stands and is no undoing itself."""
        return self.key is not None and any(not event.undoes_id and not is_undone(event) for event in self.events)

    @property
    def is_undone(self) -> bool:
        """Whether all of it was taken back."""
        return all(is_undone(event) for event in self.events)


def is_undone(event: CommentEvent) -> bool:
    """Whether somebody took it back."""
    return hasattr(event, "undone_by")


def decisions_of(user: User) -> QuerySet[CommentEvent]:
    """Return what one moderator decided, newest first."""
    return _with_comments(CommentEvent.objects.filter(actor=user, action__in=ACTIONS.values(), undoes=None))


def _with_comments(events: QuerySet[CommentEvent]) -> QuerySet[CommentEvent]:
    return events.select_related("comment__case", "undone_by").order_by("-id")


def batch_of(key: str) -> Batch | None:
    """Return a batch by the text of its key, or None."""
    try:
        batch = UUID(key)
    except ValueError:
        return None
    events = list(_with_comments(CommentEvent.objects.filter(batch=batch, action__in=ACTIONS.values())))
    return Batch(batch, events) if events else None


def batches(events: Iterable[CommentEvent]) -> list[Batch]:
    """Put events that were decided in one go together; they follow each other."""
    found: list[Batch] = []
    for key, those in groupby(events, key=lambda event: event.batch or event.pk):
        found.append(Batch(key if isinstance(key, UUID) else None, list(those)))
    return found
