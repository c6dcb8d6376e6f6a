"""Compile a case, as of a day, to a Model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rashomon.inference.calendar import all_items, established_by, known_reports
from rashomon.inference.inputs import GRADE_RANGES, UNKNOWN, Input, input_of, range_input
from rashomon.inference.model import (
    Channel,
    CompiledGroup,
    CompiledItem,
    CompiledReport,
    Instrument,
    Model,
    Row,
    Scalar,
)
from rashomon.inference.priors import compile_prior
from rashomon.inference.structure import check_sizes, find_blocks, find_units
from rashomon.model import OTHER, Case, EvidenceItem, Quantity, Report, Source


def compile_case(case: Case, as_of: date | None = None) -> Model:
    """Compile what counts by `as_of` (None: by the case's own date).

    The case must have passed `find_problems`. Raises TooComplexError where exact sums would be too large.
    """
    day = as_of if as_of is not None else case.as_of
    return _Compiler(case, day).compile()


@dataclass
class _Compiler:
    case: Case
    day: date | None
    rows: list[Row] = field(default_factory=list)
    scalars: list[Scalar] = field(default_factory=list)
    instruments: dict[str, int] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.named = tuple(h.id for h in self.case.hypotheses if h.id != OTHER)
        self.sources = {s.id: s for s in self.case.sources}

    def compile(self) -> Model:
        prior = compile_prior(self.case, self.named, self.scalar)
        entries = _entries(self.case, self.day)
        groups, group_of = _groups(self.case, entries)
        check_sizes(len(self.named), groups)
        items = tuple(self.item(entry, group_of.get(entry.item.id)) for entry in entries.values())
        blocks = find_blocks(items)
        units = find_units(blocks, items, tuple(self.instruments), len(self.named))
        return Model(
            case=self.case,
            as_of=self.day,
            named=self.named,
            has_other=self.case.exhaustive is None,
            rows=tuple(self.rows),
            scalars=tuple(self.scalars),
            items=items,
            groups=groups,
            instruments=tuple(Instrument(s, self.channel(self.sources[s])) for s in self.instruments),
            blocks=blocks,
            units=units,
            prior=prior,
            unit_of=_owner([unit.items for unit in units], len(items)),
            block_of=_owner([block.items for block in blocks], len(items)),
        )

    def scalar(self, name: str, given: Input) -> int:
        self.scalars.append(Scalar(name, given))
        return len(self.scalars) - 1

    def quantity(self, name: str, given: Quantity) -> int:
        return self.scalar(name, input_of(given, self.case.widening))

    def row(self, path: tuple[str | int, ...], given: Mapping[str, Quantity]) -> int:
        ids = (*self.named, OTHER) if OTHER in given else self.named
        cells = tuple(input_of(given[h], self.case.widening) for h in ids)
        self.rows.append(Row(path, cells, any(q.is_ratio for q in given.values())))
        return len(self.rows) - 1

    def item(self, entry: _Entry, group: int | None) -> CompiledItem:
        item, path = entry.item, entry.path
        reports = tuple(self.reports(entry))
        row = self.row((*path, "likelihood"), item.likelihood)
        otherwise = None if item.otherwise is None else self.row((*path, "otherwise"), item.otherwise)
        return CompiledItem(
            id=item.id,
            position=entry.position,
            row=row,
            otherwise=otherwise,
            given=entry.given,
            recorded=entry.established,
            given_recorded=entry.given_recorded,
            reports=reports,
            rated=OTHER in item.likelihood,
            group=group,
            counted=entry.counted,
            is_ratio=self.rows[row].is_ratio,
        )

    def reports(self, entry: _Entry) -> Iterable[CompiledReport]:
        position = {r.id: i for i, r in enumerate(entry.reports)}
        for report in entry.reports:
            parent = None if report.via is None else entry.reports[position[report.via]]
            yield self.report(entry.item.id, report, parent, position)

    def report(self, item: str, report: Report, parent: Report | None, position: dict[str, int]) -> CompiledReport:
        source = self.sources[report.source]
        name = f"evidence.{item}.reports.{report.id}"
        relay = parent is not None and not parent.seen
        copying = None
        if report.copying is not None and not relay and report.copying.low < 1:  # `copy: 1` is a sure repeat
            copying = self.quantity(f"{name}.copy", report.copying)
        return CompiledReport(
            id=report.id,
            source=source.id,
            said=report.says == "reports" if report.seen else None,
            via=None if report.via is None else position[report.via],
            copying=copying,
            relay=relay,
            channel=self.report_channel(name, report, source),
            instrument=self.instrument(source),
        )

    def instrument(self, source: Source) -> int | None:
        return self.instruments.setdefault(source.id, len(self.instruments)) if source.one_instrument else None

    def report_channel(self, name: str, report: Report, source: Source) -> Channel:
        channel = self.channel(source)
        if report.reliability is not None:
            reliability = self.quantity(f"{name}.reliability", report.reliability)
            channel = Channel(reliability, bias=channel.bias)
        if report.says_regardless is not None:
            channel = replace(channel, bias=self.bias(name, report.says_regardless))
        return channel

    def channel(self, source: Source) -> Channel:
        if source.id not in self.channels:
            self.channels[source.id] = self.new_channel(source)
        return self.channels[source.id]

    def new_channel(self, source: Source) -> Channel:
        name = f"sources.{source.id}"
        if source.hit_rate is not None and source.false_alarm_rate is not None:
            hit = self.quantity(f"{name}.hit_rate", source.hit_rate)
            return Channel(None, hit, self.quantity(f"{name}.false_alarm_rate", source.false_alarm_rate))
        bias = () if source.says_regardless is None else self.bias(name, source.says_regardless)
        return Channel(self.scalar(f"{name}.reliability", self.reliability(source)), bias=bias)

    def reliability(self, source: Source) -> Input:
        if source.reliability is not None:
            return input_of(source.reliability, self.case.widening)
        if source.grade in GRADE_RANGES:
            return range_input(*GRADE_RANGES[source.grade], self.case.widening)
        return UNKNOWN

    def bias(self, name: str, given: Quantity | dict[str, Quantity]) -> tuple[int, ...]:
        if isinstance(given, Quantity):
            return (self.quantity(f"{name}.says_regardless", given),)
        ids = (*self.named, OTHER) if OTHER in given else self.named
        return tuple(self.quantity(f"{name}.says_regardless.{h}", given[h]) for h in ids)


@dataclass(slots=True)
class _Entry:
    item: EvidenceItem
    path: tuple[str | int, ...]
    established: bool | None
    reports: tuple[Report, ...]
    counted: bool
    position: int = -1
    given: int | None = None
    given_recorded: bool = True


def _entries(case: Case, day: date | None) -> dict[str, _Entry]:
    """Items that count, and the latent ones that those are rated on, in document order."""
    indicators = {indicator.id for indicator in case.indicators}
    known = {item.id: _entry(item, day, indicators) for item in all_items(case, day)}
    needed: set[str] = set()
    pending = [entry for entry in known.values() if entry.counted]
    while pending:
        item = pending.pop().item
        if item.otherwise is not None and item.given is not None and item.given not in needed:
            needed.add(item.given)
            pending.append(known[item.given])
    kept = {id: entry for id, entry in known.items() if entry.counted or id in needed}
    for position, entry in enumerate(kept.values()):
        entry.position = position
    for entry in kept.values():
        _tie(entry, kept, known)
    return kept


def _entry(item: EvidenceItem, day: date | None, indicators: set[str]) -> _Entry:
    established = established_by(item, day)
    reports = known_reports(item.reports, day)
    # A row of ratios says nothing about reports alone, so it waits until the item is established.
    ratios = any(q.is_ratio for q in item.likelihood.values())
    counted = established is not None or (not ratios and any(r.seen for r in reports))
    path = ("indicators" if item.id in indicators else "evidence", item.id)
    return _Entry(item, path, established, reports, counted)


def _tie(entry: _Entry, kept: dict[str, _Entry], known: dict[str, _Entry]) -> None:
    given = entry.item.given
    if given is None:
        return
    entry.given_recorded = known[given].item.established is not False
    if entry.item.otherwise is not None:
        entry.given = kept[given].position


def _groups(case: Case, entries: dict[str, _Entry]) -> tuple[tuple[CompiledGroup, ...], dict[str, int]]:
    groups: list[CompiledGroup] = []
    group_of: dict[str, int] = {}
    for group in case.groups:
        present = [id for id in group.items if id in entries and entries[id].counted]
        group_of |= dict.fromkeys(present, len(groups))
        groups.append(CompiledGroup(group.id, tuple(entries[id].position for id in present), group.related.r))
    return tuple(groups), group_of


def _owner(parts: Sequence[tuple[int, ...]], size: int) -> tuple[int, ...]:
    owner = [0] * size
    for index, members in enumerate(parts):
        for member in members:
            owner[member] = index
    return tuple(owner)
