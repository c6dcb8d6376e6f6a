"""What moderators may decide, and the reasons of the comments policy for which a comment is removed."""

from __future__ import annotations

from django.db.models import TextChoices

from rashomon_site.comments.models import State


class Decision(TextChoices):
    """What a moderator may decide."""

    PUBLISH = "publish", "Publish"
    HOLD = "hold", "Hold"
    SPAM = "spam", "Spam"
    REMOVE = "remove", "Remove"


LEADS_TO = {
    Decision.PUBLISH: State.PUBLISHED,
    Decision.HOLD: State.WAITING,
    Decision.SPAM: State.SPAM,
    Decision.REMOVE: State.REMOVED,
}
DONE = {
    State.PUBLISHED: "Published",
    State.WAITING: "Put back to wait",
    State.SPAM: "Marked as spam",
    State.REMOVED: "Removed",
}
"""A decision in the past tense."""


class Breach(TextChoices):
    """Why a comment is not shown: a line of the comments policy."""

    TOPIC = "topic", "Not about the case"
    INSULT = "insult", "Insults or threatens somebody"
    PRIVATE = "private", "Gives away private data"
    UNLAWFUL = "unlawful", "Against the law"
    ADVERTISING = "advertising", "Advertising"
    REPEATED = "repeated", "Says again what the writer has said before"
    REQUEST = "request", "The writer asked for it"


TOLD = {
    Breach.TOPIC: "It is not about the case.",
    Breach.INSULT: "It insults or threatens somebody.",
    Breach.PRIVATE: "It gives away private data of a person.",
    Breach.UNLAWFUL: "It breaks the law, or might.",
    Breach.ADVERTISING: "It is advertising.",
    Breach.REPEATED: "It says again what you have said before.",
    Breach.REQUEST: "You asked for it.",
}
"""The reasons as the writer reads them."""

SPAM_TOLD = "A moderator took it for spam."
HOLD_TOLD = "A moderator reads it again."


def for_writer(decision: Decision, breach: str, note: str) -> str:
    """Return what the writer reads: the reason, then the moderator's own words."""
    told = {Decision.SPAM: SPAM_TOLD, Decision.HOLD: HOLD_TOLD}.get(decision, "")
    if decision == Decision.REMOVE:
        told = TOLD[Breach(breach)]
    return f"{told} {note}".strip()[:300]
