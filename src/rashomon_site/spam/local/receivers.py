"""Write down how each comment is known again, as it comes in and as it is changed."""

from __future__ import annotations

from typing import Any

from rashomon_site.comments.models import Comment
from rashomon_site.comments.signals import comment_edited, comment_posted
from rashomon_site.spam.local.marks import write_marks


def connect() -> None:
    """Listen from now on."""
    for signal in (comment_posted, comment_edited):
        signal.connect(_write, dispatch_uid="spam.local.marks")


def _write(comment: Comment, **told: Any) -> None:
    write_marks(comment)
