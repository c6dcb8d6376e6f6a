"""People with an account."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from rashomon_site.accounts.roles import ALLOWED, Action, Role


class User(AbstractUser):
    """An account. What it may do follows from its one role; the public byline is `cases.Author`."""

    display_name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=20, choices=Role, default=Role.CONTRIBUTOR)

    @property
    def shown_name(self) -> str:
        """The name that other people see."""
        return self.display_name or self.username

    def may(self, action: Action) -> bool:
        """Whether the account's role allows `action` (on some case; `cases.permissions` knows on which)."""
        if not self.is_active:
            return False
        return self.is_superuser or action in ALLOWED[Role(self.role)]
