"""Which range matters: the leader's probability with each input at its 10th and at its 90th percentile."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rashomon.analysis import TornadoBar
from rashomon.inference.inputs import Z90, Floats
from rashomon.inference.model import Model
from rashomon.inference.posterior import posterior_of
from rashomon.inference.priors import prior_masses
from rashomon.sensitivity.baseline import Baseline, Logs


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
    for item in model.items:
        for index in (item.row, item.otherwise):
            if index is None or not model.rows[index].has_spread:
                continue
            cells = model.rows[index].cells
            ends = np.array([[cell.percentile(-Z90), cell.percentile(Z90)] for cell in cells])
            moved = one_cell_at_a_time(baseline, item.position, index, ends)
            found = baseline.posterior_from(moved)[..., leader]
            for name, cell, (low, high), at in zip(cell_names(model, index), cells, ends, found, strict=True):
                if not cell.is_point:
                    yield TornadoBar(name, float(low), float(high), float(at[0]), float(at[1]))


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
    named, other = _each_alone((base_named, base_other), (moved_named, moved_other), len(values))
    return named + rest_named, other + rest_other


def _each_alone(base: Logs, moved: Logs, cells: int) -> Logs:
    """Return unit log-likelihoods (cells, D, K) in which only what depends on that cell has moved."""
    count, draws = len(base[0]), len(moved[0])
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
    leader = baseline.order[0]
    for index, scalar in enumerate(baseline.model.scalars):
        if scalar.given.is_point:
            continue
        ends = np.array([scalar.given.percentile(-Z90), scalar.given.percentile(Z90)])
        low, high = scalar_varied(baseline, index, ends)[:, leader].tolist()
        yield TornadoBar(scalar.name, float(ends[0]), float(ends[1]), low, high)


def scalar_varied(baseline: Baseline, index: int, values: Floats) -> Floats:
    """Return the posterior with one scalar at each of `values` (D,): shape (D, K + 1)."""
    model = baseline.model
    varied = baseline.values.with_scalar(index, values)
    if index in model.prior.named or index == model.prior.other:
        masses, rest = prior_masses(model, varied)
        with np.errstate(divide="ignore"):
            return posterior_of(*baseline.without_units([]), np.log(masses.T), np.log(rest[0]))
    units = baseline.scalar_units.get(index, ())
    logs = baseline.with_units({u: baseline.evaluate(u, varied, baseline.view) for u in units})
    # A source that only repeats others moves nothing, so its units have no axis of variants.
    return np.broadcast_to(baseline.posterior_from(logs), (len(values), len(baseline.posterior)))
