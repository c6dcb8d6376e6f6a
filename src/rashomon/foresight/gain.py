"""Expected information of indicators, one by one and together (docs/methods.md section 7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from rashomon.analysis import IndicatorResult, ResolvedIndicator
from rashomon.inference.calendar import resolved_by
from rashomon.inference.compiling import compile_case
from rashomon.inference.inputs import Floats, input_of, means
from rashomon.inference.model import Model
from rashomon.inference.posterior import as_dict, leaders
from rashomon.model import OTHER, Case, Indicator
from rashomon.sensitivity.baseline import Baseline

TOGETHER = 6
"""Greatest number of indicators in the greedy set: its joint outcomes double with each."""


class Beliefs:
    """Posterior masses by column: named hypotheses, then the catch-all's part under each of them; shape (2K,)."""

    def __init__(self, baseline: Baseline) -> None:
        self.count = len(baseline.model.named)
        named, other = baseline.masses(baseline.without_units([]))
        masses = np.append(named, other)
        self.masses = masses / masses.sum()

    def row(self, case: Case, indicator: Indicator, named: Sequence[str]) -> Floats:
        """Return P(seen) by column: the catch-all's parts follow the named where it is not rated."""
        ids = (*named, OTHER) if OTHER in indicator.likelihood else tuple(named)
        found = means([input_of(indicator.likelihood[h], case.widening) for h in ids])
        rest = np.full(self.count, found[-1]) if OTHER in indicator.likelihood else found
        return np.append(found[: self.count], rest)

    def by_hypothesis(self, columns: Floats) -> Floats:
        """Fold masses by column (..., 2K) into hypotheses (..., K + 1)."""
        rest = columns[..., self.count :].sum(axis=-1, keepdims=True)
        return np.concatenate([columns[..., : self.count], rest], axis=-1)


def entropy(masses: Floats) -> Floats:
    """Return the entropy in bits over the last axis."""
    return np.asarray(-np.sum(masses * np.log2(np.where(masses > 0, masses, 1.0)), axis=-1))


def rank_indicators(baseline: Baseline) -> tuple[IndicatorResult, ...]:
    """Return every indicator that is not resolved by the as-of date, greatest expected information first."""
    beliefs = Beliefs(baseline)
    found = [_indicator(baseline, beliefs, i) for i in open_indicators(baseline.model)]
    return tuple(sorted(found, key=lambda r: -r.gain))


def open_indicators(model: Model) -> tuple[Indicator, ...]:
    """Return the indicators without a resolution known by the as-of date."""
    return tuple(i for i in model.case.indicators if not resolved_by(i, model.as_of))


def _indicator(baseline: Baseline, beliefs: Beliefs, indicator: Indicator) -> IndicatorResult:
    model = baseline.model
    row = beliefs.row(model.case, indicator, model.named)
    joint = beliefs.by_hypothesis(np.stack([beliefs.masses * row, beliefs.masses * (1 - row)]))
    chances = joint.sum(axis=-1)
    before = beliefs.by_hypothesis(beliefs.masses)
    after = np.divide(joint, chances[:, None], out=np.tile(before, (2, 1)), where=chances[:, None] > 0)
    posteriors = [as_dict(model, p) for p in after]
    changes = sum((float(c) for c, p in zip(chances, posteriors, strict=True) if leaders(p) != baseline.leaders), 0.0)
    return IndicatorResult(
        id=indicator.id,
        statement=indicator.statement,
        by=indicator.by,
        who=indicator.who,
        chance=float(chances[0]),
        gain=max(float(entropy(before) - chances @ entropy(after)), 0.0),
        if_seen=posteriors[0],
        if_not=posteriors[1],
        leader_changes=changes,
        overdue=_overdue(indicator, model.as_of),
    )


def _overdue(indicator: Indicator, day: date | None) -> bool:
    return day is not None and indicator.by is not None and indicator.by < day


def greedy_set(baseline: Baseline) -> tuple[str, ...]:
    """Return up to six indicators, each the one that adds most information to those before it."""
    beliefs = Beliefs(baseline)
    left = {i.id: beliefs.row(baseline.model.case, i, baseline.model.named) for i in open_indicators(baseline.model)}
    chosen: list[str] = []
    joint = beliefs.masses[None, :]
    while left and len(chosen) < TOGETHER:
        best = min(left, key=lambda id: _expected_entropy(beliefs, _split(joint, left[id])))
        joint = _split(joint, left.pop(best))
        chosen.append(best)
    return tuple(chosen)


def _split(joint: Floats, row: Floats) -> Floats:
    return np.concatenate([joint * row, joint * (1 - row)])


def _expected_entropy(beliefs: Beliefs, joint: Floats) -> float:
    masses = beliefs.by_hypothesis(joint)
    chances = masses.sum(axis=-1)
    after = np.divide(masses, chances[:, None], out=np.zeros_like(masses), where=chances[:, None] > 0)
    return float(chances @ entropy(after))


def score_resolved(baseline: Baseline) -> tuple[ResolvedIndicator, ...]:
    """Return the indicators resolved by the as-of date, with what the case gave them on the day before.

    Only what was known before a resolution is scored (docs/methods.md section 9).
    """
    resolved = [i for i in baseline.model.case.indicators if resolved_by(i, baseline.model.as_of)]
    return tuple(_scored(baseline, indicator) for indicator in resolved)


def _scored(baseline: Baseline, indicator: Indicator) -> ResolvedIndicator:
    model, resolution = baseline.model, indicator.resolved
    assert resolution is not None
    beliefs = Beliefs(Baseline.of(compile_case(model.case, resolution.on - timedelta(days=1))))
    chance = float(beliefs.masses @ beliefs.row(model.case, indicator, model.named))
    score = None
    if resolution.outcome != "unclear":
        given = chance if resolution.outcome == "seen" else 1 - chance
        score = float(-np.log(given)) if given > 0 else float("inf")
    return ResolvedIndicator(indicator.id, indicator.statement, resolution.on, resolution.outcome, chance, score)
