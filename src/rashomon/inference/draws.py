"""The band: every input drawn from its range, the exact sum for each draw (docs/methods.md section 4).

Draws are streamed in chunks that fit the cache, and inputs are made unit by unit and thrown away; only the posterior
of each draw is kept. Both bands (the case's own ranges, and the ranges widened by 1.5) use the same points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from rashomon.inference.inputs import SHARED, Floats, Input, from_scale, logistic_of_minus
from rashomon.inference.likelihood import View, unit_likelihood
from rashomon.inference.model import Model, Row, Unit, Values
from rashomon.inference.posterior import TIE
from rashomon.inference.priors import prior_masses
from rashomon.inference.sampling import Coordinates, Points, uniform_table
from rashomon.problems import ImpossibleError

EXTRA_WIDENING = 1.5
"""How much wider the second band's ranges are (docs/methods.md section 4)."""

CHUNK = 2048
"""Draws per chunk for 5 to 12 hypotheses; chosen so that a unit's arrays stay in the second-level cache."""

PUT_ASIDE_AFTER = 40
"""Cells and reports multiplied before the logs of the products are put aside: 1e-7 each would not underflow yet."""


@dataclass(frozen=True, slots=True)
class Band:
    """Percentiles over the draws, per hypothesis with the catch-all last: each array (K + 1,)."""

    low: Floats
    median: Floats
    high: Floats
    lead_share: Floats
    prior_low: Floats
    prior_high: Floats


def bands(model: Model, view: View, draws: int, seed: int) -> tuple[Band, Band]:
    """Return the band for the ranges as given, and for the ranges widened by 1.5."""
    own, wide = (drawn.band(model.has_other) for drawn in draw_posteriors(model, view, draws, seed))
    return own, wide


def draw_posteriors(model: Model, view: View, draws: int, seed: int) -> tuple[Drawn, Drawn]:
    """Return prior and posterior of every draw, for the ranges as given and for the ranges widened by 1.5."""
    sampler = Sampler(model, draws, seed)
    own, wide = (Drawn(len(model.named) + 1, draws) for _ in sampler.widenings)
    for start, stop in _chunks(draws, len(model.named)):
        prior, posterior = _chunk(model, view, sampler, start, stop)
        for total, half in zip((own, wide), _halves(stop - start), strict=True):
            total.prior[:, start:stop], total.posterior[:, start:stop] = prior[:, half], posterior[:, half]
    return own, wide


def _halves(count: int) -> tuple[slice, slice]:
    """Return where numbers for the ranges as given stand, and where those for the widened ones do."""
    return slice(count), slice(count, 2 * count)


def _chunk(model: Model, view: View, sampler: Sampler, start: int, stop: int) -> tuple[Floats, Floats]:
    """Return priors and posteriors of some points, (K + 1, D) each: as given, then widened, side by side."""
    scalars = sampler.scalars(start, stop)
    products = _Products(len(model.named), 2 * (stop - start))
    for unit in model.units:
        # Only this unit's rows are ever there: all rows of a chunk together would not fit the cache.
        likelihood = unit_likelihood(model, unit, Values(sampler.rows(unit, start, stop), scalars), view)
        products.multiply(likelihood.named, likelihood.other, _factors(model, unit))
    prior = sampler.priors(scalars, start, stop)
    return prior, products.posterior(prior)


def _factors(model: Model, unit: Unit) -> int:
    return sum(1 + len(model.items[i].reports) for i in unit.items)


