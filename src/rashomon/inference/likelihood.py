"""Exact likelihood of every unit under every hypothesis, for one set of numbers or many side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rashomon.inference.inputs import Floats
from rashomon.inference.model import Block, CompiledItem, Layout, Model, Unit, Values
from rashomon.provenance.chances import Kept, ReportChances, tracking_chance


@dataclass(frozen=True, slots=True)
class View:
    """What is left out or changed: dropped reports by id, forgotten items by position, exponents by position."""

    powers: Mapping[int, float] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    forgotten: frozenset[int] = frozenset()
    worthless: bool = False  # docs/methods.md section 10.4: each judgement may be worthless


@dataclass(frozen=True, slots=True)
class UnitLikelihood:
    """P(unit | hypothesis), up to a factor common to all: `named` (K, D), `other` (1 or K, D).

    `other` has one row per named hypothesis where the catch-all's unrated items behave as that hypothesis does.
    """

    named: Floats
    other: Floats


def unit_likelihood(model: Model, unit: Unit, values: Values, view: View) -> UnitLikelihood:
    """Return the likelihood of one unit (docs/methods.md section 2 and 5), instruments summed out exactly."""
    if not unit.instruments:
        table = block_table(model, model.blocks[unit.blocks[0]], values, view, unit.layout)
        return split(table, unit.layout, len(model.named))
    tables = [_block_entry(model, block, unit, values, view) for block in unit.blocks]
    tables += switches(model, unit, values)
    return split(sum_out(tables, unit.order), unit.layout, len(model.named))


Table = tuple[tuple[int, ...], Floats]
"""Instruments, and an array with the axes (column, one per instrument, D)."""


def _block_entry(model: Model, block: int, unit: Unit, values: Values, view: View) -> Table:
    found = model.blocks[block]
    return found.scope, block_table(model, found, values, view, unit.layout)


def switches(model: Model, unit: Unit, values: Values) -> list[Table]:
    """Return, for each instrument of a unit, the chances that it fails and that it tracks."""
    return [((s,), _switch(model, s, values)) for s in unit.instruments]


def _switch(model: Model, instrument: int, values: Values) -> Floats:
    works = tracking_chance(model.instruments[instrument].channel, values)
    return np.stack([1.0 - works, works])[None, :, :]


def sum_out(tables: list[Table], order: Sequence[int]) -> Floats:
    """Multiply tables and sum the instruments of `order` out, in that order.

    What is left has the axes (column, the instruments not in `order`, D).
    """
    for instrument in order:
        touched = [t for t in tables if instrument in t[0]]
        if touched:
            tables = [t for t in tables if instrument not in t[0]] + [_summed(touched, instrument)]
    return joined(tables)[1]


def _summed(touched: Sequence[Table], instrument: int) -> Table:
    scope, total = joined(touched)
    left = tuple(s for s in scope if s != instrument)
    return left, total.sum(axis=1 + scope.index(instrument))


def joined(tables: Sequence[Table]) -> Table:
    """Multiply tables into one over the union of their instruments."""
    scope = tuple(sorted({s for names, _ in tables for s in names}))
    arrays = [_aligned(table, scope) for table in tables]
    total = arrays[0]
    for count, array in enumerate(arrays[1:], start=1):
        total = total * array
        if count % 64 == 0:  # a factor common to all columns keeps long products within a double's range
            top = total.max(axis=tuple(range(total.ndim - 1)), keepdims=True)
            total = total / np.where(top > 0, top, 1.0)
    return scope, total


def _aligned(table: Table, scope: tuple[int, ...]) -> Floats:
    names, array = table
    if names == scope:
        return array
    sizes = [array.shape[1 + names.index(s)] if s in names else 1 for s in scope]
    return array.reshape(array.shape[0], *sizes, array.shape[-1])


def split(table: Floats, layout: Layout, count: int) -> UnitLikelihood:
    """Cut a table (columns, D) into named and catch-all."""
    if layout == "unrated":
        return UnitLikelihood(table, table)
    return UnitLikelihood(table[:count], table[count:])


def block_table(model: Model, block: Block, values: Values, view: View, layout: Layout) -> Floats:
    """Return the block's likelihood, axes (column, one per instrument of the block, D), in the unit's layout."""
    if len(block.items) == 1:
        return ItemTable(model, model.items[block.items[0]], block, values, view, layout).alone()
    return _tied_table(model, block, values, view, layout)


def _tied_table(model: Model, block: Block, values: Values, view: View, layout: Layout) -> Floats:
    tables = {i: ItemTable(model, model.items[i], block, values, view, layout) for i in block.items}
    below: dict[int, list[tuple[Floats, Floats]]] = {i: [] for i in block.items}
    top: Floats | None = None
    for position in reversed(block.items):
        item, table = model.items[position], tables[position]
        if item.given is None:
            top = table.summed(table.row(item.row), below[position])
        else:
            happened, not_happened = table.by_parent(below[position])
            below[item.given].append((happened, not_happened))
    assert top is not None
    return contaminated(top, [model.items[i] for i in block.items], len(model.named)) if view.worthless else top


class ItemTable:
    """One item's likelihood inside a block: its row, its truth, its reports."""

    def __init__(
        self, model: Model, item: CompiledItem, block: Block, values: Values, view: View, layout: Layout
    ) -> None:
        self.model, self.item, self.block, self.values, self.view, self.layout = (
            model,
            item,
            block,
            values,
            view,
            layout,
        )
        self.forgotten = item.position in view.forgotten
        self.recorded = None if self.forgotten else item.recorded
        self._chances: dict[tuple[int, bool], Floats | None] = {}
        self._tracked: Kept = {} if values.tracked is None else values.tracked

    def columns(self, rows: Floats) -> Floats:
        """Spread rows (K + 1, or K, or 1; D) over the columns of the unit's layout."""
        count = len(self.model.named)
        if rows.shape[0] == 1 or self.layout == "rated":
            return rows
        if self.layout == "unrated":
            return rows[:count]
        last = np.broadcast_to(rows[count:], (count, rows.shape[-1])) if self.item.rated else rows[:count]
        return np.concatenate([rows[:count], last])

    def row(self, index: int) -> Floats:
        """Return a row of likelihoods as columns with one axis of length 1 for each instrument."""
        rows = self.columns(self.values.rows[index])
        return rows.reshape(rows.shape[0], *(1,) * len(self.block.scope), rows.shape[-1])

    def reports(self, happened: bool) -> Floats | None:
        """Return P(reports | truth), or None where there are none to count."""
        if self.forgotten or not self.item.reports:
            return None
        dropped = self.view.dropped and any(r.id in self.view.dropped for r in self.item.reports)
        kept = self._chances if dropped or self.values.report_chances is None else self.values.report_chances
        key = (self.item.position, happened)
        if key not in kept:
            kept[key] = self._reports(happened)
        return kept[key]

    def _reports(self, happened: bool) -> Floats | None:
        chances = ReportChances(
            self.item.reports,
            self.values,
            named=len(self.model.named),
            columns=self.columns,
            scope=self.block.scope,
            dropped=self.view.dropped,
            kept=self._tracked,
        )
        return chances.given(happened)

    def alone(self) -> Floats:
        """Return the likelihood of an item that is tied to no other, to its group's power."""
        row = self.row(self.item.row)
        table = np.ones((1,) * row.ndim) if self.forgotten else self.summed(row, [])
        if self.view.worthless and not self.forgotten:
            table = contaminated(_full(table, row), [self.item], len(self.model.named))
        power = self.view.powers.get(self.item.position, 1.0)
        return _full(table if power == 1.0 else table**power, row)

    def summed(self, row: Floats, below: Sequence[tuple[Floats, Floats]]) -> Floats:
        """Return sum over the truth of P(truth | h) P(reports | truth) P(what is rated on it | truth)."""
        if row.size >= MANY and self.recorded is None and not below:
            if_true, if_not = self.reports(True), self.reports(False)
            if if_true is not None and if_not is not None:
                return _between(row, if_true, if_not)
        total: Floats | None = None
        for happened in (True, False):
            if self.recorded is not None and self.recorded is not happened:
                continue
            part = self._part(row, happened, below)
            total = part if total is None else np.add(total, part, out=part if part.shape == total.shape else None)
        assert total is not None
        return total

    def _part(self, row: Floats, happened: bool, below: Sequence[tuple[Floats, Floats]]) -> Floats:
        reports = self.reports(happened)
        part = row if happened else 1.0 - row
        if reports is not None:
            part = part * reports
        for if_happened, if_not in below:
            part = part * (if_happened if happened else if_not)
        return part

    def by_parent(self, below: Sequence[tuple[Floats, Floats]]) -> tuple[Floats, Floats]:
        """Return the likelihood of this item and what hangs from it, if the item it is given happened and if not."""
        item = self.item
        assert item.otherwise is not None
        as_recorded = self.summed(self.row(item.row), below)
        else_wise = self.summed(self.row(item.otherwise), below)
        return (as_recorded, else_wise) if item.given_recorded else (else_wise, as_recorded)


