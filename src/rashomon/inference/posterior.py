"""The headline: every input at its own mean, then one exact sum (docs/methods.md section 4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rashomon.inference.inputs import Floats, means
from rashomon.inference.likelihood import UnitLikelihood, View, unit_likelihood
from rashomon.inference.model import Model, Unit, Values
from rashomon.inference.priors import prior_masses
from rashomon.problems import ImpossibleError

TIE = 1e-12
"""Relative difference below which two probabilities are a tie."""


def mean_values(model: Model) -> Values:
    """Return every input at its mean."""
    inputs = [cell for row in model.rows for cell in row.cells] + [s.given for s in model.scalars]
    found = means(inputs)
    rows, start = [], 0
    for row in model.rows:
        rows.append(found[start : start + len(row.cells), None])
        start += len(row.cells)
    return Values(rows, [found[i : i + 1] for i in range(start, len(found))], {}, {})


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-likelihoods by unit: `named` and `other`, each of shape (units, K); zeros are -inf.

    Every question that leaves units out, puts them in or replaces one is a sum of rows of these tables.
    """

    named: Floats
    other: Floats
    log_prior: Floats  # (K,) of the named
    log_other: float  # of the catch-all; -inf if there is none

    def posterior(self) -> Floats:
        """Return the posterior over named hypotheses, then the catch-all: shape (K + 1,)."""
        return posterior_of(self.named.sum(axis=0), self.other.sum(axis=0), self.log_prior, self.log_other)


def unit_logs(likelihood: UnitLikelihood) -> tuple[Floats, Floats]:
    """Return log-likelihoods with the draw axis first: `named` (D, K) and `other` (D, K or 1)."""
    with np.errstate(divide="ignore"):
        return np.log(likelihood.named.T), np.log(likelihood.other.T)


def weights(model: Model, values: Values, view: View) -> Weights:
    """Return the log-likelihood of every unit, one set of numbers at a time (D = 1)."""
    count = len(model.named)
    named, other = np.zeros((len(model.units), count)), np.zeros((len(model.units), count))
    for index, unit in enumerate(model.units):
        likelihood = unit_logs(unit_likelihood(model, unit, values, view))
        named[index], other[index] = likelihood[0][0], likelihood[1][0]
    masses, rest = prior_masses(model, values)
    with np.errstate(divide="ignore"):
        return Weights(named, other, np.log(masses[:, 0]), float(np.log(rest[0, 0])))


def posterior_of(named: Floats, other: Floats, log_prior: Floats, log_other: float | Floats) -> Floats:
    """Return the posterior from summed log-likelihoods `named`, `other`, each (..., K): shape (..., K + 1).

    `log_prior` (..., K) and `log_other` (...) broadcast against them.

    The catch-all's likelihood is sum_h p_h L_h / sum_h p_h (methods section 10.2). Rows in which every hypothesis
    has likelihood 0 come out as NaN: the caller says what that means.
    """
    total = _log_sum(log_prior)[..., None]
    with np.errstate(invalid="ignore"):  # named priors of 0 leave the catch-all with equal parts of them
        shares = np.where(np.isfinite(total), log_prior - total, -np.log(log_prior.shape[-1]))
    return normalised(named + log_prior, other + shares + np.asarray(log_other)[..., None])


def normalised(named: Floats, other: Floats) -> Floats:
    """Return the posterior (..., K + 1) from log-masses: the named, and the catch-all's part under each of them."""
    logs = np.empty((*named.shape[:-1], named.shape[-1] + 1))
    logs[..., :-1] = named
    logs[..., -1] = _log_sum(other)
    with np.errstate(invalid="ignore"):
        masses = np.exp(logs - logs.max(axis=-1, keepdims=True))
        return np.asarray(masses / masses.sum(axis=-1, keepdims=True))


def _log_sum(logs: Floats) -> Floats:
    top = np.maximum(logs.max(axis=-1), -1e300)  # all of them -inf: the sum is -inf and not NaN
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(np.exp(logs - top[..., None]).sum(axis=-1)) + top)


def base_view(model: Model) -> View:
    """Return the view of the headline: nothing left out, groups at their stated powers."""
    return View(powers=model.powers())


def headline(model: Model) -> dict[str, float]:
    """Return the posterior per hypothesis id, the catch-all last.

    Raises ImpossibleError if the evidence excludes every hypothesis.
    """
    return as_dict(model, checked(model, weights(model, mean_values(model), base_view(model))))


def as_dict(model: Model, posterior: Floats) -> dict[str, float]:
    """Name the entries of a posterior of shape (K + 1,)."""
    return dict(zip(model.hypotheses, posterior.tolist(), strict=False))


def checked(model: Model, found: Weights) -> Floats:
    """Return the posterior, or raise ImpossibleError naming what excludes each hypothesis."""
    posterior = found.posterior()
    if np.isnan(posterior).any():
        raise ImpossibleError(_excluders(model, found))
    return posterior


def _excluders(model: Model, found: Weights) -> dict[str, tuple[str, ...]]:
    excluded = {h: _zeros(model, found.named[:, k]) for k, h in enumerate(model.named)}
    for k, h in enumerate(model.named):
        if np.isneginf(found.log_prior[k]):
            excluded[h] = (*excluded[h], "its prior of 0")
    return excluded


def _zeros(model: Model, logs: Floats) -> tuple[str, ...]:
    return tuple(_label(model, model.units[u]) for u in np.flatnonzero(np.isneginf(logs)))


def _label(model: Model, unit: Unit) -> str:
    names = []
    for position in unit.items:
        item = model.items[position]
        reports = ", ".join(r.id for r in item.reports)
        names.append(f"`{item.id}`" + (f" (reports {reports})" if reports and item.recorded is None else ""))
    return " with ".join(names)


def excluded_by(model: Model, found: Weights) -> dict[str, tuple[str, ...]]:
    """Return, for each hypothesis of probability 0, the ids of the units that exclude it."""
    zeros = {h: _zeros(model, found.named[:, k]) for k, h in enumerate(model.named)}
    return {h: units for h, units in zeros.items() if units}


def leaders(posterior: dict[str, float]) -> tuple[str, ...]:
    """Return the likeliest hypotheses: more than one on a tie (relative difference at most 1e-12)."""
    top = max(posterior.values())
    return tuple(h for h, p in posterior.items() if p >= top * (1 - TIE))
