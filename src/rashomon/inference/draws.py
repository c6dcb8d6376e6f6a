"""The band: every input drawn from its range, the exact sum for each draw (METHODS section 4).

Draws are streamed in chunks that fit the cache, and inputs are made unit by unit and thrown away; only the posterior
of each draw is kept. Both bands (the case's own ranges, and the ranges widened by 1.5) use the same points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rashomon.inference.inputs import SHARED, Floats, Input, from_scale
from rashomon.inference.likelihood import View, unit_likelihood
from rashomon.inference.model import Model, Row, Unit, Values
from rashomon.inference.posterior import TIE
from rashomon.inference.priors import prior_masses
from rashomon.inference.sampling import Points, uniform_table
from rashomon.problems import ImpossibleError

EXTRA_WIDENING = 1.5
"""How much wider the second band's ranges are (METHODS section 4)."""

CHUNK = 2048
"""Draws per chunk for up to a dozen hypotheses; chosen so that a unit's arrays stay in the second-level cache."""

RESCALE_EVERY = 8
"""Units after which the running products are rescaled, well before the least product of cells underflows."""


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
    sampler = _Sampler(model, draws, seed)
    kept = [_Kept(len(model.named) + 1, draws) for _ in sampler.widenings]
    for start, stop in _chunks(draws, len(model.named)):
        for total, values, priors in zip(kept, sampler.scalars(start, stop), sampler.priors(start, stop), strict=True):
            total.prior[:, start:stop] = np.concatenate(_full_priors(priors, stop - start))
            total.values, total.products = values, _Products(len(model.named), stop - start)
        for unit in model.units:
            _multiply_in(model, unit, sampler, kept, view, (start, stop))
        for total in kept:
            total.finish(start, stop)
    own, wide = (total.band(model.has_other) for total in kept)
    return own, wide


def _full_priors(priors: tuple[Floats, Floats], count: int) -> list[Floats]:
    return [np.broadcast_to(part, (part.shape[0], count)) for part in priors]


def _multiply_in(
    model: Model, unit: Unit, sampler: _Sampler, kept: list[_Kept], view: View, points: tuple[int, int]
) -> None:
    rows = list(sampler.rows(unit, *points))
    for which, total in enumerate(kept):
        values = Values(total.values.rows, total.values.scalars)
        for index, row in rows:
            values.rows[index] = row[which]
        likelihood = unit_likelihood(model, unit, values, view)
        total.products.multiply(likelihood.named, likelihood.other)


