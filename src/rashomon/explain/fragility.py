"""How far each range and each group could move the answer: tornado bars and group bounds."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.analysis import GroupBounds, TornadoBar
from rashomon.explain.axes import axis_top
from rashomon.explain.changes import SMALL_CHANGE
from rashomon.explain.naming import Naming
from rashomon.explain.sentence import Mention, Sentence, capitalised, joined, say
from rashomon.explain.words import fine_interval, interval, number


@dataclass(frozen=True, slots=True)
class TornadoRow:
    """One input's span: the leader's probability at its 10th and at its 90th percentile."""

    label: Sentence
    span: str  # of the leader
    inputs: str  # of the input itself
    at_low: float
    at_high: float


@dataclass(frozen=True, slots=True)
class TornadoChart:
    """The widest bars; all share one axis from 0 to `top`, with the headline at `now`."""

    leader: Mention
    now: float
    top: float
    rows: tuple[TornadoRow, ...]
    left_out: int


def tornado_chart(naming: Naming, limit: int = 10) -> TornadoChart:
    """Return the bars that move the leader by half a point or more, widest first."""
    analysis = naming.analysis
    leader = analysis.hypothesis(analysis.leaders[0])
    bars = [bar for bar in analysis.tornado if abs(bar.at_high - bar.at_low) >= SMALL_CHANGE]
    ends = [leader.probability, *(max(bar.at_low, bar.at_high) for bar in bars)]
    return TornadoChart(
        leader=naming.hypothesis(leader.id),
        now=leader.probability,
        top=axis_top(max(ends), 0.2),
        rows=tuple(_tornado_row(naming, bar) for bar in bars[:limit]),
        left_out=len(analysis.tornado) - min(limit, len(bars)),
    )


def _tornado_row(naming: Naming, bar: TornadoBar) -> TornadoRow:
    low, high = sorted((bar.at_low, bar.at_high))
    inputs = fine_interval(bar.low_value, bar.high_value)
    if naming.is_ratio(bar.input):
        inputs = f"{number(bar.low_value)}–{number(bar.high_value)}×"
    return TornadoRow(
        label=capitalised(naming.input(bar.input)),
        span=interval(low, high),
        inputs=inputs,
        at_low=bar.at_low,
        at_high=bar.at_high,
    )


# --- groups


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group: how far its items repeat one another and what the answer could be."""

    name: Mention
    items: tuple[Mention, ...]
    sentence: Sentence
    flagged: bool


def group_rows(naming: Naming) -> list[GroupRow]:
    """Return every group with its bounds."""
    return [_group_row(naming, group) for group in naming.analysis.groups]


def _group_row(naming: Naming, group: GroupBounds) -> GroupRow:
    leader = naming.analysis.leaders[0]
    bounds = interval(group.low[leader], group.high[leader])
    stated = next((g.related.text for g in naming.case.groups if g.id == group.id), number(group.r))
    sentence = say(
        f"Taken as “{stated}” (r = {number(group.r)}), so each counts with the power {number(group.power)}. "
        "Between fully independent and one and the same, or with each item alone, ",
        naming.hypothesis(leader),
        f" lies at {bounds}.",
    )
    if group.flagged:
        leaders = joined([naming.hypothesis(key) for key in group.leaders])
        sentence = say(sentence, " The leader changes inside these bounds: ", leaders, ".")
    return GroupRow(naming.group(group.id), tuple(naming.item(key) for key in group.items), sentence, group.flagged)
