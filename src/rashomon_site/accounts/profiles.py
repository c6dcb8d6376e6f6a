"""What people say of themselves: the name others see, and the public byline."""

from __future__ import annotations

from django.db import transaction

from rashomon_site.accounts.models import User
from rashomon_site.accounts.taken import check_name
from rashomon_site.cases.models import Author
from rashomon_site.cases.services.audit import record
from rashomon_site.cases.services.bylines import byline_of


@transaction.atomic
def set_display_name(user: User, name: str) -> None:
    """Change the name others see; raises ValidationError for one that is taken."""
    if name == user.display_name:
        return
    if name:
        check_name(name, owner=user)
    before, user.display_name = user.shown_name, name
    user.save(update_fields=["display_name"])
    record(user, "profile.changed", before=before, after=user.shown_name)


@transaction.atomic
def set_byline(user: User, *, name: str, bio: str, url: str) -> Author:
    """Change the public byline, which keeps its address; raises ValidationError for a name that is taken."""
    check_name(name, owner=user)
    author = byline_of(user)
    before = (author.name, author.bio, author.url)
    if before != (name, bio, url):
        author.name, author.bio, author.url = name, bio, url
        author.save(update_fields=["name", "bio", "url"])
        record(user, "byline.changed", before=before[0], after=name)
    return author
