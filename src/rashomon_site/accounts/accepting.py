"""Accept an invitation: the session remembers which, from the invitation's page to the end of sign-up."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from rashomon_site.accounts.models import Invitation, User

KEY = "invitation"


def invitation_of(request: HttpRequest) -> Invitation | None:
    """Return the open invitation that the visitor holds."""
    found = Invitation.objects.open().select_related("invited_by").filter(pk=request.session.get(KEY) or 0).first()
    return found if found and is_backed(found) else None


def backed_invitation(token: str) -> Invitation | None:
    """Return the open invitation of a link, if whoever sent it may still invite to that role."""
    found = Invitation.objects.by_token(token)
    return found if found and is_backed(found) else None


def is_backed(invitation: Invitation) -> bool:
    """Whether the person who sent the invitation may still invite to its role."""
    return invitation.invited_by is not None and invitation.role in invitation.invited_by.may_grant()


def accept(invitation: Invitation, user: User) -> None:
    """Give a new account what the invitation says; raises PermissionDenied if another one was faster."""
    from rashomon_site.cases.services.audit import record

    used = Invitation.objects.open().filter(pk=invitation.pk).update(used_at=timezone.now(), used_by=user)
    if not used:
        raise PermissionDenied("This invitation has been used.")
    user.role = invitation.role
    user.save(update_fields=["role"])
    record(user, "invitation.accepted", role=user.role, invited_by=_name_of(invitation))
    _let_write(invitation, user)


def _name_of(invitation: Invitation) -> str:
    return invitation.invited_by.shown_name if invitation.invited_by else ""


def _let_write(invitation: Invitation, user: User) -> None:
    """Let the new account write on the case, as far as the person who invited it still decides on that."""
    from rashomon_site.cases.models import PublishedCase
    from rashomon_site.cases.permissions import may_publish
    from rashomon_site.cases.services.writers import invite_writer

    case = PublishedCase.objects.filter(slug=invitation.case_slug).first() if invitation.case_slug else None
    if case and invitation.invited_by and may_publish(invitation.invited_by, case):
        invite_writer(invitation.invited_by, case, user)
