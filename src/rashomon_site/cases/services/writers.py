"""Let people write on one case, and take that away again."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import CaseAuthor, PublishedCase
from rashomon_site.cases.permissions import may_publish
from rashomon_site.cases.services.audit import record
from rashomon_site.cases.services.bylines import byline_of

REFUSED = "Your account may not decide who writes on this case."


@transaction.atomic
def invite_writer(actor: User, case: PublishedCase, invited: User) -> CaseAuthor:
    """Let `invited` save revisions of the case; raises PermissionDenied. Doing it twice changes nothing."""
    if not may_publish(actor, case):
        raise PermissionDenied(REFUSED)
    PublishedCase.objects.select_for_update().get(pk=case.pk)  # publishing changes the same rows
    row, made = CaseAuthor.objects.get_or_create(
        case=case, author=byline_of(invited), defaults={"is_byline": False, "may_edit": True}
    )
    if made or not row.may_edit:
        row.may_edit = True
        row.save(update_fields=["may_edit"])
        record(actor, "writer.invited", case=case, writer=invited.shown_name)
    return row


@transaction.atomic
def remove_writer(actor: User, writer: CaseAuthor) -> None:
    """Take the right to write away; a byline that readers see stays. Raises PermissionDenied."""
    if not may_publish(actor, writer.case):
        raise PermissionDenied(REFUSED)
    PublishedCase.objects.select_for_update().get(pk=writer.case_id)  # publishing changes the same rows
    row = CaseAuthor.objects.filter(pk=writer.pk)
    record(actor, "writer.removed", case=writer.case, writer=writer.author.name)
    row.update(may_edit=False)
    row.filter(is_byline=False).delete()
