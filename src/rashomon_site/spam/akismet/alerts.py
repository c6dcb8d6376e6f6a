"""What a service tells the administrator: kept once for each thing it says, until somebody has dealt with it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, QuerySet
from django.utils import timezone

from rashomon_site.spam.akismet.protocol import Notice
from rashomon_site.spam.models import Alert


def raise_alerts(notices: Iterable[Notice]) -> None:
    """Keep what a service says; what it said before is counted, and comes back if it was put aside."""
    for one in notices:
        alert, is_new = Alert.objects.get_or_create(code=one.code, message=one.message)
        if not is_new:
            Alert.objects.filter(pk=alert.pk).update(times=F("times") + 1, last_at=timezone.now(), dismissed_at=None)


def settle_alert(code: str) -> None:
    """Put aside what is no longer so, such as silence when an answer has come."""
    Alert.objects.filter(code=code, dismissed_at=None).update(dismissed_at=timezone.now())


def open_alerts() -> QuerySet[Alert]:
    """Return what the administrator has not put aside."""
    return Alert.objects.filter(dismissed_at=None)
