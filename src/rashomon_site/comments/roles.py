"""The word beside the name of somebody of the site, so that readers know as what a person speaks."""

from __future__ import annotations

from collections.abc import Collection

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Role
from rashomon_site.cases.models import CaseAuthor, PublishedCase

WORDS = {
    Role.ADMINISTRATOR: "Editor",
    Role.EDITOR: "Editor",
    Role.MODERATOR: "Moderator",
    Role.AUTHOR: "Author of other cases",
    Role.CONTRIBUTOR: "Contributor",
}


def author_ids(case: PublishedCase) -> set[int]:
    """Return the accounts of those whose names stand over the case."""
    rows = CaseAuthor.objects.filter(case=case, is_byline=True, author__user__isnull=False)
    return set(rows.values_list("author__user_id", flat=True))


def role_word(user: User | None, authors: Collection[int]) -> str:
    """Return what stands beside the name: "" for readers and for accounts that were closed."""
    if user is None or not user.is_active:
        return ""
    return "Author" if user.pk in authors else WORDS[user.effective_role]
