"""Take over comments that were written elsewhere, with their dates and the states that they had there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.address_tokens import address_token
from rashomon_site.comments.models import Comment, CommentEvent, EventAction, State
from rashomon_site.comments.services.states import lock_discussion, tell_readers


@transaction.atomic
def adopt(case: PublishedCase, comments: Iterable[Comment], *, source: str) -> list[Comment]:
    """Save comments that have an `origin`, oldest first, and number those that are published. Returns the new ones.

    One whose origin is known is left as it is here. No checks are made and nobody is sent a mail.
    """
    discussion = lock_discussion(case)
    wanted = sorted(comments, key=lambda one: one.posted_at)
    known = set(Comment.objects.filter(origin__in=[one.origin for one in wanted]).values_list("origin", flat=True))
    new = [one for one in wanted if one.origin not in known]
    for comment in new:
        _complete(comment, case)
        if comment.state == State.PUBLISHED:
            discussion.last_number += 1
            comment.number, comment.published_at = discussion.last_number, comment.posted_at
        comment.save(force_insert=True)
    CommentEvent.objects.bulk_create(
        CommentEvent(comment=one, actor_name=source, action=EventAction.IMPORTED, after=one.state) for one in new
    )
    if new:
        tell_readers(discussion)
    return new


def _complete(comment: Comment, case: PublishedCase) -> None:
    """Fill what follows from the rest; an address older than addresses are kept here is not kept whole."""
    comment.case = case
    comment.submission_key = sha256(f"origin {comment.origin}".encode()).hexdigest()
    comment.address_token = address_token(comment.address or "")
    if comment.posted_at < timezone.now() - timedelta(days=settings.ADDRESS_DAYS):
        comment.address = None
