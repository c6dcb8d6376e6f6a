"""Comments that wait for a service: asked in the background, again and again for a day, and never lost.

A row of `Question` says that a comment is to be asked about. It is written with the comment and goes with the answer.
"""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from rashomon_site.comments.models import Comment, EventAction, State
from rashomon_site.comments.services.posting import STATES
from rashomon_site.comments.services.states import change_state, lock_discussion
from rashomon_site.spam.akismet.connection import Unanswered
from rashomon_site.spam.checkers import services
from rashomon_site.spam.checking import keep, settle
from rashomon_site.spam.models import Check, Question
from rashomon_site.spam.verdicts import Finding, Reason, Verdict

GIVE_UP_AFTER = timedelta(hours=24)
OVERDUE_AFTER = timedelta(minutes=3)
FIRST_PAUSE, LONGEST_PAUSE = 60, 2 * 60 * 60  # seconds
CHECKED_STATES = (State.WAITING, State.PUBLISHED)
logger = logging.getLogger("rashomon_site.spam")


def ask_later(comment: Comment, *, recheck: str = "", after: timedelta = timedelta()) -> None:
    """Note that the services are to be asked about a comment; call it inside the transaction that it belongs to."""
    if not services():
        return
    due = timezone.now() + after
    Question.objects.update_or_create(
        comment=comment, defaults={"recheck": recheck, "tries": 0, "first_at": due, "due_at": due}
    )
    _wake(comment.pk, due)


def ask_services(comment_pk: int) -> str:
    """Ask what is to be asked about a comment, and act on the answers. Returns what came of it, for the log."""
    question = Question.objects.select_related("comment__case", "comment__user").filter(comment=comment_pk).first()
    if question is None or question.due_at > timezone.now() + timedelta(seconds=5):
        return "nothing to ask"
    if not _is_open(question.comment):
        question.delete()
        return "decided meanwhile"
    findings, failures = _answers(question)
    if failures:
        _try_again(question, findings, failures)
        return "; ".join(failures)
    _act_on(question, findings)
    return "answered"


def enqueue_overdue(now: datetime | None = None) -> int:
    """Wake what should have been asked and was not, as after a crash; returns how many. Safe to run at any time."""
    now = now or timezone.now()
    overdue = Question.objects.filter(due_at__lt=now - OVERDUE_AFTER).values_list("comment_id", flat=True)
    waking = list(overdue[:1000])
    for pk in waking:
        _wake(pk, now)
    # So that the next round does not wake the same ones again while they wait for the worker.
    Question.objects.filter(comment__in=waking).update(due_at=now)
    from rashomon_site.spam.akismet.correcting import wake_overdue

    return len(waking) + wake_overdue(now)


def _wake(comment_pk: int, at: datetime) -> None:
    from rashomon_site.spam.akismet.tasks import ask

    (ask.using(run_after=at) if at > timezone.now() else ask).enqueue(comment_pk)


def _is_open(comment: Comment) -> bool:
    """Whether a check may still decide: not once a person has, not where the writer took it back or spam is sure."""
    from rashomon_site.moderation.decisions import decided

    if comment.state not in CHECKED_STATES or decided(comment) is not None:
        return False
    return not any(one.is_trusted and not one.is_log_only for one in standing(comment))


def standing(comment: Comment) -> list[Finding]:
    """Return what each checker last said of the comment's present text."""
    text_from = comment.events.filter(action__in=(EventAction.POSTED, EventAction.EDITED)).order_by("-id").first()
    rows = comment.checks.filter(at__gte=text_from.at - timedelta(seconds=2)) if text_from else comment.checks.all()
    last = {row.checker: row for row in rows.order_by("id")}
    return [_finding(row) for row in last.values()]


def _finding(row: Check) -> Finding:
    return Finding(
        row.checker,
        Verdict(row.verdict),
        tuple(Reason(**reason) for reason in row.reasons),
        row.score,
        row.is_log_only,
        row.is_trusted,
        kept=row.kept,
    )


