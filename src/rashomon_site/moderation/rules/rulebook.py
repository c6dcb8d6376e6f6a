"""The rules in force, made ready once in each process and again after every change, in whichever process it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Max, Sum

from rashomon_site.moderation.models.rule import LISTS, Rule, RuleKind, RuleVerdict
from rashomon_site.moderation.rules.defaults import default_rules
from rashomon_site.moderation.rules.matchers import Match, Matcher, matcher_of
from rashomon_site.moderation.rules.subject import Subject

Version = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """A rule with what it looks for."""

    rule: Rule
    matcher: Matcher


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that found something."""

    rule: Rule
    match: Match


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules that are on."""

    version: Version
    ready: tuple[Ready, ...]

    def in_force(self, case_id: int | None) -> Iterator[Ready]:
        """Yield the rules for a case: its own, and those of the site that they do not stand in for."""
        own = [one for one in self.ready if one.rule.case_id is not None and one.rule.case_id == case_id]
        replaced = {slot(one.rule) for one in own if replaces_site(one.rule)}
        yield from (one for one in self.ready if one.rule.case_id is None and slot(one.rule) not in replaced)
        yield from (one for one in own if one.rule.verdict != RuleVerdict.OFF)


def slot(rule: Rule) -> tuple[str, str]:
    """Return what a rule is about: its kind, of a block or allow list also what it is compared with."""
    return (rule.kind, rule.compares)


def replaces_site(rule: Rule) -> bool:
    """Whether a case's rule stands in for the site's. A list adds to those of the site, unless it says "nothing"."""
    return rule.verdict == RuleVerdict.OFF or (rule.kind not in LISTS and not rule.is_log_only)


def hits(ready: list[Ready], subject: Subject) -> list[Hit]:
    """Return the rules that find something, with what it is."""
    return [Hit(one.rule, match) for one in ready if (match := one.matcher(subject))]


_kept: list[Rulebook] = []  # the newest alone


def rulebook() -> Rulebook:
    """Return the rules as they are now: one query on a small table, more only after a change."""
    version = _version()
    book = next(iter(_kept), None)
    if book is None or book.version != version:
        rules = list(Rule.objects.kept().filter(is_on=True)) if version[0] else default_rules()
        book = Rulebook(version, tuple(Ready(rule, matcher_of(rule)) for rule in rules))
        _kept[:] = [book]
    return book


def _version() -> Version:
    """Return what differs after every change: rows are only added, and each change of one adds to its edition."""
    told = Rule.objects.aggregate(count=Count("pk"), newest=Max("pk"), editions=Sum("edition"), made=Max("made_at"))
    return tuple(told.values())


def all_rules() -> list[Rule]:
    """Return every rule that was not deleted, on or off; the built-in ones while there is no other."""
    rules = list(Rule.objects.kept().select_related("case", "made_by"))
    return rules if rules or Rule.objects.exists() else default_rules()


def close_after_days(case_id: int) -> int | None:
    """Return after how many days from its publication a case takes no more comments; None for no limit."""
    days = [
        one.rule.number
        for one in rulebook().in_force(case_id)
        if one.rule.kind == RuleKind.CLOSING and not one.rule.is_log_only and one.rule.number is not None
    ]
    return min(days, default=None)
