"""The rows of the discussion."""

from __future__ import annotations

from rashomon_site.comments.models.comment import Comment, Kind, State
from rashomon_site.comments.models.contribution import Contribution, ContributionKind
from rashomon_site.comments.models.discussion import Discussion
from rashomon_site.comments.models.event import CommentEvent, EventAction

__all__ = [
    "Comment",
    "CommentEvent",
    "Contribution",
    "ContributionKind",
    "Discussion",
    "EventAction",
    "Kind",
    "State",
]
