"""Change what people may do, and close accounts. The only writer of roles and of whether an account is open."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from rashomon_site.accounts.models import Invitation, User
from rashomon_site.accounts.roles import Action, Role, up_to
from rashomon_site.cases.services.audit import record

REFUSED = "Your account may not change other people's accounts."
LAST = "This is the last administrator. Make somebody else administrator first."


@transaction.atomic
def change_role(actor: User, person_id: int, role: Role) -> User:
    """Give an account another role; raises PermissionDenied, also for raising oneself."""
    person = _locked(actor, person_id)
    before = person.effective_role
    if role == before:
        return person
    if actor.pk == person.pk and role not in up_to(before):
        raise PermissionDenied("Nobody raises his own account.")
    _keep_an_administrator(person, role)
    person.role, person.is_superuser, person.is_staff = role, False, False
    person.save(update_fields=["role", "is_superuser", "is_staff"])
    record(actor, "role.changed", account=person.username, before=before.value, after=role.value)
    return person


@transaction.atomic
def close_account(actor: User, person_id: int) -> User:
    """Close an account: sessions end and invitations lapse, bylines stay. Raises PermissionDenied."""
    person = _locked(actor, person_id)
    if not person.is_active:
        return person
    _keep_an_administrator(person, None)
    person.is_active = False
    person.set_unusable_password()  # also ends every session for good, should the account be opened again
    person.save(update_fields=["is_active", "password"])
    Authenticator.objects.filter(user=person).delete()
    Invitation.objects.open().filter(invited_by=person).update(revoked_at=timezone.now())
    record(actor, "account.closed", account=person.username)
    return person


@transaction.atomic
def reopen_account(actor: User, person_id: int) -> User:
    """Open a closed account again; its person asks for a new password by mail. Raises PermissionDenied."""
    person = _locked(actor, person_id)
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
        record(actor, "account.reopened", account=person.username)
    return person


def _locked(actor: User, person_id: int) -> User:
    """Return the account, held so that two administrators cannot take each other's role in the same moment."""
    if not actor.may(Action.MANAGE_PEOPLE):
        raise PermissionDenied(REFUSED)
    held = {row.pk: row for row in User.objects.select_for_update().filter(_administrators() | Q(pk=person_id))}
    if actor.pk not in held or not held[actor.pk].may(Action.MANAGE_PEOPLE):
        raise PermissionDenied(REFUSED)
    return held[person_id]


def _administrators() -> Q:
    return Q(role=Role.ADMINISTRATOR) | Q(is_superuser=True)


def _keep_an_administrator(person: User, role: Role | None) -> None:
    if role == Role.ADMINISTRATOR or not person.may(Action.MANAGE_PEOPLE):
        return
    if not User.objects.filter(_administrators(), is_active=True).exclude(pk=person.pk).exists():
        raise PermissionDenied(LAST)
