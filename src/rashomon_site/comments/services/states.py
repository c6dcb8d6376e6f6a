"""The one place where a comment goes from one state to another."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.audit import NOBODY
from rashomon_site.comments.models import Comment, CommentEvent, Discussion, EventAction, State
from rashomon_site.comments.signals import state_changed

ACTIONS = {
    State.WAITING: EventAction.HELD,
    State.PUBLISHED: EventAction.PUBLISHED,
    State.SPAM: EventAction.SPAM,
    State.REMOVED: EventAction.REMOVED,
}


@transaction.atomic
def change_state(
    comment: Comment,
    to: State,
    *,
    actor: User | None,
    reason: str = "",
    batch: UUID | None = None,
    undoes: CommentEvent | None = None,
    by_writer: bool = False,
    **detail: Any,
) -> CommentEvent:
    """Move a comment to another state, with its line in the history; `reason` is what its writer may read.

    `actor` None is the site itself (a check), or the comment's writer if `by_writer`. Asks no permission: that is
    for the caller, who knows the person. The comment given is brought up to date in place.
    """
    discussion = lock_discussion(comment.case)
    comment.refresh_from_db()
    before = State(comment.state)
    comment.state, comment.reason = to, reason[:300]
    comment.removed_by_writer = by_writer and to == State.REMOVED
    _number(comment, discussion)
    comment.save(update_fields=["state", "reason", "removed_by_writer", "number", "published_at"])
    if before != to and State.PUBLISHED in (before, to):
        tell_readers(discussion)
    event = CommentEvent.objects.create(
        comment=comment,
        actor=actor,
        actor_name=actor.shown_name if actor else comment.name if by_writer else NOBODY,
        action=EventAction.WITHDRAWN if by_writer and to == State.REMOVED else ACTIONS[to],
        before=before,
        after=to,
        detail={**detail, "reason": reason} if reason else detail,
        batch=batch,
        undoes=undoes,
    )
    state_changed.send(Comment, comment=comment, event=event, actor=actor)
    return event


def lock_discussion(case: PublishedCase) -> Discussion:
    """Return the case's discussion, locked until the transaction ends, so that changes come one after another."""
    Discussion.objects.get_or_create(case=case)
    return Discussion.objects.select_for_update().get(case=case)


def tell_readers(discussion: Discussion) -> None:
    """Note that what readers see is another from now on, so that no kept page shows what was."""
    discussion.published_count = discussion.case.comments.published().count()
    discussion.changed_at, discussion.version = timezone.now(), F("version") + 1
    discussion.save(update_fields=["last_number", "published_count", "changed_at", "version"])


def _number(comment: Comment, discussion: Discussion) -> None:
    """Give a comment its number when it is first published."""
    if comment.state != State.PUBLISHED or comment.number is not None:
        return
    discussion.last_number += 1
    comment.number, comment.published_at = discussion.last_number, timezone.now()
    discussion.save(update_fields=["last_number"])
