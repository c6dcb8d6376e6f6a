"""The app `drafts`."""

from __future__ import annotations

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """From an article to a draft case, with a person's decision on every item."""

    name = "rashomon_site.drafts"
    label = "drafts"
