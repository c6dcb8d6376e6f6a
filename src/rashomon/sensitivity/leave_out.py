"""The answer without an item, a group, a report, a source, an origin, or two of the strongest items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from rashomon.analysis import Kind, LeaveOut
from rashomon.inference.likelihood import View
from rashomon.inference.model import Model
from rashomon.inference.posterior import as_dict, leaders
from rashomon.provenance.origins import find_origins
from rashomon.sensitivity.baseline import Baseline, Logs, is_simple, view_without

STRONGEST = 5
"""Items among which pairs are left out."""


@dataclass(frozen=True, slots=True)
class _Cut:
    kind: Kind
    ids: tuple[str, ...]
    reports: frozenset[str] = frozenset()
    items: frozenset[int] = frozenset()
    touched: frozenset[int] = frozenset()  # items whose reports are dropped


def leave_one_out(baseline: Baseline) -> tuple[LeaveOut, ...]:
    """Return the posterior without each item, group, report, source and origin (docs/methods.md section 6)."""
    return _all(baseline, list(_cuts(baseline.model)))


def leave_two_out(baseline: Baseline, singles: Sequence[LeaveOut]) -> tuple[LeaveOut, ...]:
    """Return the posterior without each pair of the five items whose loss moves the answer most."""
    items = [s for s in singles if s.kind == "item"]
    strongest = sorted(items, key=lambda s: -_distance(baseline, s))[:STRONGEST]
    position = {item.id: item.position for item in baseline.model.items}
    cuts = [
        _Cut("item", (a.ids[0], b.ids[0]), items=frozenset({position[a.ids[0]], position[b.ids[0]]}))
        for a, b in combinations(strongest, 2)
    ]
    return _all(baseline, cuts)


def _distance(baseline: Baseline, cut: LeaveOut) -> float:
    return sum(abs(p - cut.posterior[h]) for h, p in baseline.named_posterior.items())


def _cuts(model: Model) -> Iterable[_Cut]:
    for item in model.items:
        if item.counted:
            yield _Cut("item", (item.id,), items=frozenset({item.position}))
    for group in model.groups:
        if group.items:
            yield _Cut("group", (group.id,), items=frozenset(group.items))
    yield from _report_cuts(model)
    for origin in find_origins(model):
        yield _Cut("origin", (origin.source,), origin.reports, touched=frozenset(origin.items))


def _report_cuts(model: Model) -> Iterable[_Cut]:
    by_source: dict[str, tuple[set[str], set[int]]] = {}
    for item in model.items:
        for report in item.reports:
            yield _Cut("report", (report.id,), frozenset({report.id}), touched=frozenset({item.position}))
            reports, items = by_source.setdefault(report.source, (set(), set()))
            reports.add(report.id)
            items.add(item.position)
    for source, (reports, items) in by_source.items():
        yield _Cut("source", (source,), frozenset(reports), touched=frozenset(items))


def _all(baseline: Baseline, cuts: Sequence[_Cut]) -> tuple[LeaveOut, ...]:
    if not cuts:
        return ()
    shorter = _Shorter(baseline)
    sums = [shorter.without(cut) for cut in cuts]
    posteriors = baseline.posterior_from((np.stack([s[0] for s in sums]), np.stack([s[1] for s in sums])))
    return tuple(_result(baseline, cut, row) for cut, row in zip(cuts, posteriors, strict=True))


def _result(baseline: Baseline, cut: _Cut, row: np.ndarray[tuple[int], np.dtype[np.float64]]) -> LeaveOut:
    posterior = as_dict(baseline.model, row)
    ahead = leaders(posterior)
    return LeaveOut(cut.kind, cut.ids, posterior, ahead, ahead != baseline.leaders)


class _Shorter:
    """The answer with parts left out. A source, an origin and a report often cut the same from a unit: that is kept."""

    def __init__(self, baseline: Baseline) -> None:
        self.baseline, self.model = baseline, baseline.model
        self._reports = [self._reports_of(unit.items) for unit in self.model.units]
        self._kept: dict[object, Logs] = {}

    def _reports_of(self, items: tuple[int, ...]) -> frozenset[str]:
        return frozenset(report.id for i in items for report in self.model.items[i].reports)

    def without(self, cut: _Cut) -> Logs:
        """Return the summed log-likelihoods, (K,) each."""
        base = self.baseline.view
        view = view_without(self.model, base, reports=cut.reports, items=cut.items, touched=cut.touched)
        shrunk = frozenset[int]()
        if view.powers is not base.powers:
            shrunk = frozenset(i for i, power in view.powers.items() if power != base.powers.get(i))
        touched = cut.items | cut.touched | shrunk
        affected = {self.model.unit_of[i] for i in touched}
        return self.baseline.with_units({u: self._unit(u, cut, view, touched) for u in affected})

    def _unit(self, unit: int, cut: _Cut, view: View, touched: frozenset[int]) -> Logs:
        items = [i for i in self.model.units[unit].items if i in touched]
        gone = tuple(i for i in items if i in cut.items)
        key = unit, cut.reports & self._reports[unit], gone, tuple((i, view.powers.get(i)) for i in items)
        if key not in self._kept:
            self._kept[key] = self._evaluated(unit, items, cut, view)
        return self._kept[key]

    def _evaluated(self, unit: int, items: list[int], cut: _Cut, view: View) -> Logs:
        baseline, item = self.baseline, items[0]
        if is_simple(self.model, unit):
            if item in cut.items:
                return np.zeros(len(self.model.named)), np.zeros(len(self.model.named))
            if item not in cut.touched:  # only its group shrank, so its old likelihood takes the new power
                scale = view.powers.get(item, 1.0) / baseline.view.powers.get(item, 1.0)
                return baseline.weights.named[unit] * scale, baseline.weights.other[unit] * scale
        named, other = baseline.evaluate(unit, baseline.values, view, items)
        return named[0], np.broadcast_to(other[0], named[0].shape)
