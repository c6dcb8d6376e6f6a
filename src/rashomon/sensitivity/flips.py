"""What would change the leader: the smallest change of one cell, row, reliability or prior (docs/methods.md section 6).

Each question is a function of one number x: the posterior with that input at x. Outside groups the masses are
linear in a cell, so the crossing is solved for directly; elsewhere a grid finds where the lead changes and is made
finer around that place until linear interpolation between two grid points is exact to about 1e-9.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from rashomon.analysis import Flip
from rashomon.inference.inputs import SHARED, Floats, Input
from rashomon.inference.model import CompiledItem
from rashomon.model import OTHER
from rashomon.sensitivity.baseline import Baseline, Logs
from rashomon.sensitivity.lines import RATIO_SPAN, Lines, moved_apart
from rashomon.sensitivity.scalars import scalars_varied
from rashomon.sensitivity.tornado import cell_names, one_cell_at_a_time

GRID = 65
ROUNDS = 4
NOTHING = 1e-15
"""Masses below this, on a scale where the greatest is 1, are rounding."""

ROW_SPAN = 30.0
"""A row is searched for shifts of its log odds up to this size, either way."""

FRAGILE, ROBUST = 1.0, 2.0
"""Distances, in elicitation standard deviations, that part fragile, moderate and robust (docs/methods.md section 6)."""

Answer = Callable[[list[int], Floats], Floats]
"""Posterior (R, D, K + 1) with each of R inputs, by their places, at each of its D values (R, D)."""

Sort = Literal["cell", "row", "source", "prior"]


@dataclass(frozen=True, slots=True)
class _Crossing:
    at: float
    new_leader: int


Crossings = dict[int, list[_Crossing | None]]
"""For each row, by its index in the model, the crossing of each cell."""


def find_flips(baseline: Baseline) -> tuple[Flip, ...]:
    """Return the flip of every cell, row, reliability and prior; nearest first, those that never flip last.

    None on a tie, which the least change of almost any number decides.
    """
    if len(baseline.leaders) > 1:
        return ()  # a tie: the least change of almost any number decides it
    found = [*_cell_flips(baseline), *_row_flips(baseline), *_scalar_flips(baseline)]
    return tuple(sorted(found, key=_nearness))


def _nearness(flip: Flip) -> tuple[int, float]:
    if flip.flips_at is None:
        return 2, 0.0
    return (0, flip.distance) if flip.distance is not None else (1, abs(flip.flips_at - flip.value))


def _cell_flips(baseline: Baseline) -> Iterator[Flip]:
    solved = {row: crossings for lines in baseline.lines for row, crossings in _solved(lines)}
    for item in baseline.model.items:
        for index in (item.row, item.otherwise):
            if index is not None:
                yield from _row_of_cells(baseline, item, index, solved)


def _row_of_cells(baseline: Baseline, item: CompiledItem, index: int, solved: Crossings) -> Iterator[Flip]:
    row, now = baseline.model.rows[index], baseline.values.rows[index][:, 0]
    crossings = solved[index] if item.group is None else _gridded_cells(baseline, item, index, now)
    for name, cell, value, crossing in zip(
        cell_names(baseline.model, index), row.cells, now.tolist(), crossings, strict=True
    ):
        yield _flip(baseline, name, "cell", value, cell, crossing)


def _solved(lines: Lines) -> Iterator[tuple[int, list[_Crossing | None]]]:
    """Yield each row with the crossing of each cell: masses are linear in it, and two evaluations give the lines."""
    ends = np.broadcast_to([0.0, lines.top], (*lines.now.shape, 2))
    masses = _masses(lines.baseline, lines.one_cell_at_a_time(ends))  # (R, cells, 2, K + 1)
    start, slope = masses[..., 0, :], (masses[..., 1, :] - masses[..., 0, :]) / lines.top
    leader = lines.baseline.order[0]
    above = start[..., leader, None] - start
    falling = slope - slope[..., leader, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        roots = above / falling
        # Where both masses are 0 neither leads, as with a rival that something else excludes.
        at_root = start[..., leader, None] + slope[..., leader, None] * roots
    roots[~(at_root > NOTHING)] = np.nan
    roots[..., leader] = np.nan
    yield from zip(lines.rows, _nearest(roots, lines.now, lines.top), strict=True)


def _nearest(roots: Floats, now: Floats, top: float) -> list[list[_Crossing | None]]:
    """Return, for roots (R, cells, K + 1), the one of each cell that is nearest to where it is now."""
    usable = np.where((roots >= 0) & (roots <= top * (1 + 1e-12)), np.abs(roots - now[..., None]), np.inf)
    rivals = usable.argmin(axis=-1)
    found, away = (np.take_along_axis(x, rivals[..., None], axis=-1)[..., 0] for x in (roots, usable))
    return [
        [_Crossing(min(at, top), rival) if math.isfinite(gap) else None for at, rival, gap in zip(*row, strict=True)]
        for row in zip(found.tolist(), rivals.tolist(), away.tolist(), strict=True)
    ]


def _masses(baseline: Baseline, logs: Logs) -> Floats:
    """Return masses (R, cells, D, K + 1) from summed log-likelihoods, each row's on a scale of its own."""
    parts = np.concatenate([logs[0] + baseline.weights.log_prior, logs[1] + baseline.log_parts], axis=-1)
    scale = parts.max(axis=(1, 2, 3), keepdims=True)
    masses = np.exp(parts - np.where(np.isfinite(scale), scale, 0.0))
    count = len(baseline.model.named)
    return np.concatenate([masses[..., :count], masses[..., count:].sum(axis=-1, keepdims=True)], axis=-1)


