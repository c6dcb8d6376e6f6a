"""One log line a request: what was asked and how it went, and nothing about who asked."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest, HttpResponseBase

logger = logging.getLogger("rashomon_site.requests")


class RequestLogMiddleware:
    """Logs method, route, status and time. Addresses, query strings and accounts are left out on purpose.
    The time is also told to the browser, in the standard `Server-Timing` line.

    The route (`cases/<slug:slug>/`) and not the path is logged, as some paths hold single-use tokens.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on and log how it went."""
        start = perf_counter()
        response = self.get_response(request)
        milliseconds = round((perf_counter() - start) * 1000, 1)
        response.headers["Server-Timing"] = f"total;dur={milliseconds}"
        route = f"/{request.resolver_match.route}" if request.resolver_match else "(no such page)"
        facts = {"method": request.method, "route": route, "status": response.status_code, "ms": milliseconds}
        logger.info("%(method)s %(route)s %(status)s in %(ms)s ms", facts, extra={"facts": facts})
        return response
