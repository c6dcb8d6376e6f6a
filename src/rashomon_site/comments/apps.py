"""The app of the discussion."""

from __future__ import annotations

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """Comments of readers, without an account."""

    name = "rashomon_site.comments"
    label = "comments"
