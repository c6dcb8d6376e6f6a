"""The answer with a prior, a reliability, a rate or a copy chance at other values, for many of them side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from rashomon.inference.inputs import Floats
from rashomon.inference.model import Values
from rashomon.inference.posterior import posterior_of
from rashomon.inference.priors import prior_masses
from rashomon.sensitivity.baseline import Baseline, Logs

TOGETHER = 8
"""Scalars of one unit that are varied side by side: enough to be fast, few enough for bounded memory."""


def scalars_varied(baseline: Baseline, indices: Sequence[int], values: Floats) -> Floats:
    """Return the posterior with each of `indices`, by itself, at each of its `values` (S, D): shape (S, D, K + 1)."""
    prior = baseline.model.prior
    found = np.empty((*values.shape, len(baseline.posterior)))
    moving = [place for place, index in enumerate(indices) if index not in prior.named and index != prior.other]
    for place in set(range(len(indices))) - set(moving):
        found[place] = _prior_varied(baseline, indices[place], values[place])
    if moving:
        found[moving] = baseline.posterior_from(_reports_varied(baseline, [indices[p] for p in moving], values[moving]))
    return found


def _prior_varied(baseline: Baseline, index: int, values: Floats) -> Floats:
    """Return the posterior (D, K + 1); with reference classes the catch-all's share is part of them, and D is 1."""
    masses, rest = prior_masses(baseline.model, baseline.values.with_scalar(index, values))
    with np.errstate(divide="ignore"):
        return posterior_of(*baseline.without_units([]), np.log(masses.T), np.log(rest[0]))


def _reports_varied(baseline: Baseline, indices: list[int], values: Floats) -> Logs:
    """Return summed log-likelihoods, (S, D, K) each: one evaluation of a unit serves all scalars that move it."""
    units = [baseline.scalar_units.get(index, ()) for index in indices]
    rests = [baseline.without_units(moved) for moved in units]
    shape = (*values.shape, len(baseline.model.named))
    named, other = (np.broadcast_to(np.stack([r[part] for r in rests])[:, None], shape).copy() for part in (0, 1))
    for unit, places in _by_unit(units):
        own_named, own_other = baseline.evaluate(unit, _side_by_side(baseline, indices, places, values), baseline.view)
        # A source that only repeats others moves nothing, so its units have no axis of variants.
        rows = (len(places) * values.shape[1], shape[-1])
        named[places] += np.broadcast_to(own_named, rows).reshape(-1, *shape[1:])
        other[places] += np.broadcast_to(own_other, rows).reshape(-1, *shape[1:])
    return named, other


def _by_unit(units: list[tuple[int, ...]]) -> Iterator[tuple[int, list[int]]]:
    """Yield each unit with up to eight of the places whose scalars move it."""
    found: dict[int, list[int]] = {}
    for place, moved in enumerate(units):
        for unit in moved:
            found.setdefault(unit, []).append(place)
    for unit, places in found.items():
        for start in range(0, len(places), TOGETHER):
            yield unit, places[start : start + TOGETHER]


def _side_by_side(baseline: Baseline, indices: list[int], places: list[int], values: Floats) -> Values:
    """Return numbers in which each scalar in turn takes its values, the others staying: one axis of S x D."""
    scalars = baseline.values.scalars.copy()
    for turn, place in enumerate(places):
        varied = np.full((len(places), values.shape[1]), scalars[indices[place]][0])
        varied[turn] = values[place]
        scalars[indices[place]] = varied.ravel()
    return Values(baseline.values.rows, scalars)
