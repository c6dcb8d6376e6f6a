"""What people decided: the measure that rules and the filter are held against.

A decision is the last event by which a person published, removed or marked a comment as spam, and that nobody has
undone. What moderators had decided on a comment before it was imported counts too. What the site did by itself, what
writers did to their own comments, and holding a comment are no decisions.
"""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from rashomon_site.comments.models import Comment, CommentEvent, EventAction, State

DECIDING = (EventAction.PUBLISHED, EventAction.SPAM, EventAction.REMOVED)


def decisions() -> QuerySet[CommentEvent]:
    """Return every decision by a person that stands, whether a later one followed it or not."""
    here = Q(actor__isnull=False, action__in=DECIDING, undoes__isnull=True, undone_by__isnull=True)
    elsewhere = Q(action=EventAction.IMPORTED, after__in=(State.PUBLISHED, State.SPAM))
    return CommentEvent.objects.filter(here | elsewhere)


def with_decision(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    """Give each comment `decision` (the state last decided by a person, or None), `decided_at` and `decided_by`.

    Only what the history says counts, so it is one query whatever the number of comments.
    """
    last = decisions().filter(comment=OuterRef("pk")).order_by("-id")
    return comments.annotate(
        decision=Subquery(last.values("after")[:1]),
        decided_at=Subquery(last.values("at")[:1]),
        decided_by=Subquery(last.values("actor")[:1]),
    )


def decided_comments() -> QuerySet[Comment]:
    """Return the comments on which a person has decided, each with `decision`."""
    return with_decision(Comment.objects.filter(Exists(decisions().filter(comment=OuterRef("pk"))))).order_by(
        F("decided_at").asc(), "pk"
    )


def decided(comment: Comment) -> State | None:
    """Return the state that a person last decided on for a comment, or None."""
    last = decisions().filter(comment=comment).order_by("-id").values_list("after", flat=True).first()
    return State(last) if last else None


def is_spam(state: State | str) -> bool:
    """Tell whether a decided state says "spam". What was removed for another reason says nothing about spam."""
    return state == State.SPAM
