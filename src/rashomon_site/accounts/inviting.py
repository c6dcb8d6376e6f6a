"""Send invitations and take them back."""

from __future__ import annotations

import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from rashomon_site.accounts.models import INVITATION_LASTS, Invitation, User, token_digest
from rashomon_site.accounts.roles import Action, Role
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.permissions import may_publish
from rashomon_site.cases.services.audit import record

REFUSED = "Your account may not invite to this role."


@transaction.atomic
def invite(actor: User, role: Role, *, email: str = "", case: PublishedCase | None = None) -> Invitation:
    """Make an invitation without a link yet; raises PermissionDenied for a role above one's own."""
    if role not in actor.may_grant() or (case and not may_publish(actor, case)):
        raise PermissionDenied(REFUSED)
    invitation = Invitation.objects.create(
        email=email,
        role=role,
        case_slug=case.slug if case else "",
        invited_by=actor,
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    record(actor, "invitation.made", case=case, role=role.value)  # the address stays out of the log
    return invitation


def new_token(invitation: Invitation) -> str:
    """Give the invitation a new secret and return it; only its digest is kept, so any earlier link stops working."""
    token = secrets.token_urlsafe(32)
    invitation.token_sha256 = token_digest(token)
    invitation.save(update_fields=["token_sha256"])
    return token


@transaction.atomic
def revoke(actor: User, invitation: Invitation) -> None:
    """Take an invitation back; raises PermissionDenied. One that was used, or is too old, stays as it is."""
    if not may_revoke(actor, invitation):
        raise PermissionDenied("Only whoever invited, or an administrator, takes an invitation back.")
    if Invitation.objects.open().filter(pk=invitation.pk).update(revoked_at=timezone.now()):
        record(actor, "invitation.revoked", role=invitation.role)


def may_revoke(actor: User, invitation: Invitation) -> bool:
    """Whether the account may take the invitation back."""
    own = actor.may(Action.INVITE) and invitation.invited_by_id == actor.pk
    return own or actor.may(Action.MANAGE_PEOPLE)
