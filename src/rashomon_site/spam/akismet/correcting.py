"""Tell the service where a person decided otherwise than it said: `submit-spam`, `submit-ham`, with what it was sent.

What counts is the decision that stands. One that is undone is taken back at the service too.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from rashomon_site.comments.models import Comment, State
from rashomon_site.spam.akismet.alerts import raise_alerts
from rashomon_site.spam.akismet.checker import NAME
from rashomon_site.spam.akismet.connection import Unanswered
from rashomon_site.spam.akismet.protocol import Refused, is_on, submit
from rashomon_site.spam.models import Check, Said, Submission

FIRST_PAUSE, LONGEST_PAUSE = 60, 2 * 60 * 60  # seconds
GIVE_UP_AFTER = timedelta(hours=24)
OVERDUE_AFTER = timedelta(minutes=3)
ERASED = "What the service was sent has been erased, as its time is over, so it cannot be told any more."


def after_decision(comment: Comment) -> Submission | None:
    """Note what the service is to be told after a person's decision, if anything, in the decision's transaction."""
    answer = _answer(comment)
    if answer is None:
        return None
    comment.submissions.filter(sent_at=None, given_up="").update(given_up="Decided otherwise before it was sent.")
    wanted = _wanted(comment, answer)
    if wanted is None or wanted == _held_by_service(comment, answer):
        return None
    if not answer.kept.get("sent"):
        return Submission.objects.create(comment=comment, said=wanted, given_up=ERASED)
    waiting = Submission.objects.create(comment=comment, said=wanted)
    _wake(waiting.pk, waiting.due_at)
    return waiting


def send(submission_pk: int) -> str:
    """Send one correction. A service that fails is told again later, for a day."""
    waiting = Submission.objects.select_related("comment").filter(pk=submission_pk).first()
    if waiting is None or not waiting.is_waiting or not is_on():
        return "nothing to send"
    answer = _answer(waiting.comment)
    sent = answer.kept.get("sent") if answer else None
    if not answer or not sent:
        _close(waiting, given_up=ERASED)
        return "erased"
    try:
        notices = submit(waiting.said, _values(sent, answer.kept))
    except Unanswered as silence:
        if isinstance(silence, Refused):
            raise_alerts(silence.notices)
        _later(waiting, str(silence))
        return str(silence)
    raise_alerts(notices)
    _close(waiting, sent_at=timezone.now())
    return "sent"


def wake_overdue(now: datetime) -> int:
    """Wake what should have been sent and was not; returns how many."""
    overdue = Submission.objects.filter(sent_at=None, given_up="", due_at__lt=now - OVERDUE_AFTER)
    waking = list(overdue.values_list("pk", flat=True)[:1000])
    for pk in waking:
        _wake(pk, now)
    Submission.objects.filter(pk__in=waking).update(due_at=now)
    return len(waking)


def _answer(comment: Comment) -> Check | None:
    return next((row for row in comment.checks.filter(checker=NAME).order_by("-id") if "is_spam" in row.kept), None)


def _wanted(comment: Comment, answer: Check) -> Said | None:
    """Return what the service should hold of the comment; None where the decision says nothing about spam."""
    from rashomon_site.moderation.decisions import decided

    state = decided(comment)
    if state is None:
        return _own(answer)
    return {State.SPAM: Said.SPAM, State.PUBLISHED: Said.HAM}.get(state)


def _held_by_service(comment: Comment, answer: Check) -> Said:
    told = comment.submissions.exclude(sent_at=None).order_by("-id").first()
    return Said(told.said) if told else _own(answer)


def _own(answer: Check) -> Said:
    return Said.SPAM if answer.kept["is_spam"] else Said.HAM


def _values(sent: dict[str, Any], kept: dict[str, Any]) -> dict[str, Any]:
    return {**sent, **({"guid": kept["guid"]} if kept.get("guid") else {})}


def _later(waiting: Submission, why: str) -> None:
    now = timezone.now()
    if now - waiting.made_at >= GIVE_UP_AFTER:
        _close(waiting, given_up=f"Not sent, as for a day {why}."[:200])
        return
    waiting.due_at = now + timedelta(seconds=min(FIRST_PAUSE * 2**waiting.tries, LONGEST_PAUSE))
    waiting.tries += 1
    with transaction.atomic():
        waiting.save(update_fields=["tries", "due_at"])
        _wake(waiting.pk, waiting.due_at)


def _close(waiting: Submission, *, sent_at: datetime | None = None, given_up: str = "") -> None:
    waiting.sent_at, waiting.given_up = sent_at, given_up
    waiting.save(update_fields=["sent_at", "given_up"])


def _wake(submission_pk: int, at: datetime) -> None:
    from rashomon_site.spam.akismet.tasks import correct

    (correct.using(run_after=at) if at > timezone.now() else correct).enqueue(submission_pk)
