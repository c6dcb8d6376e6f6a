"""Close and open a discussion by hand."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.audit import record
from rashomon_site.comments.services.states import lock_discussion


def close(actor: User, case: PublishedCase) -> None:
    """Let nobody write on the case any more; what is there stays. Raises PermissionDenied."""
    _set(actor, case, closed=True)


def reopen(actor: User, case: PublishedCase) -> None:
    """Let readers write again; raises PermissionDenied."""
    _set(actor, case, closed=False)


@transaction.atomic
def _set(actor: User, case: PublishedCase, *, closed: bool) -> None:
    if not actor.may(Action.MODERATE):
        raise PermissionDenied("Moderators and editors close discussions.")
    discussion = lock_discussion(case)
    if (discussion.closed_at is not None) == closed:
        return
    discussion.closed_at = timezone.now() if closed else None
    discussion.closed_by_name = actor.shown_name if closed else ""
    discussion.changed_at = timezone.now()
    discussion.save(update_fields=["closed_at", "closed_by_name", "changed_at"])
    record(actor, "discussion.closed" if closed else "discussion.opened", case=case)
