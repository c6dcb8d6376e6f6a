"""Make accounts from the command line."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from rashomon_site.accounts.emails import vouch_for
from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Role
from rashomon_site.cases.services.audit import record


class BadAccount(Exception):
    """The account cannot be made or reset; the message says why."""


def add_account(name: str, role: str, email: str, password: str) -> User:
    """Make an account; raises BadAccount for a name that is taken or odd, an unknown role or a weak password."""
    if role not in Role.values:
        raise BadAccount(f"there is no role `{role}`: choose {', '.join(Role.values)}")
    if User.objects.filter(username__iexact=name).exists():
        raise BadAccount(f"there is an account `{name}` already")
    user = User(username=name, display_name=name, role=role, email=email)
    try:
        validate_password(password, user)
        user.set_password(password)
        user.full_clean()
    except ValidationError as error:
        raise BadAccount(" ".join(error.messages)) from None
    user.save()
    vouch_for(user)
    record(None, "account.made", account=name, role=role)
    return user


@transaction.atomic
def reset_account(name: str, *, password: str | None = None, second_factor: bool = False) -> User:
    """Give an account a new password, or take its second factor off, or both; raises BadAccount."""
    user = User.objects.select_for_update().filter(username__iexact=name).first()
    if user is None:
        raise BadAccount(f"there is no account `{name}`; the page People lists all of them")
    if not user.is_active:
        raise BadAccount(f"the account `{user.username}` is closed: open it again on the page People first")
    if password is not None:
        _give_password(user, password)
    if second_factor:
        Authenticator.objects.filter(user=user).delete()
        record(None, "account.second-factor-removed", account=user.username)
    return user


def _give_password(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise BadAccount(" ".join(error.messages)) from None
    user.set_password(password)  # also ends every session
    user.save(update_fields=["password"])
    record(None, "account.password-reset", account=user.username)