MANY = 4096
"""Entries from which on a pass over a row costs more than looking at what stands beside it."""


def _between(row: Floats, if_true: Floats, if_not: Floats) -> Floats:
    """Return row * if_true + (1 - row) * if_not, in few passes over the row and without cancellation."""
    if len(if_true) == 1 and (if_true >= if_not).all():
        return _plus(row * (if_true - if_not), if_not)
    rest = 1.0 - row
    if len(if_true) == 1 and (if_true <= if_not).all():
        return _plus(rest * (if_not - if_true), if_true)
    return _plus(row * if_true, rest * if_not)


def _plus(total: Floats, part: Floats) -> Floats:
    fits = np.broadcast_shapes(total.shape, part.shape) == total.shape
    return np.add(total, part, out=total if fits else None)


def _full(table: Floats, row: Floats) -> Floats:
    return table if table.shape[0] == row.shape[0] else table * np.ones_like(row[..., :1])


DOUBT_ESTABLISHED, DOUBT_REPORTED = 0.01, 0.05
"""Chance that a judgement is worthless (docs/methods.md section 10.4)."""


def contaminated(table: Floats, items: Sequence[CompiledItem], named: int) -> Floats:
    """Return (1 - d) L + d * mean over hypotheses of L (docs/methods.md section 10.4).

    The catch-all counts in the mean where it is rated; elsewhere it is a mixture of the named. Tied items are
    judged as one, with the larger doubt.
    """
    doubt = DOUBT_ESTABLISHED if all(i.recorded is not None for i in items) else DOUBT_REPORTED
    rows = named + 1 if all(i.rated for i in items) else named
    return np.asarray((1.0 - doubt) * table + doubt * table[:rows].mean(axis=0, keepdims=True))
