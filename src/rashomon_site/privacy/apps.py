"""The app `privacy`."""

from __future__ import annotations

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Data of commenters."""

    name = "rashomon_site.privacy"
    label = "privacy"
