"""The numbers that a case's headline is computed from, worked out from the methods page alone.

Written without sight of the engine. It shares with it the typed case (`rashomon.model`) and nothing else.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from rashomon.model import Case, EvidenceItem, Indicator, Quantity, Report, Source
from tests.library.exact.reference_means import logit_normal_mean, mean
from tests.library.exact.reference_priors import priors_of

_GRADES = {"A": (0.88, 0.99), "B": (0.65, 0.90), "C": (0.40, 0.78), "D": (0.18, 0.55), "E": (0.02, 0.25)}


# --- what a solver needs ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class State:
    """One state of the hypothesis node: a named one, or `other` taken as one of them (docs/methods.md section 10.2)."""

    name: str  # the hypothesis whose probability it counts towards
    unrated: str  # the column that it takes where `other` is not rated
    prior: float

    def column(self, rated: bool) -> str:
        return self.name if rated else self.unrated


@dataclass(frozen=True, slots=True)
class ReportInput:
    """One counted report; `said` is None for an unseen one, `copy` is None unless it repeats a seen one."""

    id: str
    said: bool | None
    tracks: float  # rho
    regardless: tuple[float, ...]  # b per state
    instrument: str | None
    via: str | None
    copy: float | None
    left_out: bool = False  # its own factor is 1; what was heard from it stays (docs/methods.md section 6)

    @property
    def is_relay(self) -> bool:
        return self.via is not None and self.copy is None


@dataclass(frozen=True, slots=True)
class ItemInput:
    """One item: a row per state, and what is known of it."""

    id: str
    known: bool | None  # established and in time, else None
    row: tuple[float, ...]
    otherwise: tuple[float, ...] | None
    parent: str | None  # only where `otherwise` makes it matter
    row_if: bool  # the truth of the parent to which `row` belongs: what is recorded of it (docs/methods.md section 5)
    is_ratio: bool
    counts: bool
    reports: tuple[ReportInput, ...]


@dataclass(frozen=True, slots=True)
class Inputs:
    """A whole case as numbers."""

    states: tuple[State, ...]
    instruments: dict[str, float]  # source id to its chance of working
    items: tuple[ItemInput, ...]
    groups: tuple[tuple[tuple[str, ...], float], ...]  # items that count, and the power

    @property
    def grouped(self) -> set[str]:
        return {name for members, _ in self.groups for name in members}

    def posterior(self, weights: list[float]) -> dict[str, float]:
        """Add up the states' unnormalised weights per hypothesis and normalise."""
        total = math.fsum(weights)
        names = dict.fromkeys(state.name for state in self.states)
        return {
            name: math.fsum(w for w, state in zip(weights, self.states, strict=True) if state.name == name) / total
            for name in names
        }


def inputs_of(case: Case) -> Inputs:
    """Work out every number of the headline from the typed case."""
    return _Reader(case).inputs()


