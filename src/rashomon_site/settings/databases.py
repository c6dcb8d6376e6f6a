"""Which database: SQLite beside the site's data by default, PostgreSQL where DATABASE_URL says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ACCEPTED = "DATABASE_URL takes `postgres://user:password@host:port/name`, or nothing for SQLite"


def database(url: str, data: Path) -> dict[str, Any]:
    """Return Django's settings of the database; raises ImproperlyConfigured for an address it does not know."""
    return _postgres(url) if url else sqlite(data / "rashomon.sqlite3")


def sqlite(path: Path) -> dict[str, Any]:
    """Return settings for SQLite: readers never wait for a writer, and a writer asks for its turn at once."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # Without IMMEDIATE, two transactions that read and then write would fail at once instead of waiting.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def _postgres(url: str) -> dict[str, Any]:
    parts = _parts(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _parts(url: str) -> Any:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("postgres", "postgresql") and len(parts.path) > 1 and (parts.port or 1) > 0
    except ValueError:
        known = False
    if not known:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read. {ACCEPTED}.")
    return parts
