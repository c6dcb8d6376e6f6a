"""The app `notifications`."""

from __future__ import annotations

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Subscriptions and mails."""

    name = "rashomon_site.notifications"
    label = "notifications"