def _gridded_cells(baseline: Baseline, item: CompiledItem, index: int, now: Floats) -> list[_Crossing | None]:
    def answer(which: list[int], x: Floats) -> Floats:
        # One evaluation serves all cells, so those without a crossing stay where they are.
        values = np.tile(now[:, None], (1, GRID))
        values[which] = np.clip(x, 0.0, None)
        return baseline.posterior_from(one_cell_at_a_time(baseline, item.position, index, values))[which]

    low, high = (1 / RATIO_SPAN, RATIO_SPAN) if item.is_ratio else (0.0, 1.0)
    grid = np.geomspace(low, high, GRID) if item.is_ratio else np.linspace(low, high, GRID)
    return _gridded(baseline, answer, np.tile(grid, (len(now), 1)), now)


def _gridded(baseline: Baseline, answer: Answer, grid: Floats, now: Floats) -> list[_Crossing | None]:
    """Return, for each row of `grid`, the crossing nearest to `now`; all rows are refined together."""
    found: list[_Bracket | None] = [None] * len(grid)
    which = list(range(len(grid)))
    for _ in range(ROUNDS):
        brackets = _brackets(baseline, grid, answer(which, grid), now[which])
        which = [which[place] for place, _ in brackets]
        if not which:
            break
        for row, (_, bracket) in zip(which, brackets, strict=True):
            found[row] = bracket
        low, high = np.array([bracket.ends for _, bracket in brackets]).T
        grid = np.linspace(low, high, GRID, axis=1)
    return [_interpolated(baseline, bracket) if bracket else None for bracket in found]


@dataclass(frozen=True, slots=True)
class _Bracket:
    """Two neighbouring grid points between which the lead changes, and the posteriors there (2, K + 1)."""

    ends: tuple[float, float]
    posterior: Floats


def _brackets(baseline: Baseline, grid: Floats, posteriors: Floats, now: Floats) -> list[tuple[int, _Bracket]]:
    """Return each row of `grid` in which the lead changes, with the change that is nearest to `now`."""
    size = len(baseline.model.hypotheses)
    leads = posteriors[..., baseline.order[0]] >= posteriors[..., :size].max(axis=-1)
    sound = ~np.isnan(posteriors[..., 0])  # at an end everything may be excluded: that is no change of lead
    changes = (leads[:, 1:] != leads[:, :-1]) & sound[:, 1:] & sound[:, :-1]
    away = np.abs((grid[:, 1:] + grid[:, :-1]) / 2 - now[:, None])
    nearest = np.where(changes, away, np.inf).argmin(axis=1).tolist()
    return [
        (row, _Bracket((float(grid[row, at]), float(grid[row, at + 1])), posteriors[row, at : at + 2]))
        for row, at in enumerate(nearest)
        if changes[row, at]
    ]


def _interpolated(baseline: Baseline, bracket: _Bracket) -> _Crossing:
    leader, posterior, (low, high) = baseline.order[0], bracket.posterior, bracket.ends
    size = len(baseline.model.hypotheses)
    beaten = posterior[0] if posterior[0, :size].max() > posterior[0, leader] else posterior[1]
    rival = int(np.argmax(beaten[:size]))
    gap = posterior[:, leader] - posterior[:, rival]
    share = gap[0] / (gap[0] - gap[1]) if gap[0] != gap[1] else 0.5
    return _Crossing(low + float(share) * (high - low), rival)


def _row_flips(baseline: Baseline) -> Iterator[Flip]:
    """Shift the leader's cell down and every other up by the same log odds (or the reverse) until the lead changes."""
    side_by_side = {flip.input: flip for lines in baseline.lines for flip in _row_flips_of(lines)}
    for item in baseline.model.items:
        # A row that does not rate the leading catch-all has no cell of the leader's to shift.
        if item.counted and (item.rated or baseline.leaders[0] != OTHER):
            alone = None if item.group is None else _grouped_row_flip(baseline, item)
            yield alone or side_by_side[_row_name(item)]


def _row_flips_of(lines: Lines) -> Iterator[Flip]:
    which = [i for i, item in enumerate(lines.items) if item.counted and item.row == lines.rows[i]]

    def answer(rows: list[int], x: Floats) -> Floats:
        chosen = [which[row] for row in rows]
        return lines.with_rows(chosen, lines.shifted(chosen, x))

    def moved(row: int, shift: float) -> Logs:
        return lines.unit_logs([row], lines.shifted([row], np.array([[shift]])))

    grid = np.tile(np.linspace(-ROW_SPAN, ROW_SPAN, GRID), (len(which), 1))
    crossings = _gridded(lines.baseline, answer, grid, np.zeros(len(which)))
    for row, crossing in zip(which, crossings, strict=True):
        yield _row_flip(lines.baseline, lines.items[row], crossing, partial(moved, row))


