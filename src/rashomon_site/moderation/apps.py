"""The app `moderation`."""

from __future__ import annotations

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """The moderators' queue and rules."""

    name = "rashomon_site.moderation"
    label = "moderation"
