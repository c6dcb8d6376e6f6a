"""Say that a question is settled, or open it again. The case stays published either way."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.permissions import may_publish
from rashomon_site.cases.services.audit import record


@transaction.atomic
def settle(actor: User, case: PublishedCase, on: date) -> None:
    """Mark a published case as settled on a day; raises PermissionDenied and ValidationError."""
    if on > timezone.now().date():
        raise ValidationError("That day is still to come. Choose today or an earlier day.")
    _set(actor, case, on, "case.settled")


@transaction.atomic
def reopen(actor: User, case: PublishedCase) -> None:
    """Mark a settled case as open again; raises PermissionDenied and ValidationError."""
    _set(actor, case, None, "case.reopened")


def _set(actor: User, case: PublishedCase, on: date | None, action: str) -> None:
    if not may_publish(actor, case):
        raise PermissionDenied("Your account may not decide that.")
    row = PublishedCase.objects.select_for_update().get(pk=case.pk)
    if not row.is_published:
        raise ValidationError("The case is not published.")
    if (row.closed_on is None) == (on is None):
        raise ValidationError("The case is settled already." if on else "The case is open already.")
    row.closed_on = on
    row.save(update_fields=["closed_on"])
    record(actor, action, case=row, on=on.isoformat() if on else "")
