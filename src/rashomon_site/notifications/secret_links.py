"""Links in mails that work once: only a digest of the secret is kept, and each ends by itself."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import ClassVar, Self

from django.db import models
from django.utils import timezone


def digest(secret: str) -> str:
    """Return what is kept of a secret. It is 256 bits of chance, so a plain digest cannot be undone."""
    return sha256(secret.encode()).hexdigest()


class SecretLink(models.Model):
    """What a link in a mail opens, once, and until when."""

    LASTS: ClassVar[timedelta] = timedelta(days=3)

    secret_sha256 = models.CharField(max_length=64, blank=True, db_index=True)  # "" before the mail is made
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def opened_by(cls, secret: str) -> Self | None:
        """Return the row that a secret opens now, or None."""
        rows = cls._default_manager.filter(secret_sha256=digest(secret), used_at=None, expires_at__gt=timezone.now())
        return rows.first() if secret else None

    def new_secret(self, lasts: timedelta | None = None) -> str:
        """Return a new secret for a mail, or a next page; any earlier one stops working."""
        secret = secrets.token_urlsafe(32)
        self.secret_sha256, self.expires_at = digest(secret), timezone.now() + (lasts or self.LASTS)
        self.save(update_fields=["secret_sha256", "expires_at"])
        return secret

    def use(self) -> bool:
        """Use it up, and say whether that worked: of two clicks at one moment, one does."""
        rows = type(self)._default_manager.filter(pk=self.pk, secret_sha256=self.secret_sha256, used_at=None)
        return rows.filter(expires_at__gt=timezone.now()).update(used_at=timezone.now()) == 1
