"""Forget what a service was sent, once the site keeps the sender's address no longer."""

from __future__ import annotations

from django.db.models import QuerySet

from rashomon_site.comments.models import Comment
from rashomon_site.spam.akismet.checker import NAME
from rashomon_site.spam.models import Check


def erase_sent(comments: QuerySet[Comment]) -> int:
    """Erase what was sent about these comments, and return for how many checks. No correction is possible after it.

    What the service said stays.
    """
    erased = 0
    for row in Check.objects.filter(checker=NAME, comment__in=comments).iterator():
        if row.kept.pop("sent", None) is not None:
            row.kept["is_erased"] = True
            row.save(update_fields=["kept"])
            erased += 1
    return erased