def _chunks(draws: int, hypotheses: int) -> Iterator[tuple[int, int]]:
    size = min(draws, CHUNK if hypotheses <= 12 else CHUNK // 4)
    for start in range(0, draws, size):
        yield start, start + size


class _Products:
    """Running products of likelihoods, rescaled so that long cases do not underflow; shape (K, D) each."""

    def __init__(self, count: int, draws: int) -> None:
        self.named = np.ones((count, draws))
        self.other = self.named  # the same array until some unit rates the catch-all
        self._since = 0

    def multiply(self, named: Floats, other: Floats) -> None:
        if other is not named and self.other is self.named:
            self.other = self.named.copy()
        self.named *= named
        if self.other is not self.named:
            self.other *= other
        self._since += 1
        if self._since >= RESCALE_EVERY:
            self.rescale()

    def rescale(self) -> None:
        """Divide by each draw's greatest entry; draws in which all are 0 stay so."""
        top = self.named.max(axis=0)
        if self.other is not self.named:
            top = np.maximum(top, self.other.max(axis=0))
        scale = 1.0 / np.where(top > 0, top, 1.0)
        self.named *= scale
        if self.other is not self.named:
            self.other *= scale
        self._since = 0


class _Kept:
    """What is kept of every draw: its prior and posterior, shape (K + 1, draws)."""

    products: _Products
    values: Values

    def __init__(self, count: int, draws: int) -> None:
        self.prior, self.posterior = np.empty((count, draws)), np.empty((count, draws))

    def finish(self, start: int, stop: int) -> None:
        prior, products = self.prior[:, start:stop], self.products
        named = prior[:-1] / prior[:-1].sum(axis=0)
        masses = self.posterior[:, start:stop]
        np.multiply(prior[:-1], products.named, out=masses[:-1])
        np.multiply(prior[-1], (named * products.other).sum(axis=0), out=masses[-1])
        with np.errstate(invalid="ignore", divide="ignore"):
            masses /= masses.sum(axis=0)

    def band(self, has_other: bool) -> Band:
        # A draw in which every explanation has likelihood 0 (a product of ends of ranges) says nothing.
        sound = ~np.isnan(self.posterior[0])
        if not sound.any():
            raise ImpossibleError({"every draw": ()})
        posterior = self.posterior if sound.all() else self.posterior[:, sound]
        low, median, high = np.quantile(posterior, (0.1, 0.5, 0.9), axis=1)
        prior_low, prior_high = np.quantile(self.prior, (0.1, 0.9), axis=1)
        return Band(low, median, high, _lead_share(posterior if has_other else posterior[:-1]), prior_low, prior_high)


def _lead_share(posterior: Floats) -> Floats:
    """Return the share of draws in which each leads; ties within 1e-12, relative, share the draw."""
    leads = posterior >= posterior.max(axis=0) * (1 - TIE)
    return np.asarray((leads / leads.sum(axis=0)).mean(axis=1))


class _Sampler:
    """Hands out inputs for a range of points, for the case's own ranges and for the widened ones."""

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
        self.scalar_at = {s: gammas + i for i, s in enumerate(_ranged_scalars(model))}
        start = gammas + len(self.scalar_at)
        self.row_at = {r: start + i for i, r in enumerate(ranged)}
        start += len(ranged)
        self.cells_at: dict[int, int] = {}
        for r in ranged:
            self.cells_at[r] = start
            start += len(model.rows[r].cells)
        return start

    def scalars(self, start: int, stop: int) -> list[Values]:
        """Return values with every scalar drawn and no rows yet, one for each widening."""
        unset: list[Floats] = [np.empty((0, 0))] * len(self.model.rows)
        return [Values(unset.copy(), self._scalars(w, start, stop)) for w in self.widenings]

    def _scalars(self, widening: float, start: int, stop: int) -> list[Floats]:
        return [self._scalar(i, s.given, widening, start, stop) for i, s in enumerate(self.model.scalars)]

    def _scalar(self, index: int, given: Input, widening: float, start: int, stop: int) -> Floats:
        if given.is_point:
            return np.array([given.value])
        at = self.scalar_at[index]
        if given.shape == "uniform":
            return np.asarray(self.uniform[self.points.strata(at, 1, start, stop)[0]])
        normals = self.points.normals(at, 1, start, stop)[0]
        return from_scale(given.mu + widening * given.sigma * normals, ratio=given.shape == "log-normal")

    def priors(self, start: int, stop: int) -> list[tuple[Floats, Floats]]:
        """Return the priors of each draw, one pair for each widening; classes are the same in both."""
        if not self.gammas:
            return [prior_masses(self.model, values) for values in self.scalars(start, stop)]
        pair = self._class_draws(start, stop)
        return [pair for _ in self.widenings]

    def _class_draws(self, start: int, stop: int) -> tuple[Floats, Floats]:
        """Draw one class by its share, then P from its Dirichlet (METHODS section 3)."""
        count = len(self.gammas[0][1])
        strata = self.points.strata(0, 1 + count, start, stop)
        ends = np.cumsum([share for share, _ in self.gammas])
        chosen = np.minimum(np.searchsorted(ends, self.uniform[strata[0]]), len(ends) - 1)
        tables = np.stack([table for _, table in self.gammas])  # (classes, hypotheses, draws)
        drawn = tables[chosen[None, :], np.arange(count)[:, None], strata[1:]]
        shares = drawn / drawn.sum(axis=0)
        named = len(self.model.named)
        return shares[:named], shares[named:] if self.model.has_other else np.zeros((1, stop - start))

    def rows(self, unit: Unit, start: int, stop: int) -> Iterator[tuple[int, list[Floats]]]:
        """Yield each row of a unit with its values for each widening, shape (K or K + 1, D or 1)."""
        for position in unit.items:
            item = self.model.items[position]
            for index in (item.row, item.otherwise):
                if index is not None:
                    yield index, self._row(index, start, stop)

    def _row(self, index: int, start: int, stop: int) -> list[Floats]:
        row = self.model.rows[index]
        if not row.has_spread:
            return [self.fixed[index]] * len(self.widenings)
        mu, sigma, is_point = _located(row)
        deviation = self.points.normals(self.cells_at[index], len(row.cells), start, stop)
        deviation *= np.sqrt(1 - SHARED) * sigma
        shared = self.points.normals(self.row_at[index], 1, start, stop)
        deviation += np.sqrt(SHARED) * sigma * shared
        drawn = [self._at(mu, deviation, w, row) for w in self.widenings]
        for values in drawn:
            values[is_point] = self.fixed[index][is_point]
        return drawn

    def _at(self, mu: Floats, deviation: Floats, widening: float, row: Row) -> Floats:
        x = mu + deviation if widening == 1.0 else mu + widening * deviation
        return from_scale(x, ratio=row.is_ratio)


def _located(row: Row) -> tuple[Floats, Floats, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    mu = np.array([[0.0 if cell.is_point else cell.mu] for cell in row.cells])
    sigma = np.array([[0.0 if cell.is_point else cell.sigma] for cell in row.cells])
    return mu, sigma, np.array([cell.is_point for cell in row.cells])


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
        (c.share, np.stack([np.maximum(gammaincinv(alpha, uniform), 1e-300) for alpha in c.alpha]))
        for c in model.prior.classes
    ]
