"""Decide on comments, one or many at a time, and take decisions back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.cases.permissions import may
from rashomon_site.cases.services.audit import record
from rashomon_site.comments.models import Comment, CommentEvent, EventAction, State
from rashomon_site.comments.services.states import ACTIONS, change_state, lock_discussion, tell_readers
from rashomon_site.moderation.access import REFUSED
from rashomon_site.moderation.models import Report
from rashomon_site.moderation.policy import LEADS_TO, Decision, for_writer

CHANGES = frozenset({*ACTIONS.values(), EventAction.WITHDRAWN})
"""The events that bring a comment from one state to another."""

BRINGS_BACK = (Decision.PUBLISH, Decision.HOLD)


class MayNotModerate(PermissionError):
    """The account may not decide on comments."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is decided, and what goes with it. `note` is for the writer, `public_note` for everybody."""

    decision: Decision
    breach: str = ""
    note: str = ""
    public_note: str | None = None  # None leaves it as it is


@dataclass(slots=True)
class Result:
    """What came of a decision: on some comments somebody else may have decided in between."""

    batch: UUID
    done: list[Comment] = field(default_factory=list)
    overtaken: list[Comment] = field(default_factory=list)


@transaction.atomic
def decide(actor: User, comments: Iterable[tuple[Comment, str]], ruling: Ruling, *, way: str = "desk") -> Result:
    """Decide on comments, each given with the state in which the moderator saw it; one batch, to be undone as one.

    A comment that is in another state by now is left alone. `way` is where the decision was made: desk or mail.
    """
    if not may(actor, Action.MODERATE):
        raise MayNotModerate(REFUSED)
    result = Result(uuid4())
    ordered = sorted(comments, key=lambda pair: (pair[0].case_id, pair[0].posted_at, pair[0].pk))
    for comment, seen in ordered:  # by case, so that two batches never wait for each other
        lock_discussion(comment.case)
        comment.refresh_from_db()
        if comment.state == seen and not (_is_gone(comment) and ruling.decision in BRINGS_BACK):
            _decide_one(actor, comment, ruling, result.batch, way)
            result.done.append(comment)
        else:
            result.overtaken.append(comment)
    _log(actor, "comments.decided", result.done, decision=ruling.decision.value, way=way, batch=str(result.batch))
    return result


def _is_gone(comment: Comment) -> bool:
    """Whether its writer has taken it back, or nothing of it is left: nobody brings that back."""
    return comment.removed_by_writer or not comment.text


def _decide_one(actor: User, comment: Comment, ruling: Ruling, batch: UUID, way: str) -> None:
    former = comment.reason
    detail: dict[str, Any] = {"breach": ruling.breach} if ruling.breach else {}
    if way != "desk":
        detail["way"] = way
    change_state(
        comment,
        LEADS_TO[ruling.decision],
        actor=actor,
        reason=for_writer(ruling.decision, ruling.breach, ruling.note),
        batch=batch,
        former_reason=former,
        **detail,
    )
    Report.objects.filter(comment=comment).open().update(settled_at=timezone.now(), settled_in=batch)
    if ruling.public_note is not None and ruling.public_note != comment.public_note:
        write_note(actor, comment, ruling.public_note, batch)


def write_note(actor: User, comment: Comment, note: str, batch: UUID, undoes: CommentEvent | None = None) -> None:
    """Put the editors' line under a comment, or take it away; call it inside a transaction."""
    discussion = lock_discussion(comment.case)
    former, comment.public_note = comment.public_note, note[:500]
    comment.save(update_fields=["public_note"])
    if comment.is_published:
        tell_readers(discussion)
    CommentEvent.objects.create(
        comment=comment,
        actor=actor,
        actor_name=actor.shown_name,
        action=EventAction.NOTED,
        detail={"note": note[:500], "former": former},
        batch=batch,
        undoes=undoes,
    )


@transaction.atomic
def undo(actor: User, batch: UUID) -> Result:
    """Bring every comment of a batch back to where it was, unless something has happened to it since."""
    if not may(actor, Action.MODERATE):
        raise MayNotModerate(REFUSED)
    result = Result(uuid4())
    for event in undoable(batch):
        lock_discussion(event.comment.case)
        comment = Comment.objects.select_related("case").get(pk=event.comment_id)
        if _is_last(event, comment):
            _undo_one(actor, event, comment, result.batch)
            if comment not in result.done:
                result.done.append(comment)
        elif comment not in result.overtaken:
            result.overtaken.append(comment)
    Report.objects.filter(settled_in=batch, comment__in=result.done).update(settled_at=None, settled_in=None)
    _log(actor, "comments.undone", result.done, undone=str(batch))
    return result


def undoable(batch: UUID) -> list[CommentEvent]:
    """Return what of a batch can still be undone, last first; an undoing cannot be undone, but decided anew."""
    events = CommentEvent.objects.filter(batch=batch, undoes=None, undone_by=None, actor__isnull=False)
    events = events.filter(action__in=[*ACTIONS.values(), EventAction.NOTED])
    return list(events.select_related("comment__case").order_by("comment__case_id", "comment__posted_at", "-id"))


def _is_last(event: CommentEvent, comment: Comment) -> bool:
    if event.action == EventAction.NOTED:
        return bool(comment.public_note == event.detail.get("note"))
    later = comment.events.filter(id__gt=event.pk, action__in=CHANGES)
    return comment.state == event.after and not later.exists()


def _undo_one(actor: User, event: CommentEvent, comment: Comment, batch: UUID) -> None:
    if event.action == EventAction.NOTED:
        write_note(actor, comment, event.detail.get("former", ""), batch, undoes=event)
        return
    former = event.detail.get("former_reason", "")
    change_state(comment, State(event.before), actor=actor, reason=former, batch=batch, undoes=event)


def _log(actor: User, action: str, comments: list[Comment], **detail: Any) -> None:
    """Write one entry for each case."""
    for case, those in groupby(comments, key=lambda comment: comment.case):
        record(actor, action, case=case, comments=_names(list(those)), **detail)


def _names(comments: list[Comment], shown: int = 20) -> str:
    names = [f"#{one.number}" if one.number else f"letter {one.pk}" for one in comments]
    return ", ".join(names[:shown]) + (f" and {len(names) - shown} more" if len(names) > shown else "")
