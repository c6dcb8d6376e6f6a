"""How often each rule was right, held against what people then decided."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from rashomon_site.comments.models import State
from rashomon_site.moderation.decisions import decisions
from rashomon_site.moderation.rules.checker import LOG_ONLY, RULES
from rashomon_site.spam.models import Check

DAYS = 30
FEW = 20  # decisions below which a share says little


@dataclass(slots=True)
class RuleRecord:
    """What one rule did. A comment is counted once, however often it was checked."""

    asked: int = 0  # comments that the rule looked at
    found: int = 0  # in which it found something
    published: int = 0  # of those found: a person let it appear, so the rule was wrong
    spam: int = 0  # of those found: a person called it spam
    removed: int = 0  # of those found: a person removed it
    missed: int = 0  # spam or removed by a person, and the rule found nothing

    @property
    def right(self) -> int:
        """Found, and a person kept it from readers."""
        return self.spam + self.removed

    @property
    def decided(self) -> int:
        """Found, and a person decided."""
        return self.published + self.right

    @property
    def unwanted(self) -> int:
        """Everything that the rule was asked about and that a person kept from readers."""
        return self.right + self.missed

    @property
    def precision(self) -> float | None:
        """Of what it found and a person decided, the share that was kept from readers."""
        return self.right / self.decided if self.decided else None

    @property
    def recall(self) -> float | None:
        """Of what people kept from readers, the share that it found."""
        return self.right / self.unwanted if self.unwanted else None

    @property
    def precision_words(self) -> str:
        """The precision with its counts."""
        return share_words(self.right, self.decided)

    @property
    def recall_words(self) -> str:
        """The recall with its counts."""
        return share_words(self.right, self.unwanted)

    def add(self, *, is_hit: bool, decision: str | None) -> None:
        """Count one comment that the rule was asked about."""
        self.asked += 1
        unwanted = decision in (State.SPAM, State.REMOVED)
        self.missed += unwanted and not is_hit
        if is_hit:
            self.found += 1
            self.published += decision == State.PUBLISHED
            self.spam += decision == State.SPAM
            self.removed += decision == State.REMOVED


def share_words(part: int, whole: int) -> str:
    """Return a share such as "67% (2 of 3, too few to tell)"; the counts always stand beside it."""
    if not whole:
        return "nothing decided yet"
    few = ", too few to tell" if whole < FEW else ""
    return f"{100 * part / whole:.0f}% ({part:,} of {whole:,}{few})"


def records() -> dict[str, RuleRecord]:
    """Return what each rule did in the last days, by its key."""
    checks = Check.objects.filter(checker__in=(RULES, LOG_ONLY), at__gte=timezone.now() - timedelta(days=DAYS))
    asked: dict[int, set[str]] = defaultdict(set)
    found: dict[int, set[str]] = defaultdict(set)
    for comment, kept in checks.order_by("pk").values_list("comment", "kept").iterator():
        asked[comment].update(kept.get("asked", ()))
        found[comment].update(kept.get("hits", ()))
    told = decisions().filter(comment__in=checks.order_by().values("comment")).order_by("pk")
    decided = dict(told.values_list("comment", "after"))  # the last one counts
    result: dict[str, RuleRecord] = defaultdict(RuleRecord)
    for comment, keys in asked.items():
        for key in keys:
            result[key].add(is_hit=key in found[comment], decision=decided.get(comment))
    return result
