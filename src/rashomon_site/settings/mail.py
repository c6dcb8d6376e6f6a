"""How mail is sent: to the console by default, by SMTP where RASHOMON_MAIL_URL says so."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BACKENDS = "django.core.mail.backends"
ACCEPTED = "RASHOMON_MAIL_URL takes `console:` or `smtp://user:password@host:port`, `smtps://…` with TLS"


def mail(url: str) -> dict[str, Any]:
    """Return Django's settings for mail; raises ImproperlyConfigured for an address it does not know."""
    if url in ("console:", ""):
        return {"EMAIL_BACKEND": f"{BACKENDS}.console.EmailBackend"}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured(f"RASHOMON_MAIL_URL cannot be read. {ACCEPTED}.") from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured(f"RASHOMON_MAIL_URL cannot be read. {ACCEPTED}.")
    return {
        "EMAIL_BACKEND": f"{BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
