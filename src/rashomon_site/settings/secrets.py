"""The key that signs sessions and links."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

LEAST_LENGTH = 32


def secret_key(given: str, public: bool, data: Path) -> str:
    """Return the operator's key, or for a local site one that is made once and kept; raises ImproperlyConfigured."""
    if given:
        if len(given) < LEAST_LENGTH:
            raise ImproperlyConfigured(f"RASHOMON_SECRET_KEY is too short: it takes {LEAST_LENGTH} characters or more.")
        return given
    if public:
        raise ImproperlyConfigured("RASHOMON_SECRET_KEY is missing. In public mode it takes a long random text.")
    return _kept(data / "secret-key")


def _kept(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()
