"""The one place where rules are written. Nothing is lost: what was deleted or changed can be used again."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Action
from rashomon_site.cases.services.audit import record
from rashomon_site.moderation.models.rule import Rule
from rashomon_site.moderation.rules.defaults import default_rules

LOOKS_FOR = ("kind", "compares", "case_id", "number", "entries")  # another one of these makes another rule
DOES = ("verdict", "is_on", "is_log_only", "note")


@transaction.atomic
def create_rule(actor: User, draft: Rule) -> Rule:
    """Add a rule, not saved so far."""
    _prepare(actor)
    return _add(actor, draft, "rule.made")


@transaction.atomic
def change_rule(actor: User, key: str, draft: Rule) -> Rule:
    """Make a rule what the draft says, and return it: a new one in its place if it looks for something else."""
    _prepare(actor)
    rule = _rule(key)
    if any(getattr(rule, name) != getattr(draft, name) for name in LOOKS_FOR):
        _set(rule, deleted_at=timezone.now())
        draft.replaces = rule
        return _add(actor, draft, "rule.changed", before=rule.name)
    before = {name: getattr(rule, name) for name in DOES}
    _set(rule, **{name: getattr(draft, name) for name in DOES})
    changed = {name: getattr(rule, name) for name in DOES if getattr(rule, name) != before[name]}
    if changed:
        _log(actor, "rule.changed", rule, **changed)
    return rule


@transaction.atomic
def switch_rule(actor: User, key: str, *, is_on: bool, is_log_only: bool) -> Rule:
    """Let a rule act, only count, or do nothing."""
    _prepare(actor)
    rule = _rule(key)
    _set(rule, is_on=is_on, is_log_only=is_log_only)
    _log(actor, "rule.switched", rule, to="off" if not is_on else "log only" if is_log_only else "on")
    return rule


@transaction.atomic
def delete_rule(actor: User, key: str) -> Rule:
    """Take a rule away; it stays among the earlier ones."""
    _prepare(actor)
    rule = _rule(key)
    _set(rule, deleted_at=timezone.now())
    _log(actor, "rule.deleted", rule)
    return rule


@transaction.atomic
def restore_rule(actor: User, key: str) -> Rule:
    """Use an earlier rule again, instead of the one that took its place."""
    _prepare(actor)
    rule = Rule.objects.select_for_update().exclude(deleted_at=None).get(key=key)
    for later in _followers(rule):
        _set(later, deleted_at=timezone.now())
    _set(rule, deleted_at=None)
    _log(actor, "rule.restored", rule)
    return rule


def _followers(rule: Rule) -> list[Rule]:
    """Return the rules that came of this one and are in use."""
    found: list[Rule] = []
    after = list(Rule.objects.filter(replaces=rule))
    while after:
        found += [one for one in after if one.deleted_at is None]
        after = list(Rule.objects.filter(replaces__in=after))
    return found


def _prepare(actor: User) -> None:
    if not actor.may(Action.MODERATE):
        raise PermissionDenied("Your account may not change the rules. Ask an administrator for the role.")
    if not Rule.objects.exists():  # from now on the built-in rules are rows like any other
        for rule in default_rules():
            rule.save(force_insert=True)


def _rule(key: str) -> Rule:
    return Rule.objects.select_for_update().kept().get(key=key)


def _add(actor: User, draft: Rule, action: str, **detail: Any) -> Rule:
    draft.made_by, draft.made_by_name = actor, actor.shown_name
    draft.save(force_insert=True)
    _log(actor, action, draft, **detail)
    return draft


def _set(rule: Rule, **values: Any) -> None:
    for name, value in values.items():
        setattr(rule, name, value)
    rule.edition += 1
    rule.save(update_fields=[*values, "edition"])


def _log(actor: User, action: str, rule: Rule, **detail: Any) -> None:
    record(actor, action, case=rule.case, rule=rule.name, **detail)
