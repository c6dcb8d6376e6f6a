"""Take reports of readers: without an account, once for each comment and network, and not too many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from rashomon_site.comments.address_tokens import address_token
from rashomon_site.comments.models import Comment, CommentEvent, EventAction, State
from rashomon_site.comments.services.states import change_state, lock_discussion
from rashomon_site.moderation.decisions import decisions
from rashomon_site.moderation.models import Report, ReportReason

HOLD_AT = 3
"""So many readers from different networks take a comment off the page until a moderator has looked. One or two would
let a single person with a telephone silence others; more would leave an insult standing over a weekend."""

HOURLY = 10
"""Reports that one network may send in an hour."""

HELD = "Readers have reported it, so a moderator reads it again."
READER = "A reader"


class TooMany(Exception):
    """The network has sent too many reports within the hour."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a reader sent."""

    reason: ReportReason
    words: str = ""
    is_doubtful: bool = False


def report(comment: Comment, complaint: Complaint, address: str) -> bool:
    """Keep a report and return True, or False if this network has reported the comment before."""
    token = address_token(address)
    sent = Report.objects.filter(address_token=token, at__gt=timezone.now() - timedelta(hours=1))
    if Report.objects.filter(comment=comment, address_token=token).exists():
        return False
    if sent.count() >= HOURLY:
        raise TooMany
    try:
        _keep(comment, complaint, token)
    except IntegrityError:  # sent twice at one moment
        return False
    return True


@transaction.atomic
def _keep(comment: Comment, complaint: Complaint, token: str) -> None:
    lock_discussion(comment.case)  # so that two last reports do not both hold it
    comment.refresh_from_db()
    Report.objects.create(
        comment=comment,
        address_token=token,
        reason=complaint.reason,
        words=complaint.words[:500],
        is_doubtful=complaint.is_doubtful,
    )
    CommentEvent.objects.create(
        comment=comment, actor_name=READER, action=EventAction.REPORTED, detail={"report": complaint.reason}
    )
    if holds(comment):
        change_state(comment, State.WAITING, actor=None, reason=HELD, reports=HOLD_AT)


def holds(comment: Comment) -> bool:
    """Whether the reports take the comment off the page, unless a moderator has approved it in spite of reports."""
    if comment.state != State.PUBLISHED or Report.objects.filter(comment=comment).counting().count() < HOLD_AT:
        return False
    settled = Report.objects.filter(comment=comment, settled_at__isnull=False).values("settled_in")
    return not decisions().filter(comment=comment, after=State.PUBLISHED, batch__in=settled).exists()
