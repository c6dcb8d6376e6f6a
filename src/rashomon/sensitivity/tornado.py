"""Which range matters: the leader's probability with each input at its 10th and at its 90th percentile."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rashomon.analysis import TornadoBar
from rashomon.inference.inputs import Z90, Floats
from rashomon.inference.model import Model
from rashomon.sensitivity.baseline import Baseline, Logs
from rashomon.sensitivity.lines import Lines
from rashomon.sensitivity.scalars import scalars_varied


def tornado(baseline: Baseline) -> tuple[TornadoBar, ...]:
    """Return one bar for every input that has a range, the widest first."""
    bars = [*_cell_bars(baseline), *_scalar_bars(baseline)]
    return tuple(sorted(bars, key=lambda bar: -abs(bar.at_high - bar.at_low)))


def cell_names(model: Model, row: int) -> tuple[str, ...]:
    """Return the what-if path of every cell of a row."""
    path = ".".join(str(part) for part in model.rows[row].path)
    ids = (*model.named, "other")[: len(model.rows[row].cells)]
    return tuple(f"{path}.{h}" for h in ids)


def _cell_bars(baseline: Baseline) -> Iterator[TornadoBar]:
    model, leader = baseline.model, baseline.order[0]
    side_by_side = {row: found for lines in baseline.lines for row, found in _by_row(lines)}
    for item in model.items:
        for index in (item.row, item.otherwise):
            if index is None or not model.rows[index].has_spread:
                continue
            cells, ends = model.rows[index].cells, _row_ends(model, index)
            if index not in side_by_side:
                moved = one_cell_at_a_time(baseline, item.position, index, ends)
                side_by_side[index] = baseline.posterior_from(moved)[..., leader]
            found = side_by_side[index].tolist()
            for name, cell, (low, high), at in zip(cell_names(model, index), cells, ends.tolist(), found, strict=True):
                if not cell.is_point:
                    yield TornadoBar(name, low, high, *at)


def _by_row(lines: Lines) -> Iterator[tuple[int, Floats]]:
    """Yield each row with the leader's probability at both ends of each of its cells, shape (cells, 2)."""
    baseline = lines.baseline
    ends = np.stack([_row_ends(baseline.model, row) for row in lines.rows])
    posterior = baseline.posterior_from(lines.one_cell_at_a_time(ends))
    yield from zip(lines.rows, posterior[..., baseline.order[0]], strict=True)


def _row_ends(model: Model, row: int) -> Floats:
    """Return the 10th and the 90th percentile of each cell, shape (cells, 2)."""
    return np.array([[cell.percentile(-Z90), cell.percentile(Z90)] for cell in model.rows[row].cells])


def one_cell_at_a_time(baseline: Baseline, item: int, row: int, values: Floats) -> Logs:
    """Return summed log-likelihoods with each cell of a row in turn at each of its `values` (cells, D).

    Shapes (cells, D, K). One evaluation serves all cells, since a hypothesis's likelihood depends on its own
    cell alone; the catch-all's column follows the cells it is made of.
    """
    model = baseline.model
    unit = model.unit_of[item]
    rest_named, rest_other = baseline.without_units([unit])
    base_named, base_other = baseline.weights.named[unit], baseline.weights.other[unit]
    moved_named, moved_other = baseline.evaluate(unit, baseline.values.with_row(row, values), baseline.view, [item])
    named, other = _each_alone((base_named, base_other), (moved_named, moved_other), values.shape)
    return named + rest_named, other + rest_other


def _each_alone(base: Logs, moved: Logs, shape: tuple[int, ...]) -> Logs:
    """Return unit log-likelihoods (cells, D, K) in which only what depends on that cell has moved.

    `moved` has no axis of variants where the row has no part in the answer, as an `otherwise` that is not needed.
    """
    (cells, draws), count = shape, len(base[0])
    named = np.broadcast_to(base[0], (cells, draws, count)).copy()
    other = np.broadcast_to(base[1], (cells, draws, count)).copy()
    same = np.arange(count)
    named[same, :, same] = moved[0].T
    if cells == count:  # the catch-all's part under a hypothesis follows that hypothesis's cell
        other[same, :, same] = np.broadcast_to(moved[1], (draws, count)).T
    else:
        other[count] = moved[1]
    return named, other


def _scalar_bars(baseline: Baseline) -> Iterator[TornadoBar]:
    scalars = baseline.model.scalars
    # With reference classes the catch-all's share is part of them, and its range is not drawn by itself.
    fixed = baseline.model.prior.other if baseline.model.prior.classes else None
    ranged = [index for index, scalar in enumerate(scalars) if not scalar.given.is_point and index != fixed]
    if not ranged:
        return
    ends = np.array([[scalars[i].given.percentile(-Z90), scalars[i].given.percentile(Z90)] for i in ranged])
    found = scalars_varied(baseline, ranged, ends)[..., baseline.order[0]]
    for index, (low, high), at in zip(ranged, ends.tolist(), found.tolist(), strict=True):
        yield TornadoBar(scalars[index].name, low, high, *at)
