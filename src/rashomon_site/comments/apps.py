"""The app of the discussion."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_save


class CommentsConfig(AppConfig):
    """Comments of readers, without an account."""

    name = "rashomon_site.comments"
    label = "comments"

    def ready(self) -> None:
        """Listen for what changes how comments are shown."""
        from rashomon_site.cases.signals import case_published
        from rashomon_site.comments.receivers import person_saved, readers_see_another_revision

        post_save.connect(person_saved, sender=settings.AUTH_USER_MODEL, dispatch_uid="comments.person_saved")
        case_published.connect(readers_see_another_revision, dispatch_uid="comments.case_published")
