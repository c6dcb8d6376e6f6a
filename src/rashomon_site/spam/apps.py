"""The app `spam`."""

from __future__ import annotations

from django.apps import AppConfig


class SpamConfig(AppConfig):
    """Checks of comments."""

    name = "rashomon_site.spam"
    label = "spam"
