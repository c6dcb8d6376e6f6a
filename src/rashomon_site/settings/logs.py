"""What is logged, and how: to standard error, one line an event, without personal data."""

from __future__ import annotations

from typing import Any


def logs(level: str, form: str) -> dict[str, Any]:
    """Return the logging configuration: `form` is `text` or `json`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
            "json": {"()": "rashomon_site.operations.json_log.JsonFormatter"},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": form}},
        "loggers": {
            # These name paths, some of which hold single-use tokens, and hosts that strangers make up. The line of
            # `request_log` tells of each such request what may be told.
            "django.request": {"level": "ERROR"},
            "django.security.csrf": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
        "root": {"handlers": ["stderr"], "level": level.upper()},
    }
