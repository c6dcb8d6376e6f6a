"""Issue, find and revoke the keys of other blogs."""

from __future__ import annotations

import secrets
from hashlib import sha256
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.cases.permissions import may
from rashomon_site.cases.services.audit import record
from rashomon_site.spam.filter.learning import withdraw
from rashomon_site.spam.models import SiteKey

SECRET_BYTES = 16
KEY_LETTERS = 2 * SECRET_BYTES  # small letters and digits alone, as a key may be the first label of a host name
SHOWN_LETTERS = 6


@transaction.atomic
def issue_key(actor: User, site: str) -> tuple[SiteKey, str]:
    """Return a new key and its secret, which is not kept and so can be shown once only."""
    _allow(actor)
    site = site.strip()
    try:
        URLValidator(schemes=["http", "https"])(site)
    except ValidationError:
        raise ValidationError("Give the whole address of the blog's home page, beginning with https://.") from None
    text = secrets.token_hex(SECRET_BYTES)
    key = SiteKey.objects.create(site=site[:500], prefix=text[:SHOWN_LETTERS], sha256=_digest(text), issued_by=actor)
    record(actor, "filter-key.issued", key=str(key))
    return key, text


@transaction.atomic
def revoke_key(actor: User, key: SiteKey, *, unlearn: bool = False) -> None:
    """End a key for good, and if asked for also unlearn what its blog taught. Doing it twice changes nothing."""
    _allow(actor)
    if SiteKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=timezone.now()):
        forgotten = withdraw(origin_of(key)) if unlearn else 0
        record(actor, "filter-key.revoked", key=str(key), unlearnt=forgotten)


def find_key(text: str) -> SiteKey | None:
    """Return the working key with that secret."""
    if len(text) != KEY_LETTERS:
        return None
    return SiteKey.objects.filter(sha256=_digest(text.lower()), revoked_at=None).first()


def note_use(key: SiteKey) -> None:
    """Keep the day on which the key was last used; writes once a day."""
    today = timezone.now().date()
    if key.last_used_on != today:
        SiteKey.objects.filter(pk=key.pk).update(last_used_on=today)


def is_own_site(key: SiteKey, blog: str) -> bool:
    """Whether an address is that of the key's site, or below it; http and https, www. and none are the same."""
    host, path = _place(key.site)
    given, below = _place(blog)
    return bool(host) and host == given and f"{below}/".startswith(f"{path}/")


def origin_of(key: SiteKey) -> str:
    """Return under which name the filter keeps what the key's site taught."""
    host, path = _place(key.site)
    return f"{host}{path}"[:100]


def _place(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "", ""
    return (parts.hostname or "").removeprefix("www.") + port, parts.path.rstrip("/")


def _allow(actor: User) -> None:
    if not may(actor, Action.ADMINISTER):
        raise PermissionDenied("Only administrators issue and revoke keys.")


def _digest(text: str) -> str:
    # The secret is random bytes, so that nobody can guess it from a plain digest; a slow hash would gain nothing.
    return sha256(text.encode()).hexdigest()
