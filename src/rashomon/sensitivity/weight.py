"""Weight of evidence between two named hypotheses, in bits (docs/methods.md section 6)."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from rashomon.analysis import UnitResult
from rashomon.inference.inputs import Floats
from rashomon.inference.likelihood import View
from rashomon.sensitivity.baseline import Baseline, is_simple

IMPROBABLE = 0.05
"""An item below this under every named hypothesis raises the alarm (docs/methods.md section 10.5)."""


def contenders(baseline: Baseline) -> tuple[int, int]:
    """Return the two likeliest named hypotheses, the likelier first; the only one twice if there is one."""
    named = [h for h in baseline.order if h < len(baseline.model.named)]
    return named[0], named[1] if len(named) > 1 else named[0]


def bits(favouring: float, over: float) -> float | None:
    """Return log2 of a ratio of two log-likelihoods (natural logs); None if either is excluded."""
    return (favouring - over) / math.log(2) if math.isfinite(favouring) and math.isfinite(over) else None


def unit_weights(baseline: Baseline) -> tuple[UnitResult, ...]:
    """Return each unit's bits for the leader against the runner-up: they add up, in any order."""
    ahead, behind = contenders(baseline)
    rows = baseline.weights.named
    ids = [tuple(baseline.model.items[i].id for i in unit.items) for unit in baseline.model.units]
    return tuple(
        UnitResult("+".join(items), items, bits(float(row[ahead]), float(row[behind])))
        for items, row in zip(ids, rows, strict=True)
    )


def own_likelihoods(baseline: Baseline) -> Floats:
    """Return each item's own likelihood, reports summed in and other items left out: (items, K + 1).

    Outside its group's power; the catch-all's column is the mean over the named where it is not rated.
    """
    items = range(len(baseline.model.items))
    found = np.empty((len(items), len(baseline.posterior)))
    for position in items:
        found[position] = _own(baseline, position)
    return found


def _own(baseline: Baseline, position: int) -> Floats:
    model, unit = baseline.model, baseline.model.unit_of[position]
    if is_simple(model, unit):
        power = baseline.view.powers.get(position, 1.0)
        named, other = baseline.weights.named[unit] / power, baseline.weights.other[unit] / power
    else:
        alone = frozenset(model.units[unit].items) - {position}
        view = replace(View(), forgotten=alone)
        named, other = (part[0] for part in baseline.evaluate(unit, baseline.values, view))
    rest = np.sum(np.exp(other) * baseline.shares)
    return np.append(np.exp(named), rest)