def _answers(question: Question) -> tuple[list[Finding], list[str]]:
    from rashomon_site.spam.akismet.alerts import raise_alerts, settle_alert
    from rashomon_site.spam.akismet.protocol import Notice, Refused

    findings, failures = [], []
    for service in services():
        try:
            found = service.check(question.comment, recheck=question.recheck)
        except Refused as refusal:
            failures.append(f"{service.name}: {refusal}")
            raise_alerts(refusal.notices)
        except Unanswered as silence:
            failures.append(f"{service.name}: {silence}")
        except Exception as problem:
            logger.exception("The service %s could not be asked", service.name)
            failures.append(f"{service.name}: {type(problem).__name__}")
        else:
            settle_alert("unanswered")
            if found:
                findings.append(found)
                raise_alerts(Notice(**one) for one in found.kept.get("notices", []))
    return findings, failures


@transaction.atomic
def _act_on(question: Question, findings: list[Finding]) -> None:
    comment = question.comment
    asked_about = comment.edited_at
    lock_discussion(comment.case)  # a person who decides at this moment comes before us or after us
    comment.refresh_from_db()
    if comment.edited_at != asked_about:
        return  # the answer is about the former text; the edit has asked anew
    keep(comment, findings)
    question.delete()
    if not _is_open(comment):
        return
    others = [one for one in standing(comment) if one.checker not in {"service", *(new.checker for new in findings)}]
    _bring(comment, [*others, *findings])
    _again(comment, findings)


def _bring(comment: Comment, findings: list[Finding]) -> None:
    outcome = settle(findings)
    state = STATES[outcome.verdict]
    if comment.state != state or comment.reason != outcome.for_writer:
        change_state(comment, state, actor=None, reason=outcome.for_writer, checks=outcome.told())


def _again(comment: Comment, findings: list[Finding]) -> None:
    waits = [one.kept["recheck_after"] for one in findings if one.kept.get("recheck_after")]
    asked = comment.checks.filter(checker__in=[one.checker for one in findings]).count()
    if waits and asked < 5:
        ask_later(comment, recheck="recheck_after", after=timedelta(seconds=min(waits)))


@transaction.atomic
def _try_again(question: Question, findings: list[Finding], failures: list[str]) -> None:
    logger.warning("A comment could not be checked: %s", "; ".join(failures))
    comment, now = question.comment, timezone.now()
    lock_discussion(comment.case)
    comment.refresh_from_db()
    if not _is_open(comment):
        question.delete()
        return
    keep(comment, findings)
    is_last = now - question.first_at >= GIVE_UP_AFTER
    if question.tries == 0 or is_last:
        _hold(comment, failures, is_last)
    if is_last:
        question.delete()
        return
    pause = min(FIRST_PAUSE * 2**question.tries, LONGEST_PAUSE)
    question.tries, question.due_at = question.tries + 1, now + timedelta(seconds=pause)
    question.save(update_fields=["tries", "due_at"])
    _wake(comment.pk, question.due_at)


def _hold(comment: Comment, failures: list[str], is_last: bool) -> None:
    """Say why the comment waits, at the first failure and when nobody is asked any more."""
    _tell_administrator(failures)
    then = "It was asked for a day; a moderator decides." if is_last else "It is asked again."
    words = f"A check for spam gave no answer ({'; '.join(failures)}). {then}"
    detail: dict[str, Any] = {"failures": failures}
    reason = Reason("not-checked" if is_last else "being-checked", words, detail)
    silent = Finding("service", Verdict.HOLD, (reason,), for_writer="A moderator reads it before it appears.")
    keep(comment, [silent])
    outcome = settle([*standing(comment), silent])
    change_state(comment, STATES[outcome.verdict], actor=None, reason=silent.for_writer, checks=[asdict(reason)])


def _tell_administrator(failures: list[str]) -> None:
    from rashomon_site.spam.akismet.alerts import raise_alerts
    from rashomon_site.spam.akismet.protocol import Notice

    raise_alerts(Notice("unanswered", failure[:500]) for failure in failures)
