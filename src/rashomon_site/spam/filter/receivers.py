"""What the filter does when a person has decided."""

from __future__ import annotations

from typing import Any

from rashomon_site.comments.models import Comment
from rashomon_site.comments.signals import comment_edited, state_changed
from rashomon_site.spam.models import FilterExample


def connect() -> None:
    """Listen to decisions."""
    state_changed.connect(_on_state_changed, dispatch_uid="filter learns a decision")
    comment_edited.connect(_on_edited, dispatch_uid="filter learns an edited text")


def _on_state_changed(sender: object, *, comment: Comment, actor: object, **others: Any) -> None:
    from rashomon_site.spam.filter.tasks import learn_decision

    if actor is not None:
        learn_decision.enqueue(comment.pk)


def _on_edited(sender: object, *, comment: Comment, **others: Any) -> None:
    from rashomon_site.spam.filter.tasks import learn_decision

    if FilterExample.objects.filter(comment=comment).exists():
        learn_decision.enqueue(comment.pk)
