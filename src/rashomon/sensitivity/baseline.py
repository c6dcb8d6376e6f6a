"""The headline taken apart, so that a question about one part costs one part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

import numpy as np

from rashomon.inference.inputs import Floats
from rashomon.inference.likelihood import Table, View, block_table, split, sum_out, switches, unit_likelihood
from rashomon.inference.model import CompiledReport, Model, Values
from rashomon.inference.posterior import (
    Weights,
    as_dict,
    base_view,
    checked,
    leaders,
    mean_values,
    normalised,
    unit_logs,
    weights,
)
from rashomon.sensitivity.lines import Lines, find_lines

Logs = tuple[Floats, Floats]
"""Log-likelihoods of a unit or a sum of units: named (..., K) and catch-all (..., K or 1)."""


@dataclass(frozen=True)
class Baseline:
    """The headline of a model with everything it was computed from."""

    model: Model
    values: Values
    view: View
    weights: Weights
    posterior: Floats  # (K + 1,)

    @classmethod
    def of(cls, model: Model) -> Baseline:
        """Compute the headline; raises ImpossibleError if every hypothesis is excluded."""
        values, view = mean_values(model), base_view(model)
        found = weights(model, values, view)
        return cls(model, values, view, found, checked(model, found))

    @cached_property
    def named_posterior(self) -> dict[str, float]:
        """The headline by hypothesis id."""
        return as_dict(self.model, self.posterior)

    @cached_property
    def leaders(self) -> tuple[str, ...]:
        """The likeliest hypotheses."""
        return leaders(self.named_posterior)

    @cached_property
    def order(self) -> tuple[int, ...]:
        """Hypotheses by falling probability, as positions; ties in document order."""
        size = len(self.model.hypotheses)
        return tuple(np.argsort(-self.posterior[:size], kind="stable").tolist())

    @cached_property
    def log_parts(self) -> Floats:
        """Log prior of the catch-all's part under each named hypothesis: p_other * p_h / sum p, shape (K,)."""
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(self.shares) + self.weights.log_other)

    @cached_property
    def shares(self) -> Floats:
        """What part of the named prior each named hypothesis holds, shape (K,); equal parts if all have 0."""
        masses = np.exp(self.weights.log_prior)
        return masses / masses.sum() if masses.any() else np.full_like(masses, 1 / len(masses))

    @cached_property
    def scalar_units(self) -> dict[int, tuple[int, ...]]:
        """The units whose reports depend on each scalar, by scalar index."""
        found: dict[int, dict[int, None]] = {}
        for item in self.model.items:
            for index in (i for report in item.reports for i in _scalars_of(report)):
                found.setdefault(index, {})[self.model.unit_of[item.position]] = None
        return {index: tuple(units) for index, units in found.items()}

    @cached_property
    def lines(self) -> tuple[Lines, ...]:
        """The answer as a function of every row that stands in no group."""
        return tuple(find_lines(self))

    @cached_property
    def _finite(self) -> tuple[Logs, Logs]:
        """Sums of the finite log-likelihoods, and counts of the zeros: subtracting -inf would give NaN."""
        sums, zeros = [], []
        for table in (self.weights.named, self.weights.other):
            zero = np.isneginf(table)
            sums.append(np.where(zero, 0.0, table).sum(axis=0))
            zeros.append(zero.sum(axis=0).astype(np.float64))
        return (sums[0], sums[1]), (zeros[0], zeros[1])

    def without_units(self, units: Iterable[int]) -> Logs:
        """Return the summed log-likelihoods of all other units, (K,) each."""
        chosen = tuple(units)
        if chosen not in self._without_cache:
            self._without_cache[chosen] = self._sum_without(chosen)
        return self._without_cache[chosen]

    @cached_property
    def _without_cache(self) -> dict[tuple[int, ...], Logs]:
        return {}

    def _sum_without(self, units: tuple[int, ...]) -> Logs:
        chosen = list(units)
        found = []
        for which, table in enumerate((self.weights.named, self.weights.other)):
            part = table[chosen]
            zero = np.isneginf(part)
            total = self._finite[0][which] - np.where(zero, 0.0, part).sum(axis=0)
            left = self._finite[1][which] - zero.sum(axis=0)
            found.append(np.where(left > 0, -np.inf, total))
        return found[0], found[1]

    def with_units(self, changed: dict[int, Logs]) -> Logs:
        """Return summed log-likelihoods with some units replaced; shapes (K,) or (D, K) as the replacements have."""
        named, other = self.without_units(changed)
        for unit_named, unit_other in changed.values():
            named, other = named + unit_named, other + unit_other
        return named, other

    def evaluate(self, unit: int, values: Values, view: View, touched: Iterable[int] | None = None) -> Logs:
        """Return one unit's log-likelihoods, (D, K) and (D, K or 1).

        `touched` are the items in which `values` or `view` differ from the headline; None means any may.
        """
        part = self.model.units[unit]
        if touched is None or not part.instruments:
            return unit_logs(unit_likelihood(self.model, part, values, view))
        blocks = {self.model.block_of[i] for i in touched}
        if len(blocks) == 1:
            table = self._with_block(unit, blocks.pop(), values, view)
        else:
            table = sum_out(self._tables(unit, blocks, values, view), part.order)
        return unit_logs(split(table, part.layout, len(self.model.named)))

    def _tables(self, unit: int, changed: set[int], values: Values, view: View) -> list[Table]:
        """Return the tables of a unit, those of unchanged blocks and of the instruments as in the headline."""
        part = self.model.units[unit]
        kept = self._kept_tables(unit)
        tables = [t for block, t in zip(part.blocks, kept, strict=False) if block not in changed]
        for block in changed:
            found = self.model.blocks[block]
            tables.append((found.scope, block_table(self.model, found, values, view, part.layout)))
        return tables + kept[len(part.blocks) :]

    def _kept_tables(self, unit: int) -> list[Table]:
        """Return the headline's tables of a unit: its blocks, then its instruments."""
        if unit not in self._table_cache:
            part = self.model.units[unit]
            blocks = [self.model.blocks[b] for b in part.blocks]
            tables = [(b.scope, block_table(self.model, b, self.values, self.view, part.layout)) for b in blocks]
            self._table_cache[unit] = tables + switches(self.model, part, self.values)
        return self._table_cache[unit]

    def _with_block(self, unit: int, block: int, values: Values, view: View) -> Floats:
        """Return a unit's likelihood with one block changed: everything else is summed once and kept."""
        part, found = self.model.units[unit], self.model.blocks[block]
        if block not in self._rest_cache:
            kept = self._kept_tables(unit)
            rest = [t for b, t in zip(part.blocks, kept, strict=False) if b != block] + kept[len(part.blocks) :]
            outside = [s for s in part.order if s not in found.scope]
            self._rest_cache[block] = sum_out(rest, outside)
        table = block_table(self.model, found, values, view, part.layout)
        product = table * self._rest_cache[block]
        return np.asarray(product.sum(axis=tuple(range(1, product.ndim - 1))))

    @cached_property
    def _table_cache(self) -> dict[int, list[Table]]:
        return {}

    @cached_property
    def _rest_cache(self) -> dict[int, Floats]:
        return {}

    def posterior_from(self, logs: Logs) -> Floats:
        """Return the posterior (..., K + 1) for summed log-likelihoods under the headline's prior."""
        return normalised(logs[0] + self.weights.log_prior, logs[1] + self.log_parts)

    def masses(self, logs: Logs) -> Logs:
        """Return unnormalised masses: named (..., K), and the catch-all's parts (..., K), on one common scale."""
        named, other = logs[0] + self.weights.log_prior, logs[1] + self.log_parts
        top = max(float(named.max()), float(other.max()))
        top = top if np.isfinite(top) else 0.0
        return np.exp(named - top), np.exp(other - top)


