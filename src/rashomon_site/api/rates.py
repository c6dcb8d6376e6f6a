"""How often one may ask. Counted in the cache by the minute, for each token, and else for each client address.

Not ninja's own throttles: they keep the times of all requests, lose some when two arrive at once, and tell the
client nothing of what is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import time

from django.core.cache import caches
from django.http import HttpRequest

from rashomon_site.api.caller import Caller
from rashomon_site.operations.client_address import client_network

WINDOW = 60  # seconds
READS = {"anonymous": 180, "token": 900}
WORK = {"anonymous": 20, "token": 120}  # what writes or reckons


@dataclass(frozen=True, slots=True)
class Count:
    """Where one stands within the present minute."""

    name: str
    limit: int
    used: int
    seconds: int  # until the count begins anew

    @property
    def is_over(self) -> bool:
        """Whether this request is one too many."""
        return self.used > self.limit

    @property
    def headers(self) -> dict[str, str]:
        """The lines that tell the client (draft-ietf-httpapi-ratelimit-headers)."""
        return {
            "RateLimit-Policy": f'"{self.name}";q={self.limit};w={WINDOW}',
            "RateLimit": f'"{self.name}";r={max(self.limit - self.used, 0)};t={self.seconds}',
        }


def count(request: HttpRequest, caller: Caller) -> Count:
    """Count one request and return where that leaves its sender."""
    name, limits = ("read", READS) if request.method in ("GET", "HEAD", "OPTIONS") else ("work", WORK)
    who = "token" if caller.token else "anonymous"
    sender = f"token-{caller.token.pk}" if caller.token else client_network(request)
    now = int(time())
    key = f"api-rate:{name}:{sender}:{now // WINDOW}"
    return Count(name, limits[who], _more(key), WINDOW - now % WINDOW)


def _more(key: str) -> int:
    counts = caches["counts"]
    if counts.add(key, 1, timeout=2 * WINDOW):
        return 1
    try:
        return counts.incr(key)
    except ValueError:  # it left the cache in between
        counts.set(key, 1, timeout=2 * WINDOW)
        return 1
