"""Take away what has expired and nobody can use any more. The audit log and what people wrote stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from rashomon_site.accounts.models import Invitation, SharedCacheRow

INVITATIONS_KEPT = timedelta(days=30)
"""For so long after its last day an invitation stays on the page People, so that one sees why a link failed."""
TASKS_KEPT = timedelta(days=14)


def clear_expired() -> str:
    """Delete what has expired, and say how much of what; "" if there was nothing. Harmless on a running site."""
    now = timezone.now()
    counts = [(words, rows.delete()[0]) for words, rows in _expired(now)]
    told = ", ".join(f"{count:,} {words}" for words, count in counts if count)
    return f"cleared {told}" if told else ""


def _expired(now: datetime) -> Iterator[tuple[str, QuerySet[Any, Any]]]:
    yield "sessions", Session.objects.filter(expire_date__lt=now)
    yield "invitations", Invitation.objects.filter(expires_at__lt=now - INVITATIONS_KEPT)
    yield "shared counts", SharedCacheRow.objects.filter(expires__lt=now)
    long_ago = now - TASKS_KEPT
    # One that began so long ago and never ended was cut off when its process was killed.
    cut_off = Q(finished_at=None, started_at__lt=long_ago)
    yield "tasks", DBTaskResult.objects.filter(Q(finished_at__lt=long_ago) | cut_off)