def _scalars_of(report: CompiledReport) -> list[int]:
    channel = report.channel
    uses = (channel.reliability, channel.hit_rate, channel.false_alarm_rate, report.copying, *channel.bias)
    return [index for index in uses if index is not None]


def is_simple(model: Model, unit: int) -> bool:
    """Whether a unit is one item without instruments, so that its likelihood is a plain power of the item's."""
    return len(model.units[unit].items) == 1 and not model.units[unit].instruments


def view_without(
    model: Model, view: View, *, reports: frozenset[str], items: frozenset[int], touched: frozenset[int]
) -> View:
    """Return a view with reports dropped and items forgotten, groups shrunk to the items that still count.

    `touched` are the items whose reports are dropped.
    """
    silent = frozenset(i for i in touched if _says_nothing(i, model, reports))
    gone, powers = items | silent, view.powers
    for number in {model.items[i].group for i in gone} - {None}:
        group = model.groups[cast(int, number)]
        left = [i for i in group.items if i not in gone]
        powers = {**powers, **dict.fromkeys(left, group.power(len(left)))}
    return replace(view, dropped=view.dropped | reports, forgotten=view.forgotten | items, powers=powers)


def _says_nothing(position: int, model: Model, dropped: frozenset[str]) -> bool:
    """Whether nothing is left that speaks of an item: sure repeats fall with what they repeat, relays with theirs."""
    item = model.items[position]
    if not dropped or item.recorded is not None or not item.reports:
        return False
    gone: list[bool] = []
    for report in item.reports:  # parents stand before children
        follows = report.via is not None and gone[report.via] and (report.relay or report.copying is None)
        gone.append(report.id in dropped or follows)
    return all(left or report.said is None for left, report in zip(gone, item.reports, strict=True))
