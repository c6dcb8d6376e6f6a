"""A rule of the moderators: what it looks for, and what becomes of a comment in which it finds that."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone


class RuleKind(models.TextChoices):
    """What a rule looks at."""

    ALL = "all", "Every comment"
    FIRST = "first-time", "First comments"
    LINKS = "links", "Number of links"
    WORDS = "words", "Words"
    BLOCK = "block", "Block list"
    ALLOW = "allow", "Allow list"
    CLOSING = "closing", "Closing after some days"


LISTS = (RuleKind.WORDS, RuleKind.BLOCK, RuleKind.ALLOW)
NUMBERS = (RuleKind.LINKS, RuleKind.CLOSING)


class Compared(models.TextChoices):
    """What a block or allow list is compared with."""

    NAME = "name", "Name"
    EMAIL = "email", "E-mail address"
    DOMAIN = "domain", "Domain of the e-mail address"
    ADDRESS = "address", "Network address or range"
    SITE = "site", "Website that is linked to"
    WORD = "word", "Word in the text"


class RuleVerdict(models.TextChoices):
    """What becomes of a comment."""

    HOLD = "hold", "Hold for a moderator"
    SPAM = "spam", "Put with the spam"
    DISCARD = "discard", "Put with the spam, beyond doubt"
    TRUST = "trust", "Publish, whatever else is found"
    OFF = "off", "Nothing: the site's rules of this kind do not hold here"


def new_key() -> str:
    """Return a name for a rule that no other has."""
    return uuid4().hex


class RuleQuerySet(models.QuerySet["Rule"]):
    """Questions about rules."""

    def kept(self) -> RuleQuerySet:
        """Those that were neither deleted nor replaced by a later version."""
        return self.filter(deleted_at=None)


class Rule(models.Model):
    """One rule. What it looks for never changes: a changed rule is a new row that replaces the old one.

    So what was found by a rule is always counted for what the rule then was, and an old version can come back.
    `moderation.rules.changing` alone writes rules.
    """

    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    kind = models.CharField(max_length=12, choices=RuleKind)
    compares = models.CharField(max_length=10, choices=Compared, blank=True)  # of block and allow lists
    case = models.ForeignKey(
        "cases.PublishedCase", null=True, blank=True, on_delete=models.PROTECT, related_name="rules"
    )  # None for the whole site
    number = models.PositiveIntegerField(null=True, blank=True)  # of links, or of days
    entries = models.TextField(blank=True)  # one a line
    verdict = models.CharField(max_length=10, choices=RuleVerdict, default=RuleVerdict.HOLD)
    is_on = models.BooleanField(default=True)
    is_log_only = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)

    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    made_by_name = models.CharField(max_length=120)
    edition = models.PositiveIntegerField(default=1)  # counts the changes of this row, so that kept copies know
    deleted_at = models.DateTimeField(null=True, blank=True)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_by")

    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name

    @property
    def lines(self) -> list[str]:
        """The entries of a list, one by one."""
        return [line for line in self.entries.split("\n") if line]

    @property
    def name(self) -> str:
        """What moderators call it: what it looks for, in a few words."""
        if self.kind == RuleKind.LINKS:
            return f"{self.number} links or more" if self.number != 1 else "Any link"
        if self.kind == RuleKind.CLOSING:
            return f"Closing after {self.number} {'day' if self.number == 1 else 'days'}"
        if self.kind in LISTS and self.verdict != RuleVerdict.OFF:
            return f"{self._of_list}: {_first_of(self.lines)}"
        return str(RuleKind(self.kind).label)

    @property
    def name_in_reasons(self) -> str:
        """The name, without single network addresses: reasons are kept for longer than those are."""
        names_one = self.compares == Compared.ADDRESS and any("/" not in line for line in self.lines)
        return self._of_list if names_one else self.name

    @property
    def _of_list(self) -> str:
        kind = str(RuleKind(self.kind).label)
        return f"{kind}, {Compared(self.compares).label.casefold()}" if self.compares else kind


def _first_of(lines: list[str], shown: int = 3) -> str:
    told = ", ".join(line if len(line) <= 40 else f"{line[:39]}…" for line in lines[:shown])
    return f"{told} and {len(lines) - shown:,} more" if len(lines) > shown else told
