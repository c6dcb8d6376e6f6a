"""Who asks: nobody in particular, or the owner of a token, with what that token may do."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.api.failures import Failure
from rashomon_site.api.models import ApiToken, Scope
from rashomon_site.api.tokens import find_token, note_use
from rashomon_site.cases.models import CaseRevision, PublishedCase
from rashomon_site.cases.models.case import CaseQuerySet
from rashomon_site.cases.permissions import editable_cases, may, may_edit, may_publish, may_see

SCHEME = "bearer"
ASK = {"WWW-Authenticate": 'Bearer realm="Rashomon"'}


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who asks. Every right is the token's scope and the role of its owner at this moment, together."""

    user: User | AnonymousUser
    token: ApiToken | None = None

    def has(self, scope: Scope) -> bool:
        """Whether the token was made with that scope."""
        return self.token is not None and scope.value in self.token.scopes

    def sees_drafts(self, case: PublishedCase) -> bool:
        """Whether drafts of the case may be read; who may write or publish must know what stands there."""
        if self.has(Scope.READ_DRAFTS) and (may(self.user, Action.SEE_DRAFTS) or may_edit(self.user, case)):
            return True
        if self.has(Scope.PUBLISH) and may_publish(self.user, case):
            return True
        return self.has(Scope.WRITE) and may_edit(self.user, case)

    def drafts(self) -> CaseQuerySet:
        """Return the cases of which drafts may be read. As `sees_drafts`, for lists."""
        if self.has(Scope.READ_DRAFTS) and may(self.user, Action.SEE_DRAFTS):
            return PublishedCase.objects.all()
        if self.has(Scope.READ_DRAFTS) or self.has(Scope.WRITE):
            return editable_cases(self.user)
        return PublishedCase.objects.none()

    def may_see(self, case: PublishedCase, revision: CaseRevision | None = None) -> bool:
        """Whether the case, or one revision of it, may be read."""
        return may_see(AnonymousUser(), case, revision) or self.sees_drafts(case)


NOBODY = Caller(AnonymousUser())


def caller_from(request: HttpRequest) -> Caller:
    """Return who asks, by the line Authorization alone; raises Failure for a token that is not good."""
    line = request.headers.get("Authorization", "")
    if not line:
        return NOBODY
    scheme, _, text = line.partition(" ")
    if scheme.lower() != SCHEME:
        raise _refused("The line Authorization takes `Bearer` and a token.")
    token = find_token(text.strip())
    if token is None:
        raise _refused("There is no such token.")
    _check(token)
    note_use(token)
    return Caller(token.user, token)


def _check(token: ApiToken) -> None:
    if token.revoked_at is not None:
        raise _refused("The token was revoked. Make a new one.")
    if token.has_ended(timezone.now()):
        raise _refused("The token has expired. Make a new one.")
    if not token.user.is_active:
        raise _refused("The account that the token belongs to is closed.")


def _refused(message: str) -> Failure:
    return Failure("token-refused", message, headers=ASK)


def caller_of(request: HttpRequest) -> Caller:
    """Return who asks, as the gate has found out."""
    caller = getattr(request, "api_caller", NOBODY)
    assert isinstance(caller, Caller)
    return caller


def owner_of(request: HttpRequest) -> User:
    """Return the account behind a request that needed a token."""
    user = caller_of(request).user
    assert isinstance(user, User)  # `access.needs` has seen to it
    return user