def _chunks(draws: int, hypotheses: int) -> Iterator[tuple[int, int]]:
    size = min(draws, CHUNK * 2 if hypotheses <= 4 else CHUNK if hypotheses <= 12 else CHUNK // 4)
    for start in range(0, draws, size):
        yield start, start + size


class _Products:
    """Running products of likelihoods, shape (K, D) each, with their logs put aside before they underflow.

    The logs are kept by hypothesis: a common scale would lose one that falls far behind and comes back.
    """

    def __init__(self, count: int, draws: int) -> None:
        self.named = np.ones((count, draws))
        self.other = self.named  # the same array until some unit rates the catch-all
        self._named_log: Floats | None = None
        self._other_log: Floats | None = None
        self._since = 0

    def multiply(self, named: Floats, other: Floats, factors: int) -> None:
        """Multiply a unit in that is itself a product of about so many factors."""
        if other is not named and self.other is self.named:
            self.other = self.named.copy()
            self._other_log = self._named_log
        if self._since + factors > PUT_ASIDE_AFTER:
            self._put_aside()
        self._since += factors
        self.named *= named
        if self.other is not self.named:
            self.other *= other

    def _put_aside(self) -> None:
        same = self.other is self.named
        with np.errstate(divide="ignore"):
            self._named_log = np.log(self.named) + (0.0 if self._named_log is None else self._named_log)
            self._other_log = (
                self._named_log if same else np.log(self.other) + (0.0 if self._other_log is None else self._other_log)
            )
        self.named = np.ones_like(self.named)
        self.other = self.named if same else np.ones_like(self.other)
        self._since = 0

    def _gather(self) -> None:
        """Bring the logs back in, on one scale for each draw."""
        if self._named_log is None or self._other_log is None:
            return
        self._put_aside()
        top = np.maximum(self._named_log.max(axis=0), self._other_log.max(axis=0))
        top = np.where(np.isfinite(top), top, 0.0)
        self.named, self.other = np.exp(self._named_log - top), np.exp(self._other_log - top)

    def posterior(self, prior: Floats) -> Floats:
        """Return the posterior for a prior, (K + 1, D) each; draws in which all likelihoods are 0 come out as NaN."""
        self._gather()
        masses = np.empty_like(prior)
        shares = prior[:-1] / prior[:-1].sum(axis=0)
        np.multiply(prior[:-1], self.named, out=masses[:-1])
        np.multiply(prior[-1], (shares * self.other).sum(axis=0), out=masses[-1])
        with np.errstate(invalid="ignore", divide="ignore"):
            masses /= masses.sum(axis=0)
        return masses


class Drawn:
    """What is kept of every draw: its prior and its posterior, shape (K + 1, draws) each, the catch-all last."""

    def __init__(self, count: int, draws: int) -> None:
        self.prior, self.posterior = np.empty((count, draws)), np.empty((count, draws))

    def band(self, has_other: bool) -> Band:
        # A draw in which every explanation has likelihood 0 (a product of ends of ranges) says nothing.
        sound = ~np.isnan(self.posterior[0])
        if not sound.any():
            raise ImpossibleError({"every draw": ()})
        posterior = self.posterior if sound.all() else self.posterior[:, sound]
        low, median, high = _percentiles(posterior, (0.1, 0.5, 0.9))
        prior_low, prior_high = _percentiles(self.prior, (0.1, 0.9))
        return Band(low, median, high, _lead_share(posterior if has_other else posterior[:-1]), prior_low, prior_high)


def _percentiles(rows: Floats, levels: tuple[float, ...]) -> list[Floats]:
    """Return each level's percentile of every row, between neighbours in proportion.

    NumPy's own does the same, and at its first call imports what would double the time of a small case.
    """
    last = rows.shape[1] - 1
    places = [(int(level * last), min(int(level * last) + 1, last)) for level in levels]
    ordered = np.partition(rows, sorted({place for pair in places for place in pair}), axis=1)
    shares = [level * last - below for level, (below, _) in zip(levels, places, strict=True)]
    return [
        ordered[:, below] + share * (ordered[:, above] - ordered[:, below])
        for share, (below, above) in zip(shares, places, strict=True)
    ]


def _lead_share(posterior: Floats) -> Floats:
    """Return the share of draws in which each leads; ties within 1e-12, relative, share the draw."""
    leads = posterior >= posterior.max(axis=0) * (1 - TIE)
    return np.asarray((leads / leads.sum(axis=0)).mean(axis=1))


class Sampler:
    """Hands out inputs for a range of points: for the ranges as given and then, side by side, for the widened ones."""

    widenings = (1.0, EXTRA_WIDENING)

    def __init__(self, model: Model, draws: int, seed: int) -> None:
        self.model = model
        self.uniform = uniform_table(draws)
        used = self._place(model)
        self.points = Points(max(used, 1), draws, seed)
        self.gammas = _gamma_tables(model, self.uniform)
        self.fixed = [np.array([[cell.value] for cell in row.cells]) for row in model.rows]

    def _place(self, model: Model) -> int:
        """Give coordinates to inputs, those that weigh most first: priors, sources, rows, then cells."""
        ranged = [r for r, row in enumerate(model.rows) if row.has_spread]
        gammas = 1 + len(model.named) + 1 if model.prior.classes else 0
        scalars = _ranged_scalars(model)
        self.scalar_at = {s: Coordinates.of([gammas + i]) for i, s in enumerate(scalars)}
        start = gammas + len(scalars)
        shared_at = range(start, start + len(ranged))
        start += len(ranged)
        self.places: dict[int, _RowPlace] = {}
        for r, shared in zip(ranged, shared_at, strict=True):
            self.places[r] = _row_place(model.rows[r], shared, start)
            start += len(model.rows[r].cells)
        return start

    def scalars(self, start: int, stop: int) -> list[Floats]:
        """Return every scalar at points start..stop, shape (2 (stop - start) or 1,)."""
        return [self._scalar(index, scalar.given, start, stop) for index, scalar in enumerate(self.model.scalars)]

    def _scalar(self, index: int, given: Input, start: int, stop: int) -> Floats:
        if given.is_point:
            return np.array([given.value])
        at = self.scalar_at[index]
        if given.shape == "uniform":
            return np.tile(self.uniform[self.points.strata(at, start, stop)[0]], 2)
        normals = self.points.normals(at, start, stop)[0]
        x = np.concatenate([given.mu + w * given.sigma * normals for w in self.widenings])
        return from_scale(x, ratio=given.shape == "log-normal")

    def priors(self, scalars: list[Floats], start: int, stop: int) -> Floats:
        """Return the prior of each draw, shape (K + 1, 2 (stop - start)); that of classes does not widen."""
        size = 2 * (stop - start)
        if self.gammas:
            parts = tuple(np.tile(part, 2) for part in self._class_draws(start, stop))
        else:
            parts = prior_masses(self.model, Values([], scalars))
        return np.concatenate([np.broadcast_to(part, (len(part), size)) for part in parts])

    def _class_draws(self, start: int, stop: int) -> tuple[Floats, Floats]:
        """Draw one class by its share, then P from its Dirichlet (docs/methods.md section 3)."""
        count = len(self.gammas[0][1])
        strata = self.points.strata(Coordinates.of(range(1 + count)), start, stop)
        ends = np.cumsum([share for share, _ in self.gammas])
        chosen = np.minimum(np.searchsorted(ends, self.uniform[strata[0]]), len(ends) - 1)
        tables = np.stack([table for _, table in self.gammas])  # (classes, hypotheses, draws)
        drawn = tables[chosen[None, :], np.arange(count)[:, None], strata[1:]]
        shares = drawn / drawn.sum(axis=0)
        named = len(self.model.named)
        return shares[:named], shares[named:] if self.model.has_other else np.zeros((1, stop - start))

    def rows(self, unit: Unit, start: int, stop: int) -> list[Floats]:
        """Return rows by index, those of the unit filled in: shape (K or K + 1, 2 (stop - start) or 1)."""
        found: list[Floats] = [_UNSET] * len(self.model.rows)
        for position in unit.items:
            item = self.model.items[position]
            for index in (item.row, item.otherwise):
                if index is not None:
                    found[index] = self._row(index, start, stop)
        return found

    def _row(self, index: int, start: int, stop: int) -> Floats:
        row = self.model.rows[index]
        if not row.has_spread:
            return self.fixed[index]
        place = self.places[index]
        # mu + sigma (sqrt(r) z_row + sqrt(1 - r) z_cell), with as few passes over the cells as will do.
        normals = self.points.normals(place.at, start, stop)
        cells = normals[1:]
        cells += _SHARED_TO_OWN * normals[:1]
        drawn = np.empty((len(cells), 2 * (stop - start)))
        for widening, half in zip(self.widenings, _halves(stop - start), strict=True):
            np.multiply(cells, widening * place.sigma, out=drawn[:, half])
        drawn += place.mu
        drawn = np.exp(drawn, out=drawn) if row.is_ratio else logistic_of_minus(drawn)
        return drawn if len(drawn) == len(row.cells) else self._with_points(index, drawn)

    def _with_points(self, index: int, drawn: Floats) -> Floats:
        fixed, is_point = self.fixed[index], self.places[index].is_point
        found = np.empty((len(fixed), drawn.shape[1]))
        found[is_point] = fixed[is_point]
        found[~is_point] = drawn
        return found


_UNSET: Floats = np.empty((0, 0))

_SHARED_TO_OWN = np.sqrt(SHARED / (1 - SHARED))
"""Weight of what a row's cells share, relative to what is each cell's own."""


@dataclass(frozen=True, slots=True)
class _RowPlace:
    """Where a row's normals are (what its cells share, then each range's own), and how to place and stretch them."""

    at: Coordinates
    mu: Floats  # (ranges, 1), for the logistic with its sign turned
    sigma: Floats  # (ranges, 1): of what is the cell's own
    is_point: np.ndarray[tuple[int], np.dtype[np.bool_]]  # (cells,)


def _row_place(row: Row, shared_at: int, cells_at: int) -> _RowPlace:
    ranged = [k for k, cell in enumerate(row.cells) if not cell.is_point]
    sign = 1.0 if row.is_ratio else -1.0
    mu, sigma = (np.array([[sign * x] for x in found]) for found in _mu_and_sigma(row, ranged))
    at = Coordinates.of([shared_at, *(cells_at + k for k in ranged)])
    return _RowPlace(at, mu, np.sqrt(1 - SHARED) * sigma, np.array([cell.is_point for cell in row.cells]))


def _mu_and_sigma(row: Row, cells: list[int]) -> tuple[list[float], list[float]]:
    return [row.cells[k].mu for k in cells], [row.cells[k].sigma for k in cells]


def _ranged_scalars(model: Model) -> list[int]:
    """Return scalars with spread, the priors first."""
    first = [*model.prior.named, *([] if model.prior.other is None else [model.prior.other])]
    order = first + [i for i in range(len(model.scalars)) if i not in set(first)]
    return [i for i in order if not model.scalars[i].given.is_point]


def _gamma_tables(model: Model, uniform: Floats) -> list[tuple[float, Floats]]:
    """Return, for each reference class, its share and gamma quantiles at every stratum, shape (hypotheses, draws)."""
    if not model.prior.classes:
        return []
    from scipy.special import gammaincinv  # slow to import, and needed for reference classes only

    return [
        (c.share, np.stack([_gamma_quantiles(gammaincinv, alpha, uniform) for alpha in c.alpha]))
        for c in model.prior.classes
    ]


def _gamma_quantiles(inverse: Callable[[float, Floats], Floats], alpha: float, uniform: Floats) -> Floats:
    # A share of 0 stays 0; a tiny one is kept above 0 so that a draw of nothing but tiny ones has a sum.
    return np.maximum(inverse(alpha, uniform), 1e-300) if alpha > 0 else np.zeros_like(uniform)
