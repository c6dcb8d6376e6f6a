from __future__ import annotations

from django.apps import AppConfig
from django.core.cache import caches


class AccountsConfig(AppConfig):
    name = "rashomon_site.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Let allauth count in the cache that all processes share: it takes the default one, and has no setting."""
        from allauth.core.internal import ratelimit
        from allauth.mfa.totp.internal import auth

        ratelimit.cache = auth.cache = caches["shared"]
