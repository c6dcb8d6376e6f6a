"""The rows of the mails."""

from __future__ import annotations

from rashomon_site.notifications.models.digest_choice import DigestChoice, Often
from rashomon_site.notifications.models.letter import Letter, LetterKind
from rashomon_site.notifications.models.notice import Notice, What
from rashomon_site.notifications.models.subscription import Confirmation, NeverMail, Stage, Subscription, Wish

__all__ = [
    "Confirmation",
    "DigestChoice",
    "Letter",
    "LetterKind",
    "NeverMail",
    "Notice",
    "Often",
    "Stage",
    "Subscription",
    "What",
    "Wish",
]
