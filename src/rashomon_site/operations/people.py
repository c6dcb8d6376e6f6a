"""Make accounts from the command line."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from rashomon_site.accounts.emails import vouch_for
from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Role
from rashomon_site.cases.services.audit import record


class BadAccount(Exception):
    """The account cannot be made; the message says why."""


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
