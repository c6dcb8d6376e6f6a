"""Make a case of a reviewed draft, and delete drafts."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import CaseRevision
from rashomon_site.cases.services.audit import record
from rashomon_site.cases.services.saving import create_case
from rashomon_site.drafts.models import Progress, StoredDraft


@transaction.atomic
def make(actor: User, stored: StoredDraft) -> CaseRevision:
    """Start a case from a draft, once. Raises Unconfirmed, PermissionDenied and ValidationError."""
    from rashomon.drafting.review.casemaking import case_text

    locked = StoredDraft.objects.select_for_update().get(pk=stored.pk)
    if locked.case_id is not None:
        raise ValidationError("The case has been made already. Open it from this page.")
    if locked.state != Progress.READY:
        raise ValidationError("The article is not read yet. Wait for it.")
    revision = create_case(actor, case_text(locked.draft()), message=f"From an article: {locked.title}"[:500])
    locked.case = revision.case
    locked.save(update_fields=["case", "changed_at"])
    record(actor, "draft.made-case", case=revision.case, draft=locked.pk)
    return revision


@transaction.atomic
def delete_draft(actor: User, stored: StoredDraft) -> None:
    """Delete a draft with its decisions."""
    record(actor, "draft.deleted", case=stored.case, draft=stored.pk, title=stored.title)
    StoredDraft.objects.filter(pk=stored.pk).delete()
