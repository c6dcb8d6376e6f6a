"""Sources: rates, reliabilities and what they would say regardless (docs/methods.md section 2)."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.model.case import Report, Source
from rashomon.model.quantity import Quantity
from rashomon.model.rules.index import CaseIndex
from rashomon.model.rules.means import mean
from rashomon.model.rules.rows import ratio_refused, ratios_refused, unknown_cells
from rashomon.model.rules.words import problem
from rashomon.problems import Path, Problem

NUMBERS = ("reliability", "hit_rate", "false_alarm_rate")
BESIDE_RATES = ("reliability", "grade", "says_regardless")


def _sources(index: CaseIndex) -> Iterator[tuple[Path, Source]]:
    for i, source in enumerate(index.case.sources):
        yield ("sources", i), source


def probabilities(index: CaseIndex) -> Iterator[Problem]:
    """No ratio where a chance is asked for."""
    for path, source in _sources(index):
        for key in NUMBERS:
            yield from ratio_refused(getattr(source, key), (*path, key), f"`{key}`")
    for path, _, report in index.reports():
        yield from ratio_refused(report.reliability, (*path, "reliability"), "`reliability`")
        yield from ratio_refused(report.copying, (*path, "copy"), "`copy`")


def said_regardless(index: CaseIndex) -> Iterator[Problem]:
    """A `says_regardless` per hypothesis names every named one, and no unknown one."""
    for path, source in _sources(index):
        yield from _regardless(index, source, path)
    for path, _, report in index.reports():
        yield from _regardless(index, report, path)


def _regardless(index: CaseIndex, part: Source | Report, path: Path) -> Iterator[Problem]:
    value, path = part.says_regardless, (*path, "says_regardless")
    if not isinstance(value, dict):
        yield from ratio_refused(value, path, "`says_regardless`")
        return
    yield from ratios_refused(value, path, "`says_regardless`")
    yield from unknown_cells(index, value, path)
    for id in index.named:
        if id not in value:
            yield problem("incomplete-map", path, owner=part.id, id=id)


def rates(index: CaseIndex) -> Iterator[Problem]:
    """Hit rate and false-alarm rate come together, alone, and the right way round."""
    for path, source in _sources(index):
        hit, false_alarm = source.hit_rate, source.false_alarm_rate
        if hit is not None and false_alarm is not None:
            yield from _both_rates(source, hit, false_alarm, path)
        elif hit is not None:
            facts = {"owner": source.id, "has": "hit_rate", "lacks": "false_alarm_rate"}
            yield problem("one-rate-only", (*path, "hit_rate"), **facts)
        elif false_alarm is not None:
            facts = {"owner": source.id, "has": "false_alarm_rate", "lacks": "hit_rate"}
            yield problem("one-rate-only", (*path, "false_alarm_rate"), **facts)


def _both_rates(source: Source, hit: Quantity, false_alarm: Quantity, path: Path) -> Iterator[Problem]:
    for key in BESIDE_RATES:
        if getattr(source, key) is not None:
            yield problem("rates-and-more", (*path, key), owner=source.id, key=key)
    if hit.is_ratio or false_alarm.is_ratio:
        return
    if mean(hit) < mean(false_alarm):
        facts = {"owner": source.id, "hit": hit.text, "false_alarm": false_alarm.text}
        yield problem("rates-backwards", (*path, "hit_rate"), **facts)


RULES = (probabilities, said_regardless, rates)
