"""The answer as a function of any one row, for many rows side by side.

Outside groups a unit's likelihood is a straight line in every cell of every row, and a named hypothesis depends on
its own cell alone. So two evaluations of a unit, all cells of a row at 0 and all at the far end, hold the answer for
all values of all its cells: the tornado and the flips of cells and rows then cost arithmetic and no sums over reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from rashomon.inference.inputs import Floats, from_scale
from rashomon.inference.model import CompiledItem

if TYPE_CHECKING:
    from rashomon.sensitivity.baseline import Baseline, Logs

RATIO_SPAN = 1e6
"""Ratios are searched from 1e-6 to 1e6, and their lines run from 0 to here."""

TOGETHER = 64
"""Rows handled side by side: enough to be fast, few enough for bounded memory."""


@dataclass(frozen=True)
class Lines:
    """Rows of one kind, R of them: all of ratios or none, all with a cell for the catch-all or none.

    `named` and `other` are likelihoods of the row's unit, shape (2, R, K): with all its cells at 0, and at `top`.
    """

    baseline: Baseline
    items: tuple[CompiledItem, ...]
    rows: tuple[int, ...]
    named: Floats
    other: Floats

    @property
    def is_ratio(self) -> bool:
        """Whether the cells are ratios."""
        return self.baseline.model.rows[self.rows[0]].is_ratio

    @property
    def top(self) -> float:
        """The far end of every line."""
        return RATIO_SPAN if self.is_ratio else 1.0

    @cached_property
    def now(self) -> Floats:
        """The cells as they are, shape (R, cells)."""
        return np.stack([self.baseline.values.rows[row][:, 0] for row in self.rows])

    @cached_property
    def rest(self) -> Logs:
        """Log-likelihoods of all other units, shape (R, K) each."""
        rests = [self.baseline.without_units([self._unit(item)]) for item in self.items]
        return np.stack([r[0] for r in rests]), np.stack([r[1] for r in rests])

    @cached_property
    def unmoved(self) -> Logs:
        """Log-likelihoods of the row's unit as it is, shape (R, K) each."""
        units = [self._unit(item) for item in self.items]
        return self.baseline.weights.named[units], self.baseline.weights.other[units]

    def _unit(self, item: CompiledItem) -> int:
        return self.baseline.model.unit_of[item.position]

    def unit_logs(self, which: list[int], cells: Floats) -> Logs:
        """Return log-likelihoods of the units of rows `which`, cells at `cells` (R, D, cells): (R, D, K) each."""
        count = self.named.shape[-1]
        share = cells / self.top
        own, rest = share[..., :count], share[..., count:] if share.shape[-1] > count else share
        with np.errstate(divide="ignore"):
            return np.log(_along(self.named, which, own)), np.log(_along(self.other, which, rest))

    def with_rows(self, which: list[int], cells: Floats) -> Floats:
        """Return the posterior with rows `which`, each by itself, at `cells` (R, D, cells): shape (R, D, K + 1)."""
        named, other = self.unit_logs(which, cells)
        return self.baseline.posterior_from((named + self.rest[0][which, None], other + self.rest[1][which, None]))

    def one_cell_at_a_time(self, values: Floats) -> Logs:
        """Return summed log-likelihoods with each cell by itself at each of its `values` (R, cells, D).

        Shapes (R, cells, D, K). The catch-all's column follows the cells that it is made of.
        """
        moved = self.unit_logs(list(range(len(self.rows))), values.swapaxes(1, 2))
        named, other = (self._each_alone(base, new) for base, new in zip(self.unmoved, moved, strict=True))
        size, count = values.shape[1], self.named.shape[-1]
        if size > count:  # the last cell is the catch-all's, and moves nothing else
            other[:, :count] = self.unmoved[1][:, None, None]
            other[:, count] = moved[1]
        return named + self.rest[0][:, None, None], other + self.rest[1][:, None, None]

    def _each_alone(self, base: Floats, moved: Floats) -> Floats:
        """Return logs (R, cells, D, K) in which cell k has moved column k alone."""
        (rows, draws, count), size = moved.shape, self.now.shape[1]
        found = np.broadcast_to(base[:, None, None], (rows, size, draws, count)).copy()
        same = np.arange(count)
        found[:, same, :, same] = moved.transpose(2, 0, 1)
        return found

    def shifted(self, which: list[int], shift: Floats) -> Floats:
        """Return cells (R, D, cells): the leader's log odds lower, all others' higher, by half of `shift` (R, D)."""
        now = self.now[which, None]
        sign = np.full(now.shape[-1], 0.5)
        sign[min(self.baseline.order[0], len(sign) - 1)] = -0.5
        return moved_apart(now, shift[..., None] * sign, is_ratio=self.is_ratio)


def moved_apart(cells: Floats, by: Floats, *, is_ratio: bool) -> Floats:
    """Return cells moved by so much on their own scale: the log of ratios, the log odds of probabilities."""
    if is_ratio:
        return np.asarray(cells * np.exp(by))
    safe = np.clip(cells, 1e-12, 1 - 1e-12)
    return from_scale(np.log(safe / (1 - safe)) + by, ratio=False)


def _along(ends: Floats, which: list[int], share: Floats) -> Floats:
    """Return the points of lines `which`, from `ends` (2, R, K), at `share` (R, D, K or 1) of the way."""
    return np.asarray((1.0 - share) * ends[0, which, None] + share * ends[1, which, None])


def find_lines(baseline: Baseline) -> Iterator[Lines]:
    """Yield the rows of all items that stand in no group, up to 64 of a kind together."""
    kinds: dict[tuple[int, bool], list[tuple[CompiledItem, int]]] = {}
    for item in baseline.model.items:
        for index in (item.row, item.otherwise):
            if index is not None and item.group is None:
                row = baseline.model.rows[index]
                kinds.setdefault((len(row.cells), row.is_ratio), []).append((item, index))
    for found in kinds.values():
        for start in range(0, len(found), TOGETHER):
            yield _lines(baseline, found[start : start + TOGETHER])


def _lines(baseline: Baseline, found: list[tuple[CompiledItem, int]]) -> Lines:
    ends = [_ends(baseline, item, row) for item, row in found]
    named, other = (np.stack([end[part] for end in ends], axis=1) for part in (0, 1))
    return Lines(baseline, tuple(item for item, _ in found), tuple(row for _, row in found), named, other)


def _ends(baseline: Baseline, item: CompiledItem, row: int) -> Logs:
    """Return the unit's likelihoods with all cells of the row at 0 and at their far end, (2, K) each."""
    ends = np.array([0.0, RATIO_SPAN if baseline.model.rows[row].is_ratio else 1.0])
    values = baseline.values.with_row(row, np.broadcast_to(ends, (*baseline.values.rows[row].shape[:1], 2)))
    unit, count = baseline.model.unit_of[item.position], len(baseline.model.named)
    named, other = baseline.evaluate(unit, values, baseline.view, [item.position])
    # A row that has no part in the answer, such as an `otherwise` that is not needed, leaves a flat line.
    return np.broadcast_to(np.exp(named), (2, count)), np.broadcast_to(np.exp(other), (2, count))
