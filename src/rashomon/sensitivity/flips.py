"""What would change the leader: the smallest change of one cell, row, reliability or prior (METHODS section 6).

Each question is a function of one number x: the posterior with that input at x. Outside groups the masses are
linear in a cell, so the crossing is solved for directly; elsewhere a grid finds where the lead changes and is made
finer around that place until linear interpolation between two grid points is exact to about 1e-9.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from rashomon.analysis import Flip
from rashomon.inference.inputs import SHARED, Floats, Input, from_scale
from rashomon.inference.model import CompiledItem, Values
from rashomon.sensitivity.baseline import Baseline
from rashomon.sensitivity.tornado import cell_names, one_cell_at_a_time, scalar_varied

GRID = 65
ROUNDS = 3
RATIO_SPAN = 1e6
"""Ratios are searched from 1e-6 to 1e6."""

ROW_SPAN = 30.0
"""A row is searched for shifts of its log odds up to this size, either way."""

FRAGILE, ROBUST = 1.0, 2.0
"""Distances, in elicitation standard deviations, that part fragile, moderate and robust (METHODS section 6)."""

Answer = Callable[[Floats], Floats]
"""Posterior (cells, D, K + 1) for inputs (cells, D)."""

Sort = Literal["cell", "row", "source", "prior"]


@dataclass(frozen=True, slots=True)
class _Crossing:
    at: float
    new_leader: int


def find_flips(baseline: Baseline) -> tuple[Flip, ...]:
    """Return the flip of every cell, row, reliability and prior; nearest first, those that never flip last."""
    found = [*_cell_flips(baseline), *_row_flips(baseline), *_scalar_flips(baseline)]
    return tuple(sorted(found, key=_nearness))


def _nearness(flip: Flip) -> tuple[int, float]:
    if flip.flips_at is None:
        return 2, 0.0
    return (0, flip.distance) if flip.distance is not None else (1, abs(flip.flips_at - flip.value))


def _cell_flips(baseline: Baseline) -> Iterator[Flip]:
    model = baseline.model
    for item in model.items:
        for index in (item.row, item.otherwise):
            if index is not None:
                yield from _row_of_cells(baseline, item, index)


def _row_of_cells(baseline: Baseline, item: CompiledItem, index: int) -> Iterator[Flip]:
    row = baseline.model.rows[index]
    now = baseline.values.rows[index][:, 0]
    crossings = _linear(baseline, item, index, now) if item.group is None else _gridded_cells(baseline, item, index, now)
    for name, cell, value, crossing in zip(cell_names(baseline.model, index), row.cells, now, crossings, strict=True):
        yield _flip(baseline, name, "cell", float(value), cell, crossing)


def _linear(baseline: Baseline, item: CompiledItem, index: int, now: Floats) -> list[_Crossing | None]:
    """Solve for crossings where masses are linear in the cell: two evaluations give the lines."""
    top = RATIO_SPAN if item.is_ratio else 1.0
    ends = np.tile([0.0, top], (len(now), 1))
    masses = _masses(baseline, item.position, index, ends)  # (cells, 2, K + 1)
    start, slope = masses[:, 0], (masses[:, 1] - masses[:, 0]) / top
    leader = baseline.order[0]
    above = start[:, leader, None] - start
    falling = slope - slope[:, leader, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        roots = above / falling
    roots[:, leader] = np.nan
    return [_nearest(row, float(x), top) for row, x in zip(roots, now, strict=True)]


def _nearest(roots: Floats, now: float, top: float) -> _Crossing | None:
    usable = np.where((roots >= 0) & (roots <= top * (1 + 1e-12)), np.abs(roots - now), np.inf)
    rival = int(np.argmin(usable))
    return _Crossing(min(float(roots[rival]), top), rival) if np.isfinite(usable[rival]) else None


def _masses(baseline: Baseline, item: int, index: int, values: Floats) -> Floats:
    """Return masses on one common scale, (cells, D, K + 1), for cells of a row at `values` (cells, D)."""
    logs = one_cell_at_a_time(baseline, item, index, values)
    named, other = baseline.masses(logs)
    return np.concatenate([named, other.sum(axis=-1, keepdims=True)], axis=-1)


def _gridded_cells(baseline: Baseline, item: CompiledItem, index: int, now: Floats) -> list[_Crossing | None]:
    def answer(x: Floats) -> Floats:
        values = np.clip(x, 0.0, None)
        return baseline.posterior_from(one_cell_at_a_time(baseline, item.position, index, values))

    low, high = (1 / RATIO_SPAN, RATIO_SPAN) if item.is_ratio else (0.0, 1.0)
    grid = np.geomspace(low, high, GRID) if item.is_ratio else np.linspace(low, high, GRID)
    return _gridded(baseline, answer, np.tile(grid, (len(now), 1)), now)


def _gridded(baseline: Baseline, answer: Answer, grid: Floats, now: Floats) -> list[_Crossing | None]:
    """Return, for each row of `grid`, the crossing nearest to `now`; all rows are refined together."""
    found: list[_Bracket | None] = [None] * len(grid)
    for _ in range(ROUNDS):
        posteriors = answer(grid)
        rows = zip(found, grid, posteriors, now, strict=True)
        found = [_bracket(baseline, row, posterior, x) or old for old, row, posterior, x in rows]
        if not any(found):
            break
        grid = np.stack([np.linspace(*(b.ends if b else (x, x)), GRID) for b, x in zip(found, now, strict=True)])
    return [b and _interpolated(baseline, b) for b in found]


@dataclass(frozen=True, slots=True)
class _Bracket:
    """Two neighbouring grid points between which the lead changes, and the posteriors there (2, K + 1)."""

    ends: tuple[float, float]
    posterior: Floats


def _bracket(baseline: Baseline, grid: Floats, posterior: Floats, now: float) -> _Bracket | None:
    """Return the change of lead that is nearest to `now`."""
    size = len(baseline.model.hypotheses)
    leads = posterior[:, baseline.order[0]] >= posterior[:, :size].max(axis=1)
    changes = np.flatnonzero(leads[1:] != leads[:-1])
    if not len(changes):
        return None
    middle = (grid[changes] + grid[changes + 1]) / 2
    nearest = int(changes[np.argmin(np.abs(middle - now))])
    return _Bracket((float(grid[nearest]), float(grid[nearest + 1])), posterior[nearest : nearest + 2])


def _interpolated(baseline: Baseline, bracket: _Bracket) -> _Crossing:
    leader, posterior, (low, high) = baseline.order[0], bracket.posterior, bracket.ends
    size = len(baseline.model.hypotheses)
    beaten = posterior[0] if posterior[0, :size].max() > posterior[0, leader] else posterior[1]
    rival = int(np.argmax(beaten[:size]))
    gap = posterior[:, leader] - posterior[:, rival]
    share = gap[0] / (gap[0] - gap[1]) if gap[0] != gap[1] else 0.5
    return _Crossing(low + float(share) * (high - low), rival)


def _row_flips(baseline: Baseline) -> Iterator[Flip]:
    for item in baseline.model.items:
        if item.counted:
            yield _row_flip(baseline, item)


def _row_flip(baseline: Baseline, item: CompiledItem) -> Flip:
    """Shift the leader's cell down and every other up by the same log odds (or the reverse) until the lead changes."""
    leader, rival = baseline.order[0], baseline.order[1]

    def answer(x: Floats) -> Floats:
        return _shifted(baseline, item, x[0])[None]

    crossing = _gridded(baseline, answer, np.linspace(-ROW_SPAN, ROW_SPAN, GRID)[None], np.zeros(1))[0]
    now = _factor(baseline, item, 0.0, leader, rival)
    if crossing is None:
        return Flip(f"evidence.{item.id}", "row", now, None, None, None, "never")
    challenger = crossing.new_leader
    spread = _row_spread(baseline, item, leader, challenger)
    distance = abs(crossing.at) / spread if spread else None
    return Flip(
        input=f"evidence.{item.id}",
        kind="row",
        value=_factor(baseline, item, 0.0, leader, challenger),
        flips_at=_factor(baseline, item, crossing.at, leader, challenger),
        new_leader=baseline.model.hypotheses[challenger],
        distance=distance,
        robustness=_robustness(distance),
    )


