"""How a comment was sent: through the field that no person sees, too fast, or with no form at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from rashomon_site.comments.models import Comment
from rashomon_site.spam.verdicts import Reason

FASTEST = timedelta(seconds=4)  # from the form to the comment; the page is often kept, so few readers come near
OLDEST = timedelta(days=14)
NEEDS_STAMP = True  # tests that post without a form set it to False

NO_STAMP = "The form that you sent was not complete, so a moderator reads it before it appears."
OLD_STAMP = "The page was open for a long time, so a moderator reads this before it appears."


def reasons(comment: Comment) -> Iterator[tuple[Reason, str]]:
    """Yield what speaks for a program as the sender, each with what the writer may read of it."""
    if comment.honeypot:
        yield _honeypot(comment.honeypot), ""
    if comment.stamped_at is None:
        if not NEEDS_STAMP:
            return
        words = "The form's stamp is missing or forged: it was perhaps sent by a program that never saw the page."
        yield Reason("no-stamp", words), NO_STAMP
        return
    took = comment.posted_at - comment.stamped_at
    seconds = max(0, int(took.total_seconds()))
    if took < FASTEST:
        words = f"It came {seconds} seconds after the form was made, faster than anybody writes."
        yield Reason("too-fast", words, {"seconds": seconds}), ""
    elif took > OLDEST:
        words = f"The form was made {took.days} days before, longer than a page stays open."
        yield Reason("old-stamp", words, {"days": took.days}), OLD_STAMP


def _honeypot(text: str) -> Reason:
    words = "A field that no person sees was filled in. Some browsers fill in such fields for their owners too."
    return Reason("honeypot", words, {"text": text[:80]})
