"""Akismet as one of the checkers."""

from __future__ import annotations

from dataclasses import asdict

from rashomon_site.comments.models import Comment
from rashomon_site.spam.akismet.protocol import Answer, Notice, comment_check
from rashomon_site.spam.akismet.values import values_of
from rashomon_site.spam.verdicts import Finding, Reason, Verdict

NAME = "akismet"
REFUSED = "A check for spam took it for spam. A moderator can put that right."


class AkismetChecker:
    """Asks the service and waits for it, so it is for tasks alone; raises Unanswered where there is no answer."""

    name = NAME

    def check(self, comment: Comment, *, recheck: str = "") -> Finding | None:
        """Return what the service says, with what it was sent, from which a correction is made later."""
        if not comment.address:  # the protocol asks for it, and it is no longer kept
            reason = Reason("akismet-not-asked", "Akismet could not be asked, as the sender's address is not kept.")
            return Finding(NAME, Verdict.HOLD, (reason,))
        sent = values_of(comment, recheck)
        answer, notices = comment_check(sent)
        return _finding(answer, notices, sent)


def _finding(answer: Answer, notices: list[Notice], sent: dict[str, str | list[str]]) -> Finding:
    verdict, reason = _judged(answer)
    kept = {
        "sent": sent,
        "is_spam": answer.is_spam,
        "guid": answer.guid,
        "recheck_after": answer.recheck_after,
        "notices": [asdict(one) for one in notices],
    }
    for_writer = REFUSED if answer.is_spam else ""
    return Finding(NAME, verdict, (reason,), for_writer=for_writer, kept=kept)


def _judged(answer: Answer) -> tuple[Verdict, Reason]:
    detail = {"guid": answer.guid} if answer.guid else {}
    if answer.is_beyond_doubt:
        return Verdict.DISCARD, Reason("akismet-discard", "Akismet says that it is spam beyond doubt.", detail)
    if answer.is_spam:
        return Verdict.SPAM, Reason("akismet", "Akismet says that it is spam.", detail)
    if answer.recheck_after:
        words = "Akismet finds no spam yet, but wants to look at it again."
        return Verdict.HOLD, Reason("akismet-again", words, {**detail, "seconds": answer.recheck_after})
    return Verdict.PUBLISH, Reason("akismet-ham", "Akismet finds no spam in it.", detail)
