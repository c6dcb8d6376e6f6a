"""Write down who did what."""

from __future__ import annotations

from typing import Any

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import AuditEntry, CaseRevision, PublishedCase

NOBODY = "The site itself"


def record(
    actor: User | None,
    action: str,
    *,
    case: PublishedCase | None = None,
    revision: CaseRevision | None = None,
    **detail: Any,
) -> AuditEntry:
    """Add an entry to the audit log; call it inside the transaction that it speaks of."""
    return AuditEntry.objects.create(
        actor=actor,
        actor_name=actor.shown_name if actor else NOBODY,
        action=action,
        case=case,
        case_slug=case.slug if case else "",
        revision_number=revision.number if revision else None,
        detail=detail,
    )
