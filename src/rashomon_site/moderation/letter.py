"""Everything that a moderator should see of one comment before deciding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from rashomon_site.comments.models import Comment, CommentEvent, EventAction, State
from rashomon_site.moderation.marked_text import Piece, pieces, weighing_words
from rashomon_site.moderation.models import Report
from rashomon_site.spam.local.links import Link, links_in
from rashomon_site.spam.models import Check
from rashomon_site.spam.verdicts import Verdict

EARLIER_SHOWN = 6
CHECKERS = {
    "rules": "Rules",
    "rules-log-only": "Rules on trial",
    "local": "Local check",
    "filter": "Learning filter",
    "akismet": "Akismet",
    "service": "Spam service",
}
MEANT = {
    Verdict.PUBLISH: "nothing against it",
    Verdict.HOLD: "hold",
    Verdict.SPAM: "spam",
    Verdict.DISCARD: "spam beyond doubt",
}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """What one check said."""

    name: str
    check: Check
    meant: str
    reasons: list[str]
    words: list[str]  # the very words that weighed
    percent: int | None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened."""

    event: CommentEvent
    words: str
    reason: str
    is_undone: bool


@dataclass(frozen=True, slots=True)
class Writer:
    """What else came from the same writer, as far as name, e-mail or network tell."""

    counts: list[tuple[str, int]]
    total: int
    earlier: list[Comment]


@dataclass(frozen=True, slots=True)
class Letter:
    """A comment with all that belongs to it."""

    comment: Comment
    pieces: list[Piece]
    checks: list[CheckLine]
    links: list[Link]
    history: list[HistoryLine]
    writer: Writer
    reports: list[Report]


def letter_of(pk: int) -> Letter | None:
    """Return a comment as the desk shows it, or None where there is none."""
    comment = (
        Comment.objects.select_related("case", "in_reply_to", "user")
        .prefetch_related("checks", "events__undone_by", "contributions")
        .filter(pk=pk)
        .first()
    )
    if comment is None:
        return None
    checks = list(comment.checks.all())
    return Letter(
        comment,
        pieces(comment.text, weighing_words(checks)),
        [check_line(one) for one in checks],
        links_in(comment.text),
        [_history_line(event) for event in comment.events.all()],
        writer_of(comment),
        list(Report.objects.filter(comment=comment)),
    )


def check_line(check: Check) -> CheckLine:
    """Return a check in words."""
    return CheckLine(
        CHECKERS.get(check.checker, check.checker.replace("-", " ").capitalize()),
        check,
        "trusted" if check.is_trusted else MEANT[Verdict(check.verdict)],
        [str(reason.get("words", "")) for reason in check.reasons],
        weighing_words([check]),
        None if check.score is None else round(100 * check.score),
    )


def reason_flags(checks: Iterable[Check]) -> list[str]:
    """Return the few words under which the queue shows why a comment was held."""
    acting = [one for one in checks if not one.is_log_only and one.verdict != Verdict.PUBLISH]
    codes = dict.fromkeys(str(reason.get("code", "")) for one in acting for reason in one.reasons)
    return [code_words(code) for code in codes if code][:4]


CODES = {
    "all": "All are read",
    "first-time": "First comment",
    "links": "Links",
    "words": "Word",
    "word": "Word",
    "being-checked": "Being checked",
    "check-failed": "Check failed",
    "honeypot": "Hidden field filled",
    "filter": "Learning filter",
    "akismet": "Akismet",
}


def code_words(code: str) -> str:
    """Return the code of a reason in words."""
    return CODES.get(code, code.replace("-", " ").capitalize())


def _history_line(event: CommentEvent) -> HistoryLine:
    words = str(EventAction(event.action).label)
    if event.undoes_id:
        words = f"Undone: back to “{State(event.after).label.lower()}”" if event.after else "Took the note back"
    detail: dict[str, Any] = event.detail if isinstance(event.detail, dict) else {}
    return HistoryLine(event, words, str(detail.get("reason") or detail.get("note") or ""), hasattr(event, "undone_by"))


def same_writer(comment: Comment) -> QuerySet[Comment]:
    """Return the other comments with the same e-mail address, network or name, however it is spelt."""
    same = Q(name_look=comment.name_look)
    if comment.email:
        same |= Q(email__iexact=comment.email)
    if comment.address_token:
        same |= Q(address_token=comment.address_token)
    return Comment.objects.filter(same).exclude(pk=comment.pk)


def writer_of(comment: Comment) -> Writer:
    """Return how this writer's other comments fared."""
    others = same_writer(comment)
    counts: dict[str, int] = dict(others.order_by().values_list("state").annotate(Count("pk")))
    earlier = others.select_related("case").order_by("-posted_at")[:EARLIER_SHOWN]
    total = sum(counts.values())
    told = [(str(state.label).lower(), counts[state]) for state in State if counts.get(state)]
    return Writer(told, total, list(earlier) if total else [])
