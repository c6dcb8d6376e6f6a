"""How many comments one place may send. Counted in the database, so that all processes count alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.utils import timezone

from rashomon_site.comments.models import Comment


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` comments within `within`."""

    most: int
    within: timedelta


LIMITS = (Limit(5, timedelta(minutes=10)), Limit(30, timedelta(days=1)))
"""Of one network address (of IPv6 the /64 of one household). A family, or an office that talks, stays below."""


def too_many(address_token: str) -> int | None:
    """Return for how many seconds this place must wait before it may send another comment; None if it may now."""
    if not address_token:
        return None
    now = timezone.now()
    sent = _sent(address_token, now - LIMITS[-1].within)
    waits = [wait for limit in LIMITS if (wait := _wait(sent, limit, now))]
    return max(waits, default=None)


def _sent(address_token: str, since: datetime) -> list[datetime]:
    """Return when this place sent its latest comments, latest first: no more than are needed to count."""
    found = Comment.objects.filter(address_token=address_token, posted_at__gt=since, origin=None)
    return list(found.order_by("-posted_at").values_list("posted_at", flat=True)[: max(one.most for one in LIMITS)])


def _wait(sent: list[datetime], limit: Limit, now: datetime) -> int:
    """Return the seconds until the oldest of the last `most` comments no longer counts."""
    if len(sent) < limit.most:
        return 0
    return max(0, ceil((sent[limit.most - 1] + limit.within - now).total_seconds()))
