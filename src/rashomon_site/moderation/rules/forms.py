"""Read the form of a rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.notes import tidy_note
from rashomon_site.moderation.models.rule import LISTS, NUMBERS, Compared, Rule, RuleKind, RuleVerdict
from rashomon_site.moderation.rules.entries import read_entries

DECIDING = (RuleVerdict.HOLD, RuleVerdict.SPAM, RuleVerdict.DISCARD)
MOST = {RuleKind.LINKS: 1000, RuleKind.CLOSING: 36500}
MODES = {"on": (True, False), "log": (True, True), "off": (False, False)}  # is_on, is_log_only


@dataclass(slots=True)
class RuleForm:
    """What was sent, the rule it makes, and what to mend, by field."""

    kind: RuleKind
    values: Mapping[str, str]
    rule: Rule
    errors: dict[str, list[str]] = field(default_factory=dict)

    @property
    def verdicts(self) -> list[RuleVerdict]:
        """What may become of a comment by a rule of this kind."""
        return verdicts_of(self.kind)

    @property
    def is_list(self) -> bool:
        """Whether the rule holds entries."""
        return self.kind in LISTS

    @property
    def has_number(self) -> bool:
        """Whether the rule holds a number."""
        return self.kind in NUMBERS

    @property
    def compared(self) -> list[Compared]:
        """What a list of this kind can be compared with."""
        return list(Compared) if self.kind in (RuleKind.BLOCK, RuleKind.ALLOW) else []


def verdicts_of(kind: RuleKind) -> list[RuleVerdict]:
    """Return what may become of a comment; "nothing" is for single cases alone."""
    if kind == RuleKind.ALLOW:
        return [RuleVerdict.TRUST, RuleVerdict.OFF]
    if kind in (RuleKind.ALL, RuleKind.FIRST, RuleKind.CLOSING):
        return [RuleVerdict.HOLD, RuleVerdict.OFF]
    return [*DECIDING, RuleVerdict.OFF]


def values_of(rule: Rule) -> dict[str, str]:
    """Return a rule as its form shows it."""
    mode = "off" if not rule.is_on else "log" if rule.is_log_only else "on"
    return {
        "compares": rule.compares,
        "case": rule.case.slug if rule.case else "",
        "number": "" if rule.number is None else str(rule.number),
        "entries": rule.entries,
        "verdict": rule.verdict,
        "mode": mode,
        "note": rule.note,
    }


def read_form(kind: RuleKind, values: Mapping[str, str]) -> RuleForm:
    """Make a rule, not saved, of what was sent."""
    form = RuleForm(kind, values, Rule(kind=kind))
    rule = form.rule
    rule.is_on, rule.is_log_only = MODES.get(values.get("mode", ""), MODES["on"])
    rule.note = tidy_note(values.get("note", ""))[:300]
    _read_case(form)
    _read_verdict(form)
    _read_compared(form)
    if form.has_number:
        _read_number(form)
    if form.is_list:
        _read_list(form)
    return form


def _read_case(form: RuleForm) -> None:
    slug = tidy_note(form.values.get("case", ""))
    if slug:
        form.rule.case = PublishedCase.objects.filter(slug=slug).first()
        if form.rule.case is None:
            form.errors["case"] = ["Choose a case of this site."]


def _read_verdict(form: RuleForm) -> None:
    allowed = form.verdicts
    verdict = form.values.get("verdict", "") or allowed[0]
    form.rule.verdict = verdict if verdict in allowed else allowed[0]
    if verdict not in allowed:
        form.errors["verdict"] = ["Choose what becomes of a comment."]
    elif verdict == RuleVerdict.OFF and not form.values.get("case"):
        form.errors["verdict"] = ["Choose a case too: for the whole site, switch the rules off one by one."]
    elif verdict == RuleVerdict.OFF and form.rule.is_log_only:
        form.errors["mode"] = ["A rule that does nothing has nothing to count. Choose on or off."]


def _read_compared(form: RuleForm) -> None:
    if not form.compared:
        return
    compares = form.values.get("compares", "")
    if compares in form.compared:
        form.rule.compares = compares
    else:
        form.errors["compares"] = ["Choose what the list is compared with."]


def _read_number(form: RuleForm) -> None:
    if form.rule.verdict == RuleVerdict.OFF:
        return
    text, most = tidy_note(form.values.get("number", "")), MOST[form.kind]
    if text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= most:
        form.rule.number = int(text)
    else:
        form.errors["number"] = [f"Write a whole number from 1 to {most:,}."]


def _read_list(form: RuleForm) -> None:
    if form.rule.verdict == RuleVerdict.OFF:
        return
    entries, problems = read_entries(form.values.get("entries", ""), form.rule.compares)
    form.rule.entries = "\n".join(entries)
    if problems:
        form.errors["entries"] = problems