def _grouped_row_flip(baseline: Baseline, item: CompiledItem) -> Flip:
    def answer(_: list[int], x: Floats) -> Floats:
        unit = baseline.model.unit_of[item.position]
        return baseline.posterior_from(baseline.with_units({unit: _shifted(baseline, item, x[0])}))[None]

    def moved(shift: float) -> Logs:
        return _shifted(baseline, item, np.array([shift]))

    grid = np.linspace(-ROW_SPAN, ROW_SPAN, GRID)[None]
    return _row_flip(baseline, item, _gridded(baseline, answer, grid, np.zeros(1))[0], moved)


def _row_name(item: CompiledItem) -> str:
    return f"evidence.{item.id}"


def _row_flip(
    baseline: Baseline, item: CompiledItem, crossing: _Crossing | None, moved: Callable[[float], Logs]
) -> Flip:
    """Return a row's flip; `moved` gives the log-likelihoods of its unit after a shift."""
    leader, rival = baseline.order[0], baseline.order[1]
    if crossing is None:
        return Flip(_row_name(item), "row", _factor(baseline, moved(0.0), leader, rival), None, None, None, "never")
    challenger = crossing.new_leader
    spread = _row_spread(baseline, item, leader, challenger)
    distance = abs(crossing.at) / spread if spread else None
    return Flip(
        input=_row_name(item),
        kind="row",
        value=_factor(baseline, moved(0.0), leader, challenger),
        flips_at=_factor(baseline, moved(crossing.at), leader, challenger),
        new_leader=baseline.model.hypotheses[challenger],
        distance=distance,
        robustness=_robustness(distance),
    )


def _shifted(baseline: Baseline, item: CompiledItem, shift: Floats) -> Logs:
    """Return log-likelihoods of the unit of an item whose row is shifted, (D, K) and (D, K or 1)."""
    row = baseline.values.rows[item.row]
    sign = np.full((len(row), 1), 0.5)
    sign[min(baseline.order[0], len(row) - 1)] = -0.5
    values = baseline.values.with_row(item.row, moved_apart(row, sign * shift, is_ratio=item.is_ratio))
    return baseline.evaluate(baseline.model.unit_of[item.position], values, baseline.view, [item.position])


def _factor(baseline: Baseline, logs: Logs, over: int, under: int) -> float:
    """Return the item's own factor, `over` against `under`, reports summed in; the catch-all as a mixture."""
    with np.errstate(divide="ignore"):
        mixture = np.log(np.sum(np.exp(logs[1].reshape(-1)) * baseline.shares))
    both = np.append(logs[0].reshape(-1), mixture)
    return float(np.exp(both[over] - both[under])) if np.isfinite(both[under]) else math.inf


def _row_spread(baseline: Baseline, item: CompiledItem, one: int, two: int) -> float:
    cells = baseline.model.rows[item.row].cells
    first, second = (0.0 if i >= len(cells) or cells[i].is_point else cells[i].sigma for i in (one, two))
    return math.sqrt(SHARED * (first - second) ** 2 + (1 - SHARED) * (first**2 + second**2))


def _scalar_flips(baseline: Baseline) -> Iterator[Flip]:
    scalars = baseline.model.scalars
    wanted = [i for i, s in enumerate(scalars) if s.name.endswith((".prior", ".reliability", ".hit_rate"))]
    if baseline.model.prior.classes:  # the catch-all's share is then part of the classes
        wanted = [i for i in wanted if i != baseline.model.prior.other]

    def answer(which: list[int], x: Floats) -> Floats:
        return scalars_varied(baseline, [wanted[row] for row in which], x)

    if not wanted:
        return
    now = np.array([baseline.values.scalars[index][0] for index in wanted])
    grid = np.array([np.linspace(_floor(baseline, scalars[index].name), 1.0, GRID) for index in wanted])
    for index, crossing in zip(wanted, _gridded(baseline, answer, grid, now), strict=True):
        scalar, at = scalars[index], float(baseline.values.scalars[index][0])
        kind: Sort = "prior" if scalar.name.endswith(".prior") else "source"
        yield _flip(baseline, scalar.name, kind, at, scalar.given, crossing)


def _floor(baseline: Baseline, name: str) -> float:
    """A hit rate below the false-alarm rate would turn the source round, so it is the least value searched."""
    if not name.endswith(".hit_rate"):
        return 0.0
    partner = name.removesuffix("hit_rate") + "false_alarm_rate"
    index = next(i for i, s in enumerate(baseline.model.scalars) if s.name == partner)
    return float(baseline.values.scalars[index][0])


def _flip(baseline: Baseline, name: str, kind: Sort, now: float, given: Input, crossing: _Crossing | None) -> Flip:
    if crossing is None:
        return Flip(name, kind, now, None, None, None, "never")
    distance = _distance(given, crossing.at)
    return Flip(
        name, kind, now, crossing.at, baseline.model.hypotheses[crossing.new_leader], distance, _robustness(distance)
    )


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
