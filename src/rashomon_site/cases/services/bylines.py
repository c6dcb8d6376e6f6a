"""Keep the bylines of a case in step with what its document says."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from rashomon.model import Author as NamedAuthor
from rashomon.model import Case
from rashomon_site.accounts.models import User
from rashomon_site.accounts.names import look
from rashomon_site.accounts.roles import Action
from rashomon_site.cases.models import Author, CaseAuthor, PublishedCase
from rashomon_site.cases.permissions import may
from rashomon_site.cases.services.unique_names import with_free_name
from rashomon_site.cases.slugs import free_slug, slug_of


def byline_of(user: User) -> Author:
    """Return the account's public byline, made on first need."""
    return with_free_name(lambda: Author.objects.filter(user=user).first() or _new_byline(user))


def _new_byline(user: User) -> Author:
    wanted = slug_of(user.shown_name)
    taken = set(Author.objects.filter(slug__startswith=wanted[:60]).values_list("slug", flat=True))
    return Author.objects.create(slug=free_slug(wanted, taken), name=user.shown_name, user=user)


def check_bylines(actor: User | None, row: PublishedCase, case: Case) -> None:
    """Refuse a colleague's name, or one that looks the same, over a case that he does not write on.

    Raises PermissionDenied.
    """
    if actor is None or may(actor, Action.PUBLISH_ANY):
        return
    names = [author.name for author in case.authors]
    writers = row.case_authors.filter(may_edit=True).values("author_id")
    strangers = Author.objects.filter(user__isnull=False).exclude(pk__in=writers).exclude(user=actor)
    stranger = _one_of({slug_of(name) for name in names}, {look(name) for name in names}, strangers)
    if stranger:
        raise PermissionDenied(f"{stranger.name} has an account here. Invite {stranger.name} to the case first.")


def _one_of(slugs: set[str], looks: set[str], bylines: QuerySet[Author]) -> Author | None:
    """Return the first byline that a reader could take for one of the names."""
    return next((byline for byline in bylines if byline.slug in slugs or look(byline.name) in looks), None)


def set_bylines(row: PublishedCase, case: Case) -> None:
    """Make the named authors of the document the bylines of the case, in its order."""
    row.case_authors.filter(is_byline=True).update(is_byline=False)
    named = {slug_of(author.name): author for author in case.authors}
    # In one order for all cases: two that are published at once would else wait for each other's authors for ever.
    rows = {slug: _named(slug, named[slug]) for slug in sorted(named)}
    for position, author in enumerate(rows[slug] for slug in named):
        CaseAuthor.objects.update_or_create(
            case=row,
            author=author,
            defaults={"is_byline": True, "position": position},
            create_defaults={"is_byline": True, "position": position, "may_edit": False},
        )
    row.case_authors.filter(is_byline=False, may_edit=False).delete()


def _named(slug: str, named: NamedAuthor) -> Author:
    """Return the byline of that name; what the document says of a person without an account is kept up to date."""
    renamed = Author.objects.filter(name=named.name, user__isnull=False).first()
    if renamed:  # the byline of an account keeps its address when its name changes
        return renamed
    author, made = Author.objects.get_or_create(
        slug=slug,
        defaults={"name": named.name[:200], "bio": named.bio or "", "url": named.url or ""},
    )
    if not made and author.user_id is None and named.bio and author.bio != named.bio:
        author.bio = named.bio
        author.save(update_fields=["bio"])
    return author
