"""Count what each key asks by the month, and by the minute how fast."""

from __future__ import annotations

from time import time

from django.core.cache import caches
from django.db.models import F
from django.utils import timezone

from rashomon_site.spam.models import KeyUsage, SiteKey

MOST_A_MINUTE = 600
MOST_WRONG_A_MINUTE = 30  # tries with a key that does not exist, from one network
WINDOW = 60


def this_month() -> str:
    """Return the month as the protocol writes it."""
    return timezone.now().strftime("%Y-%m")


def add(key: SiteKey, counter: str) -> None:
    """Count one call: `spam`, `ham`, `missed_spam` or `false_positives`."""
    usage, _ = KeyUsage.objects.get_or_create(key=key, month=this_month())
    KeyUsage.objects.filter(pk=usage.pk).update(**{counter: F(counter) + 1})


def is_too_fast(who: str, most: int = MOST_A_MINUTE) -> bool:
    """Count one request of a key or a network in this minute, and say whether it is one too many."""
    name, counts = f"filter-endpoint:{who}:{int(time()) // WINDOW}", caches["counts"]
    if counts.add(name, 1, timeout=2 * WINDOW):
        return most < 1
    try:
        return counts.incr(name) > most
    except ValueError:  # it left the cache in between
        return False
