"""The app `wordpress`."""

from __future__ import annotations

from django.apps import AppConfig


class WordPressConfig(AppConfig):
    """Import and export of WordPress files."""

    name = "rashomon_site.wordpress"
    label = "wordpress"
