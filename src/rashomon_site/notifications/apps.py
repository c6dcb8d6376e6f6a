"""The app `notifications`."""

from __future__ import annotations

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Subscriptions and mails."""

    name = "rashomon_site.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Hear of what readers may want to hear of."""
        from rashomon_site.notifications import receivers  # noqa: F401 - connects them
