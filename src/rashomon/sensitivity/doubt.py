"""Model error: the contaminated variant, and the alarm that something is missing (docs/methods.md section 10)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rashomon.analysis import Conflict, Variant
from rashomon.inference.inputs import Floats
from rashomon.inference.posterior import as_dict, leaders, weights
from rashomon.sensitivity.baseline import Baseline
from rashomon.sensitivity.weight import IMPROBABLE


def contaminated_variant(baseline: Baseline) -> Variant:
    """Return the answer if each judgement has a chance of being worthless: 1% established, 5% reported."""
    view = replace(baseline.view, worthless=True)
    posterior = as_dict(baseline.model, weights(baseline.model, baseline.values, view).posterior())
    return Variant("contaminated", posterior, leaders(posterior) != baseline.leaders)


def improbable_items(baseline: Baseline) -> tuple[str, ...]:
    """Return counted items whose every named cell is below 5%."""
    named = len(baseline.model.named)
    found = []
    for item in baseline.model.items:
        cells = baseline.values.rows[item.row][:named, 0]
        happened = cells if item.recorded is not False else 1 - cells
        denied = item.recorded is None and not any(report.said for report in item.reports)
        if item.counted and not item.is_ratio and not denied and float(happened.max()) < IMPROBABLE:
            found.append(item.id)
    return tuple(found)


def conflict(baseline: Baseline) -> Conflict:
    """Return ln(prod_u P(u) / P(all)) over the units, and the improbable items.

    Rows of ratios have no absolute probability; the constant they lack cancels, since each stands once on both sides.
    """
    masses = np.append(np.exp(baseline.weights.log_prior), np.exp(baseline.log_parts))
    logs = np.concatenate([baseline.weights.named, baseline.weights.other], axis=1)
    if not len(logs):
        return Conflict(0.0, ())
    return Conflict(
        float(_log_mean(logs, masses).sum() - _log_mean(logs.sum(axis=0), masses)), improbable_items(baseline)
    )


def _log_mean(logs: Floats, masses: Floats) -> Floats:
    top = logs.max(axis=-1, keepdims=True)
    return np.asarray(np.log(np.exp(logs - top) @ masses) + top[..., 0])
