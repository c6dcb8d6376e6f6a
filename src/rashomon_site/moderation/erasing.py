"""Erase a comment for good: only what is spam or removed, after a second question, and never without a trace."""

from __future__ import annotations

from django.db import transaction

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.cases.permissions import may
from rashomon_site.cases.services.audit import record
from rashomon_site.comments.models import Comment, EventAction, State
from rashomon_site.comments.services.states import lock_discussion, tell_readers
from rashomon_site.moderation.access import REFUSED
from rashomon_site.moderation.deciding import MayNotModerate
from rashomon_site.moderation.models import Report
from rashomon_site.spam.filter.learning import forget

ERASABLE = (State.SPAM, State.REMOVED)
ERASED_NAME = "Erased"


class NotErasable(ValueError):
    """The comment is published or waits; it has to be removed first."""


@transaction.atomic
def erase(actor: User, comment: Comment) -> bool:
    """Erase a comment and return whether its row is gone.

    One that readers once saw keeps its number and its place, without a name or a word; so does one that became part
    of a case. Of any other the whole row goes, with its history.
    """
    if not may(actor, Action.MODERATE):
        raise MayNotModerate(REFUSED)
    discussion = lock_discussion(comment.case)
    comment.refresh_from_db()
    if comment.state not in ERASABLE:
        raise NotErasable("Only spam and what was removed can be erased.")
    name = f"#{comment.number}" if comment.number else f"letter {comment.pk}"
    forget(comment)
    record(actor, "comments.erased", case=comment.case, comment=name, state=comment.state)
    if comment.number is None and not comment.contributions.exists():
        comment.delete()
        return True
    empty(comment)
    tell_readers(discussion)
    return False


def empty(comment: Comment) -> None:
    """Leave a comment's place and nothing of its writer."""
    comment.name, comment.text = ERASED_NAME, ""
    for column in ("email", "url", "public_note", "about_words", "address_token", "user_agent", "referrer", "honeypot"):
        setattr(comment, column, "")
    comment.address, comment.user, comment.stamped_at, comment.origin = None, None, None, None
    comment.save()
    comment.checks.all().delete()
    comment.text_marks.all().delete()
    Report.objects.filter(comment=comment).delete()
    comment.events.filter(action__in=(EventAction.NOTED, EventAction.REPORTED)).delete()
    for event in comment.events.all():
        event.detail = {}
        if event.action in (EventAction.POSTED, EventAction.IMPORTED, EventAction.EDITED, EventAction.WITHDRAWN):
            event.actor_name, event.actor = "The writer", None
        event.save(update_fields=["detail", "actor_name", "actor"])
