"""Keep the bylines of a case in step with what its document says."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from rashomon.model import Author as NamedAuthor
from rashomon.model import Case
from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.cases.models import Author, CaseAuthor, PublishedCase
from rashomon_site.cases.permissions import may
from rashomon_site.cases.slugs import free_slug, slug_of


def byline_of(user: User) -> Author:
    """Return the account's public byline, made on first need."""
    found = Author.objects.filter(user=user).first()
    if found:
        return found
    wanted = slug_of(user.shown_name)
    taken = set(Author.objects.filter(slug__startswith=wanted[:60]).values_list("slug", flat=True))
    return Author.objects.create(slug=free_slug(wanted, taken), name=user.shown_name, user=user)


def check_bylines(actor: User | None, row: PublishedCase, case: Case) -> None:
    """Refuse to put a colleague's name over a case that he does not write on; raises PermissionDenied."""
    if actor is None or may(actor, Action.PUBLISH_ANY):
        return
    slugs = [slug_of(author.name) for author in case.authors]
    writers = row.case_authors.filter(may_edit=True).values("author_id")
    stranger = Author.objects.filter(slug__in=slugs, user__isnull=False).exclude(pk__in=writers).first()
    if stranger:
        raise PermissionDenied(f"{stranger.name} has an account here. Invite {stranger.name} to the case first.")


def set_bylines(row: PublishedCase, case: Case) -> None:
    """Make the named authors of the document the bylines of the case, in its order."""
    row.case_authors.filter(is_byline=True).update(is_byline=False)
    for position, named in enumerate(case.authors):
        author = _named(named)
        CaseAuthor.objects.update_or_create(
            case=row,
            author=author,
            defaults={"is_byline": True, "position": position},
            create_defaults={"is_byline": True, "position": position, "may_edit": False},
        )
    row.case_authors.filter(is_byline=False, may_edit=False).delete()


def _named(named: NamedAuthor) -> Author:
    """Return the byline of that name; what the document says of a person without an account is kept up to date."""
    author, made = Author.objects.get_or_create(
        slug=slug_of(named.name),
        defaults={"name": named.name[:200], "bio": named.bio or "", "url": named.url or ""},
    )
    if not made and author.user_id is None and named.bio and author.bio != named.bio:
        author.bio = named.bio
        author.save(update_fields=["bio"])
    return author
