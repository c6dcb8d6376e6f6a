"""When the services are asked and told: the ends of the discussion's signals. All run inside its transactions."""

from __future__ import annotations

from typing import Any

from rashomon_site.accounts.models import User
from rashomon_site.comments.models import Comment, CommentEvent
from rashomon_site.comments.signals import comment_edited, comment_posted, state_changed
from rashomon_site.spam.akismet.correcting import after_decision
from rashomon_site.spam.models import Question
from rashomon_site.spam.rechecking import ask_later


def connect() -> None:
    """Listen; called once, when the app is ready."""
    comment_posted.connect(_posted, dispatch_uid="spam.services.posted")
    comment_edited.connect(_edited, dispatch_uid="spam.services.edited")
    state_changed.connect(_decided, dispatch_uid="spam.services.decided")


def _posted(*, comment: Comment, **others: Any) -> None:
    ask_later(comment)


def _edited(*, comment: Comment, **others: Any) -> None:
    ask_later(comment, recheck="edit")


def _decided(*, comment: Comment, event: CommentEvent, actor: User | None, **others: Any) -> None:
    """A person decided: nobody is asked any more, and who was asked learns of it where it said otherwise."""
    if actor is None:
        return
    if event.undoes_id is None:
        Question.objects.filter(comment=comment).delete()
    after_decision(comment)