class _Reader:
    def __init__(self, case: Case) -> None:
        self.case = case
        self.named = [h.id for h in case.hypotheses if h.id != "other"]
        self.has_other = case.exhaustive is None
        self.sources = {source.id: source for source in case.sources}
        self.priors = priors_of(case)
        self.states = self.make_states()

    def mean(self, quantity: Quantity) -> float:
        return mean(quantity, self.case.widening)

    def make_states(self) -> tuple[State, ...]:
        states = [State(name, name, self.priors[name]) for name in self.named]
        if self.has_other:
            total = sum(self.priors[name] for name in self.named)
            share = self.priors["other"] / total
            states += [State("other", name, share * self.priors[name]) for name in self.named]
        return tuple(states)

    def inputs(self) -> Inputs:
        items = [self.item(item) for item in self.case.evidence]
        items += [made for made in map(self.resolved, self.case.indicators) if made]
        counted = {item.id for item in items if item.counts}
        groups = []
        for group in self.case.groups:
            members = tuple(name for name in group.items if name in counted)
            if members:
                groups.append((members, 1 / (1 + (len(members) - 1) * group.related.r)))
        instruments = {s.id: self.tracks(s) for s in self.case.sources if s.one_instrument}
        return Inputs(self.states, instruments, tuple(items), tuple(groups))

    # --- time (docs/methods.md section 4) ---

    def known_by_now(self, day: date | None) -> bool:
        return day is None or self.case.as_of is None or day <= self.case.as_of

    def counted_reports(self, item: EvidenceItem) -> list[Report]:
        by_id = {report.id: report for report in item.reports}

        def counts(report: Report) -> bool:
            if not self.known_by_now(report.on):
                return False
            return report.via is None or counts(by_id[report.via])

        return [report for report in item.reports if counts(report)]

    # --- items ---

    def item(self, item: EvidenceItem) -> ItemInput:
        in_time = self.known_by_now(item.known_on or item.on)
        known = item.established if in_time else None
        rated = "other" in item.likelihood
        is_ratio = any(q.is_ratio for q in item.likelihood.values())
        reports = self.counted_reports(item)
        return ItemInput(
            id=item.id,
            known=known,
            row=self.row(item.likelihood),
            otherwise=None if item.otherwise is None else self.row(item.otherwise),
            parent=None if item.otherwise is None else item.given,
            row_if=next((i.established is not False for i in self.case.evidence if i.id == item.given), True),
            is_ratio=is_ratio,
            # Ratios say nothing about reports alone: before it is established such an item cannot count.
            counts=known is not None or (not is_ratio and any(report.seen for report in reports)),
            reports=tuple(self.report(item, report, rated) for report in reports),
        )

    def resolved(self, indicator: Indicator) -> ItemInput | None:
        """A resolved indicator is an established item with its frozen row (docs/methods.md section 7)."""
        end = indicator.resolved
        if end is None or end.outcome == "unclear" or not self.known_by_now(end.on):
            return None
        row = self.row(indicator.likelihood)
        return ItemInput(
            id=f"indicator {indicator.id}",
            known=end.outcome == "seen",
            row=row,
            otherwise=None,
            parent=None,
            row_if=True,
            is_ratio=False,
            counts=True,
            reports=(),
        )

    def row(self, row: dict[str, Quantity]) -> tuple[float, ...]:
        rated = "other" in row
        return tuple(self.mean(row[state.column(rated)]) for state in self.states)

    # --- reports (docs/methods.md section 2) ---

    def report(self, item: EvidenceItem, report: Report, rated: bool) -> ReportInput:
        source = self.sources[report.source]
        original = next((other for other in item.reports if other.id == report.via), None)
        copying = None
        if original is not None and original.seen:
            copying = 1.0 if report.copying is None else self.mean(report.copying)
        return ReportInput(
            id=report.id,
            said=(report.says == "reports") if report.seen else None,
            tracks=self.tracks(source) if report.reliability is None else self.mean(report.reliability),
            regardless=tuple(self.regardless(source, report, state.column(rated)) for state in self.states),
            instrument=source.id if source.one_instrument else None,
            via=report.via,
            copy=copying,
        )

    def rates(self, source: Source) -> tuple[float, float] | None:
        if source.hit_rate is None or source.false_alarm_rate is None:
            return None
        return self.mean(source.hit_rate), self.mean(source.false_alarm_rate)

    def tracks(self, source: Source) -> float:
        if rates := self.rates(source):
            return rates[0] - rates[1]
        if source.reliability is not None:
            return self.mean(source.reliability)
        if source.grade in _GRADES:
            return logit_normal_mean(*_GRADES[source.grade], self.case.widening)
        return 0.5

    def regardless(self, source: Source, report: Report, column: str) -> float:
        if rates := self.rates(source):
            return rates[1] / (1 - (rates[0] - rates[1]))
        stated = source.says_regardless if report.says_regardless is None else report.says_regardless
        if stated is None:
            return 0.5
        if isinstance(stated, Quantity):
            return self.mean(stated)
        if column in stated:
            return self.mean(stated[column])
        return math.fsum(self.mean(stated[name]) for name in self.named) / len(self.named)
