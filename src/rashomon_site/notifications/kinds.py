"""What each kind of mail says, made when it is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import import_string

from rashomon_site.notifications.messages import Message
from rashomon_site.notifications.models import Letter, LetterKind


def nothing() -> None:
    """Leave everything as it is."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail, and what is noted once it went out."""

    message: Message
    when_sent: Callable[[], object] = nothing


DRAFTS: dict[str, str] = {
    LetterKind.CONFIRM: "rashomon_site.notifications.confirming.draft",
    LetterKind.NOTICES: "rashomon_site.notifications.noticing.draft",
    LetterKind.DIGEST: "rashomon_site.notifications.digests.draft",
    LetterKind.YOUR_DATA: "rashomon_site.privacy.requests.draft",
}


def draft_of(letter: Letter) -> Draft | None:
    """Return what a mail says now; None if there is nothing to say any more, as after an erasure."""
    draft: Callable[[int], Draft | None] = import_string(DRAFTS[letter.kind])
    return draft(letter.about)
