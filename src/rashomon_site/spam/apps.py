"""The app `spam`."""

from __future__ import annotations

from django.apps import AppConfig


class SpamConfig(AppConfig):
    """Checks of comments."""

    name = "rashomon_site.spam"
    label = "spam"

    def ready(self) -> None:
        """Listen to what happens to comments."""
        from rashomon_site.spam.filter import receivers as filter_receivers
        from rashomon_site.spam.local import receivers

        receivers.connect()
        filter_receivers.connect()

        from rashomon_site.spam.akismet import receivers as of_services

        of_services.connect()
