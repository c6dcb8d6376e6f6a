"""Ask the checkers, and make one verdict of what they say."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from rashomon_site.comments.models import Comment
from rashomon_site.spam.checkers import at_once, services
from rashomon_site.spam.models import Check
from rashomon_site.spam.verdicts import SEVERITY, Checker, Finding, Reason, Verdict

FOR_WRITER = "A moderator reads it before it appears."
logger = logging.getLogger("rashomon_site.spam")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict on a comment, and everything that was found."""

    verdict: Verdict
    findings: tuple[Finding, ...]

    @property
    def deciding(self) -> list[Finding]:
        """The findings for which the verdict is what it is."""
        return [one for one in self.findings if not one.is_log_only and one.verdict == self.verdict]

    @property
    def for_writer(self) -> str:
        """What the writer may read: nothing if it is published, else a reason."""
        if self.verdict == Verdict.PUBLISH:
            return ""
        return next((one.for_writer for one in self.deciding if one.for_writer), FOR_WRITER)

    def told(self) -> list[dict[str, Any]]:
        """Return the reasons as plain values, for the history."""
        return [{"checker": one.checker, **asdict(reason)} for one in self.deciding for reason in one.reasons]


def check_at_once(comment: Comment, *, recheck: str = "") -> Outcome:
    """Ask every checker that answers from this machine; with a service to ask, the comment waits for that."""
    findings = _ask(at_once(), comment, recheck)
    outcome = settle(findings)
    if outcome.verdict == Verdict.PUBLISH and services() and not any(one.is_trusted for one in findings):
        waiting = Finding(
            "service",
            Verdict.HOLD,
            (Reason("being-checked", "It waits for the answer of a spam check."),),
            for_writer="It is being checked for spam, which takes a minute or so.",
        )
        return settle([*findings, waiting])
    return outcome


def settle(findings: Iterable[Finding]) -> Outcome:
    """Return the strictest verdict of those that count; an allow list outweighs the others."""
    found = tuple(findings)
    acting = [one for one in found if not one.is_log_only]
    if any(one.is_trusted for one in acting):
        return Outcome(Verdict.PUBLISH, found)
    verdicts = [one.verdict for one in acting]
    return Outcome(max(verdicts, key=SEVERITY.__getitem__, default=Verdict.PUBLISH), found)


def keep(comment: Comment, findings: Iterable[Finding]) -> None:
    """Write down what was found."""
    Check.objects.bulk_create(
        Check(
            comment=comment,
            checker=one.checker,
            verdict=one.verdict,
            reasons=[asdict(reason) for reason in one.reasons],
            score=one.score,
            is_log_only=one.is_log_only,
            is_trusted=one.is_trusted,
            kept=one.kept,
        )
        for one in findings
    )


def _ask(checkers: Iterable[Checker], comment: Comment, recheck: str) -> list[Finding]:
    return [found for checker in checkers if (found := ask(checker, comment, recheck))]


def ask(checker: Checker, comment: Comment, recheck: str = "") -> Finding | None:
    """Ask one checker; one that fails holds the comment for a moderator, and the failure is logged."""
    try:
        return checker.check(comment, recheck=recheck)
    except Exception:
        logger.exception("The spam check %s failed", checker.name)
        reason = Reason("check-failed", f"The check “{checker.name}” failed, so a person has to look.")
        return Finding(checker.name, Verdict.HOLD, (reason,))
