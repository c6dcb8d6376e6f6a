"""Make, find and revoke tokens."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.api.models import ApiToken, Scope
from rashomon_site.cases.services.audit import record

BEGINNING = "rsh_"
SECRET_BYTES = 32
SHOWN_LETTERS = 10
LONGEST_NAME = 80
MOST_TOKENS = 50  # for one account, ended ones left out
_FORM = re.compile(rf"{BEGINNING}[A-Za-z0-9_-]{{43}}")


@transaction.atomic
def make_token(
    user: User, name: str, scopes: Iterable[str], expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """Return a new token and its secret, which is not kept and so can be shown once only.

    Raises ValidationError, and PermissionDenied for an account that is closed.
    """
    wanted = set(scopes)
    chosen = [scope.value for scope in Scope if scope.value in wanted]
    _check(user, name, wanted - set(chosen), expires_at)
    text = BEGINNING + secrets.token_urlsafe(SECRET_BYTES)
    token = ApiToken.objects.create(
        user=user,
        name=name.strip(),
        prefix=text[:SHOWN_LETTERS],
        sha256=_digest(text),
        scopes=chosen,
        expires_at=expires_at,
    )
    record(user, "token.made", token=str(token), scopes=chosen)
    return token, text


def _check(user: User, name: str, unknown: set[str], expires_at: datetime | None) -> None:
    if not user.is_active:
        raise PermissionDenied("This account is closed.")
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise ValidationError("Give the token a name of up to 80 letters, such as the program that will use it.")
    if unknown:
        raise ValidationError(f"Choose what the token may do from {', '.join(Scope.values)}.")
    if expires_at is not None and expires_at <= timezone.now():
        raise ValidationError("The token would have expired already. Choose a day to come.")
    if live_tokens(user).count() >= MOST_TOKENS:
        raise ValidationError(f"You have {MOST_TOKENS} tokens. Revoke one that is no longer used.")


def live_tokens(user: User) -> QuerySet[ApiToken]:
    """Return the account's tokens that still work."""
    return ApiToken.objects.filter(user=user, revoked_at=None).exclude(expires_at__lte=timezone.now())


def find_token(text: str) -> ApiToken | None:
    """Return the token with that secret, ended or not."""
    if not _FORM.fullmatch(text):
        return None
    return ApiToken.objects.select_related("user").filter(sha256=_digest(text)).first()


def note_use(token: ApiToken) -> None:
    """Keep the day on which the token was last used; writes once a day."""
    today = timezone.now().date()
    if token.last_used_on != today:
        token.last_used_on = today
        token.save(update_fields=["last_used_on"])


@transaction.atomic
def revoke_token(actor: User, token: ApiToken) -> None:
    """End a token for good; doing it twice changes nothing. Raises PermissionDenied for somebody else's."""
    if token.user_id != actor.pk:
        raise PermissionDenied("That token belongs to somebody else.")
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        record(actor, "token.revoked", token=str(token))


def _digest(text: str) -> str:
    # The secret is 32 random bytes, so that nobody can guess it from a plain digest; a slow hash would gain nothing.
    return sha256(text.encode()).hexdigest()
