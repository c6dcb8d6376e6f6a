"""Who reads articles besides the built-in rules."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from rashomon.drafting.failures import ReaderFailure
from rashomon.drafting.propose.endpoint.configuration import ENDPOINT, KEY, MODEL, Endpoint, endpoint


def draft_endpoint(url: str, model: str, key: str) -> Endpoint | None:
    """Return the endpoint that may read articles, or None without one. Raises ImproperlyConfigured."""
    if not url:
        return None
    try:
        return endpoint({ENDPOINT: url, MODEL: model, KEY: key})
    except ReaderFailure as failure:
        raise ImproperlyConfigured(str(failure)) from None
