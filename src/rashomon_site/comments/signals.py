"""What other parts of the site are told of the discussion.

Each is sent inside the transaction that it speaks of. A receiver that has something slow to do queues a task, which
then is written with the change or not at all.
"""

from __future__ import annotations

from django.dispatch import Signal

comment_posted = Signal()
"""comment, wishes (services.posting.Wishes): a reader has sent a comment; its first state is not yet decided."""

state_changed = Signal()
"""comment, event (CommentEvent), actor (User or None): a comment went from `event.before` to `event.after`."""

comment_edited = Signal()
"""comment: its writer has changed the text, and it was checked again."""

contribution_published = Signal()
"""contribution: readers now see what a comment led to."""
