"""What a check of a comment says: one interface for rules, filter and services."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import TextChoices

from rashomon_site.comments.models import Comment


class Verdict(TextChoices):
    """What should become of a comment, mildest first."""

    PUBLISH = "publish", "Publish"
    HOLD = "hold", "Hold for a moderator"
    SPAM = "spam", "Spam"
    DISCARD = "discard", "Spam beyond doubt"


SEVERITY = {verdict: rank for rank, verdict in enumerate(Verdict)}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a code to filter by, a sentence for moderators, and what the sentence rests on."""

    code: str  # such as links, word, first-time, honeypot, filter, akismet
    words: str
    detail: dict[str, Any] = field(default_factory=dict)  # plain values: rule, word, weight, …


@dataclass(frozen=True, slots=True)
class Finding:
    """What one checker says of one comment."""

    checker: str  # rules, local, filter, akismet
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    score: float | None = None  # chance of spam, 0 to 1, where the checker has one
    is_log_only: bool = False  # kept and shown, but decides nothing
    is_trusted: bool = False  # an allow list: outweighs everything but a person
    for_writer: str = ""  # what the writer may read of it
    kept: dict[str, Any] = field(default_factory=dict)  # for the checker itself, such as what was sent


class Checker(Protocol):
    """Something that looks at a comment. It may read the database, and writes nothing."""

    name: str

    def check(self, comment: Comment, *, recheck: str = "") -> Finding | None:
        """Return a finding, or None for nothing to say. `recheck` says why a known comment is looked at again."""
        ...