def _shifted(baseline: Baseline, item: CompiledItem, shift: Floats) -> Floats:
    unit = baseline.model.unit_of[item.position]
    logs = baseline.evaluate(unit, _shifted_values(baseline, item, shift), baseline.view, [item.position])
    return baseline.posterior_from(baseline.with_units({unit: logs}))


def _shifted_values(baseline: Baseline, item: CompiledItem, shift: Floats) -> Values:
    row = baseline.values.rows[item.row]
    sign = np.full((len(row), 1), 0.5)
    sign[min(baseline.order[0], len(row) - 1)] = -0.5
    if item.is_ratio:
        return baseline.values.with_row(item.row, row * np.exp(sign * shift))
    safe = np.clip(row, 1e-12, 1 - 1e-12)
    return baseline.values.with_row(item.row, from_scale(np.log(safe / (1 - safe)) + sign * shift, ratio=False))


def _factor(baseline: Baseline, item: CompiledItem, shift: float, over: int, under: int) -> float:
    """Return the item's own factor, `over` against `under`, reports summed in, after a shift."""
    unit = baseline.model.unit_of[item.position]
    named, other = baseline.evaluate(
        unit, _shifted_values(baseline, item, np.array([shift])), baseline.view, [item.position]
    )
    both = np.append(named[0], other[0, 0])
    return float(np.exp(both[over] - both[under])) if np.isfinite(both[under]) else math.inf


