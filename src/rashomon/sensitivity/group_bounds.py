"""Bounds for every group: r = 0, r = 1, each item alone, and the stated r (docs/methods.md section 5)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rashomon.analysis import GroupBounds
from rashomon.inference.inputs import Floats
from rashomon.inference.likelihood import View
from rashomon.inference.model import CompiledGroup
from rashomon.inference.posterior import as_dict, leaders
from rashomon.sensitivity.baseline import Baseline


def group_bounds(baseline: Baseline) -> tuple[GroupBounds, ...]:
    """Return the least and the greatest answer for every group of which at least two items count."""
    return tuple(_bounds(baseline, group) for group in baseline.model.groups if len(group.items) > 1)


def _bounds(baseline: Baseline, group: CompiledGroup) -> GroupBounds:
    size = len(group.items)
    views = [_with_powers(baseline.view, group, group.power(size, r)) for r in (0.0, 1.0)]
    views += [_alone(baseline.view, group, item) for item in group.items]
    answers = [baseline.posterior] + [_posterior(baseline, group, view) for view in views]
    ahead = dict.fromkeys(h for answer in answers for h in leaders(as_dict(baseline.model, answer)))
    return GroupBounds(
        id=group.id,
        items=tuple(baseline.model.items[i].id for i in group.items),
        r=group.r,
        power=group.power(size),
        low=as_dict(baseline.model, np.min(answers, axis=0)),
        high=as_dict(baseline.model, np.max(answers, axis=0)),
        leaders=tuple(ahead),
        flagged=set(ahead) != set(baseline.leaders),
    )


def _with_powers(view: View, group: CompiledGroup, power: float) -> View:
    return replace(view, powers={**view.powers, **dict.fromkeys(group.items, power)})


def _alone(view: View, group: CompiledGroup, item: int) -> View:
    others = frozenset(group.items) - {item}
    return replace(_with_powers(view, group, 1.0), forgotten=view.forgotten | others)


def _posterior(baseline: Baseline, group: CompiledGroup, view: View) -> Floats:
    units = {baseline.model.unit_of[i] for i in group.items}
    changed = {u: baseline.evaluate(u, baseline.values, view, _inside(baseline, u, group)) for u in units}
    return np.asarray(baseline.posterior_from(baseline.with_units(changed))[0])


def _inside(baseline: Baseline, unit: int, group: CompiledGroup) -> list[int]:
    return [i for i in baseline.model.units[unit].items if i in group.items]
