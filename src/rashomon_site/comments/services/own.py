"""What writers do to their own comments while they may: change them, which is checked again, and remove them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from rashomon_site.comments.models import Comment, CommentEvent, EventAction, Kind, State
from rashomon_site.comments.private_links import minutes_left
from rashomon_site.comments.services.posting import STATES, apply
from rashomon_site.comments.services.states import change_state, lock_discussion, tell_readers
from rashomon_site.comments.signals import comment_edited
from rashomon_site.moderation.models import Report
from rashomon_site.spam.checking import Outcome, check_at_once
from rashomon_site.spam.verdicts import Finding, Reason, Verdict

TOO_LATE = "The time to change this comment is over. Ask the editors if something must be put right."
NOT_SHOWN = "This comment was not accepted, so it cannot be changed."
REMOVED = "This comment was removed, so it cannot be changed."
ELSEWHERE = "This comment was changed in another window. Look at it, and change it once more."
BY_A_PERSON = "A moderator is looking at it already."
FIELDS = ("name", "text", "kind", "about", "about_words")


class NotNow(Exception):
    """The comment can no longer be changed by its writer; the message says why."""


@dataclass(frozen=True, slots=True)
class Change:
    """A comment as its writer wants it now."""

    name: str
    text: str
    kind: Kind
    about: str
    about_words: str


def why_not(comment: Comment) -> str:
    """Return why its writer cannot change the comment now; "" if that is possible."""
    if comment.state == State.REMOVED:
        return REMOVED
    if comment.state == State.SPAM:
        return NOT_SHOWN
    return "" if minutes_left(comment) else TOO_LATE


def change(comment: Comment, wanted: Change) -> None:
    """Change a comment, which may bring it to another state; raises NotNow. Nothing happens if nothing differs."""
    changed = {name: getattr(wanted, name) for name in FIELDS if getattr(comment, name) != getattr(wanted, name)}
    if not changed:
        return
    draft = Comment.objects.get(pk=comment.pk)  # the checks see the new text; nothing is written before they are done
    base = _told(draft)
    _set(draft, changed)
    outcome = check_at_once(draft, recheck="edit")
    _write(comment, base, changed, outcome)


@transaction.atomic
def _write(comment: Comment, base: dict[str, str], changed: dict[str, str], outcome: Outcome) -> None:
    discussion = lock_discussion(comment.case)
    comment.refresh_from_db()
    # What was checked has to be what is written: another window may have changed the rest of it meanwhile.
    reason = why_not(comment) or (ELSEWHERE if _told(comment) != base else "")
    if reason:
        raise NotNow(reason)
    was = {name: getattr(comment, name) for name in changed}
    before = State(comment.state)
    _set(comment, changed)
    comment.edited_at = timezone.now()
    comment.save(update_fields=[*changed, "edited_at"])
    CommentEvent.objects.create(
        comment=comment,
        actor=comment.user,
        actor_name=comment.name,
        action=EventAction.EDITED,
        before=before,
        after=before,
        detail={"was": was},
    )
    _settle(comment, before, outcome)
    if before == comment.state == State.PUBLISHED:
        tell_readers(discussion)
    comment_edited.send(Comment, comment=comment)


def _settle(comment: Comment, before: State, outcome: Outcome) -> None:
    """Bring the comment to the state that the checks give it; what a person holds, only a person lets out."""
    if before == State.WAITING and STATES[outcome.verdict] != State.SPAM and _is_held_by_people(comment):
        held = Finding("held", Verdict.HOLD, (Reason("held", BY_A_PERSON),), for_writer=BY_A_PERSON)
        outcome = Outcome(Verdict.HOLD, (*outcome.findings, held))
    apply(comment, outcome)


def _is_held_by_people(comment: Comment) -> bool:
    """Whether a moderator holds it, or readers have reported it and nobody has looked yet."""
    if Report.objects.filter(comment=comment).open().exists():
        return True
    last = comment.events.filter(after=State.WAITING).exclude(before=State.WAITING).order_by("-pk").first()
    return last is not None and last.action == EventAction.HELD and last.actor_id is not None


def remove(comment: Comment) -> None:
    """Remove a comment as its writer wishes; raises NotNow. Its number stays, and its text is no longer shown."""
    with transaction.atomic():
        lock_discussion(comment.case)
        comment.refresh_from_db()
        reason = why_not(comment)
        if reason:
            raise NotNow(reason)
        change_state(comment, State.REMOVED, actor=None, by_writer=True)


def _told(comment: Comment) -> dict[str, str]:
    return {name: getattr(comment, name) for name in FIELDS}


def _set(comment: Comment, values: dict[str, str]) -> None:
    for name, value in values.items():
        setattr(comment, name, value)