def _row_spread(baseline: Baseline, item: CompiledItem, one: int, two: int) -> float:
    cells = baseline.model.rows[item.row].cells
    spreads = [cells[i].sigma for i in (one, two) if i < len(cells) and not cells[i].is_point]
    return math.sqrt((1 - SHARED) * sum(s * s for s in spreads))


def _scalar_flips(baseline: Baseline) -> Iterator[Flip]:
    model = baseline.model
    for index, scalar in enumerate(model.scalars):
        is_prior = scalar.name.endswith(".prior")
        if not is_prior and not scalar.name.endswith((".reliability", ".hit_rate")):
            continue
        yield _scalar_flip(baseline, index, scalar.name, scalar.given, "prior" if is_prior else "source")


def _scalar_flip(baseline: Baseline, index: int, name: str, given: Input, kind: Sort) -> Flip:
    def answer(x: Floats) -> Floats:
        return scalar_varied(baseline, index, x[0])[None]

    now = baseline.values.scalars[index]
    crossing = _gridded(baseline, answer, np.linspace(_floor(baseline, name), 1.0, GRID)[None], now)[0]
    return _flip(baseline, name, kind, float(now[0]), given, crossing)


def _floor(baseline: Baseline, name: str) -> float:
    """A hit rate below the false-alarm rate would turn the source round, so it is the least value searched."""
    if not name.endswith(".hit_rate"):
        return 0.0
    partner = name.removesuffix("hit_rate") + "false_alarm_rate"
    index = next(i for i, s in enumerate(baseline.model.scalars) if s.name == partner)
    return float(baseline.values.scalars[index][0])


def _flip(
    baseline: Baseline, name: str, kind: Sort, now: float, given: Input, crossing: _Crossing | None
) -> Flip:
    if crossing is None:
        return Flip(name, kind, now, None, None, None, "never")
    distance = _distance(given, crossing.at)
    return Flip(name, kind, now, crossing.at, baseline.model.hypotheses[crossing.new_leader], distance, _robustness(distance))


def _distance(given: Input, at: float) -> float | None:
    """Return how many elicitation standard deviations away `at` is; None for a point."""
    if given.shape == "uniform":
        return abs(at - 0.5) * math.sqrt(12)
    if given.is_point:
        return None
    if at <= 0 or (at >= 1 and given.shape == "logit-normal"):
        return math.inf
    x = math.log(at) if given.shape == "log-normal" else math.log(at) - math.log1p(-at)
    return abs(x - given.mu) / given.sigma


def _robustness(distance: float | None) -> Literal["fragile", "moderate", "robust", "point"]:
    if distance is None:
        return "point"
    if distance < FRAGILE:
        return "fragile"
    return "moderate" if distance <= ROBUST else "robust"
