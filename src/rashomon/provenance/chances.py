"""The probability of an item's reports, were it true and were it not (docs/methods.md section 2).

Arrays here have the axes (hypothesis, one axis of length 2 for each instrument of the block, draw); an axis that a
number does not depend on has length 1. Along an instrument's axis, 0 is "failed" and 1 is "tracks".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from rashomon.inference.inputs import Floats
from rashomon.inference.model import Channel, CompiledReport


class ScalarValues(Protocol):
    """Anything that holds one array, shape (D or 1,), for each scalar index."""

    @property
    def scalars(self) -> list[Floats]:
        """The arrays."""
        ...


Columns = Callable[[Floats], Floats]
"""Maps rows 0 to K (named, catch-all) to the columns of a block; arrays of one row pass unchanged."""

Kept = dict[tuple[str, bool], tuple[Floats, Floats]]
"""By report and what it said: the chance of that where it does not fit what the report tracks, and where it does."""

Message = dict[bool, Floats]
"""Probability of what hangs from a report, by what was said by the report that it came via."""

NOTHING = np.ones(1)
"""The product of no factors."""


def tracking_chance(channel: Channel, values: ScalarValues) -> Floats:
    """Return rho, the chance that a report tracks the truth, shape (D or 1,)."""
    if channel.reliability is not None:
        return values.scalars[channel.reliability]
    assert channel.hit_rate is not None
    assert channel.false_alarm_rate is not None
    return np.maximum(values.scalars[channel.hit_rate] - values.scalars[channel.false_alarm_rate], 0.0)


def bias(channel: Channel, values: ScalarValues, named: int) -> Floats:
    """Return b, the chance of saying so without knowing, shape (K + 1 or 1, D or 1); the last row is the catch-all."""
    if channel.false_alarm_rate is not None and channel.reliability is None and not channel.bias:
        untracked = 1.0 - tracking_chance(channel, values)
        false_alarm = values.scalars[channel.false_alarm_rate]
        return np.minimum(np.divide(false_alarm, np.where(untracked > 0, untracked, 1.0)), 1.0)[None, :]
    if not channel.bias:
        return np.full((1, 1), 0.5)
    stated = np.stack(np.broadcast_arrays(*[values.scalars[i] for i in channel.bias]))
    return np.concatenate([stated, stated.mean(axis=0, keepdims=True)]) if len(channel.bias) == named else stated


class ReportChances:
    """The chances of one item's reports, for one set of numbers.

    `scope` are the instruments of the block, whose axes stand in that order; `dropped` are reports whose own factor
    is set to 1; `kept` holds on to what each report comes to, for as long as these numbers stay.
    """

    def __init__(
        self,
        reports: Sequence[CompiledReport],
        values: ScalarValues,
        *,
        named: int,
        columns: Columns,
        scope: tuple[int, ...] = (),
        dropped: frozenset[str] = frozenset(),
        kept: Kept | None = None,
    ) -> None:
        self.reports, self.values, self.named, self.columns = reports, values, named, columns
        self.scope, self.dropped = scope, dropped
        self.kept: Kept = {} if kept is None else kept

    def given(self, happened: bool) -> Floats | None:
        """Return P(all reports | the item's truth), or None where there is no report to count."""
        below: list[list[Message]] = [[] for _ in self.reports]
        top: list[Floats] = []
        for index in reversed(range(len(self.reports))):  # children before parents
            report = self.reports[index]
            said = (True, False) if report.said is None else (report.said,)
            inner = {value: _product([message[value] for message in below[index]]) for value in said}
            if report.via is None:
                top.append(_total(self._own(report, happened, None, inner)))
            else:
                above = self.reports[report.via].said
                heard = (True, False) if above is None else (above,)
                below[report.via].append({v: _total(self._own(report, happened, v, inner)) for v in heard})
        return _product(top) if top else None

    def _own(self, report: CompiledReport, happened: bool, heard: bool | None, inner: Message) -> list[Floats]:
        if report.id in self.dropped:
            return [inner[next(iter(inner))]] if report.said is not None else [np.ones((1,) * self._rank())]
        return [_times(self.chance(report, happened, heard, said), rest) for said, rest in inner.items()]

    def chance(self, report: CompiledReport, happened: bool, heard: bool | None, said: bool) -> Floats:
        """Return P(this report says `said` | truth, what it heard from the report it came via)."""
        if report.relay:
            return self._tracked(report, said == heard, said)
        if heard is None:
            return self._tracked(report, said == happened, said)
        same = float(said == heard)
        if report.copying is None:
            return self._scalar(np.array([same]))
        copying = self._scalar(self.values.scalars[report.copying])
        return copying * same + (1.0 - copying) * self._tracked(report, said == happened, said)

    def _tracked(self, report: CompiledReport, right: bool, said: bool) -> Floats:
        """Return rho * 1(right) + (1 - rho) * b, or for an instrument 1(right) and b side by side."""
        key = (report.id, said)
        if key not in self.kept:
            self.kept[key] = self._wrong_and_right(report, said)
        return self.kept[key][right]

    def _wrong_and_right(self, report: CompiledReport, said: bool) -> tuple[Floats, Floats]:
        unknowing = self.columns(bias(report.channel, self.values, self.named))
        if not said:
            unknowing = 1.0 - unknowing
        unknowing = unknowing.reshape(unknowing.shape[0], *(1,) * len(self.scope), unknowing.shape[-1])
        if report.instrument is None:
            rho = self._scalar(tracking_chance(report.channel, self.values))
            untracked = (1.0 - rho) * unknowing
            return untracked, rho + untracked
        axis = 1 + self.scope.index(report.instrument)
        wrong, right = (np.concatenate([unknowing, np.full_like(unknowing, x)], axis=axis) for x in (0.0, 1.0))
        return wrong, right

    def _scalar(self, value: Floats) -> Floats:
        return value.reshape(*(1,) * (self._rank() - 1), -1)

    def _rank(self) -> int:
        return 2 + len(self.scope)


def _total(parts: list[Floats]) -> Floats:
    return parts[0] if len(parts) == 1 else parts[0] + parts[1]


def _product(parts: list[Floats]) -> Floats:
    total = parts[0] if parts else NOTHING
    for part in parts[1:]:
        total = total * part
    return total


def _times(one: Floats, two: Floats) -> Floats:
    return one if two is NOTHING else one * two
