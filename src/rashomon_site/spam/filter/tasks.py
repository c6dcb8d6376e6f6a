"""Learning, in the background."""

from __future__ import annotations

from django_tasks import task

from rashomon_site.comments.models import Comment
from rashomon_site.spam.filter.learning import learn_comment


@task()
def learn_decision(comment_id: int) -> None:
    """Learn what stands decided on a comment now, which may be more than what queued this."""
    comment = Comment.objects.filter(pk=comment_id).first()
    if comment is not None:
        learn_comment(comment)
