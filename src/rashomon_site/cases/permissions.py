"""Who may see, edit and publish a case."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.cases.models import CaseRevision, PublishedCase
from rashomon_site.cases.models.case import CaseQuerySet

Person = User | AnonymousUser | AbstractBaseUser


def may(user: Person, action: Action) -> bool:
    """Whether the account may do `action` somewhere; nobody without an account may."""
    return isinstance(user, User) and user.may(action)


def is_own(user: Person, case: PublishedCase) -> bool:
    """Whether the account is an author of the case, or was invited to write on it."""
    if not isinstance(user, User):
        return False
    return case.case_authors.filter(author__user=user, may_edit=True).exists()


def may_edit(user: Person, case: PublishedCase) -> bool:
    """Whether the account may save revisions of the case."""
    return may(user, Action.EDIT_ANY) or (may(user, Action.EDIT_OWN) and is_own(user, case))


def may_publish(user: Person, case: PublishedCase) -> bool:
    """Whether the account may decide what readers see of the case."""
    return may(user, Action.PUBLISH_ANY) or (may(user, Action.PUBLISH_OWN) and is_own(user, case))


def may_see(user: Person, case: PublishedCase, revision: CaseRevision | None = None) -> bool:
    """Whether the account may read the case, or one revision of it: readers see what is or was published."""
    if case.is_published and (revision is None or was_published(revision)):
        return True
    return may(user, Action.SEE_DRAFTS) or may_edit(user, case)


def was_published(revision: CaseRevision) -> bool:
    """Whether the revision is or has been shown to readers."""
    return revision.publications.shown().exists()


def editable_cases(user: Person) -> CaseQuerySet:
    """Return the cases of which the account may save revisions."""
    if may(user, Action.EDIT_ANY):
        return PublishedCase.objects.all()
    if not may(user, Action.EDIT_OWN):
        return PublishedCase.objects.none()
    return PublishedCase.objects.filter(Q(case_authors__author__user=user, case_authors__may_edit=True)).distinct()
