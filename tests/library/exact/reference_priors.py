"""Where a case starts (docs/methods.md section 3), worked out apart from the engine."""

from __future__ import annotations

import math

from rashomon.model import Case, Hypothesis
from tests.library.exact.reference_means import mean


def priors_of(case: Case) -> dict[str, float]:
    """Return the prior per hypothesis, `other` last."""
    named = [h for h in case.hypotheses if h.id != "other"]
    catch_all = _catch_all(case)
    if all(h.prior is not None for h in named):
        return _direct(case, named, catch_all)
    if case.reference_classes:
        return _from_classes(case, named, catch_all)
    return _with_other({h.id: (1 - catch_all) / len(named) for h in named}, case, catch_all)


def _catch_all(case: Case) -> float:
    if case.exhaustive is not None:
        return 0.0
    stated = next((h.prior for h in case.hypotheses if h.id == "other" and h.prior is not None), None)
    return 0.05 if stated is None else mean(stated, case.widening)


def _with_other(priors: dict[str, float], case: Case, catch_all: float) -> dict[str, float]:
    return priors if case.exhaustive is not None else priors | {"other": catch_all}


def _direct(case: Case, named: list[Hypothesis], catch_all: float) -> dict[str, float]:
    means = {h.id: mean(h.prior, case.widening) for h in named if h.prior is not None}
    total = math.fsum(means.values())
    return _with_other({name: value / total * (1 - catch_all) for name, value in means.items()}, case, catch_all)


def _from_classes(case: Case, named: list[Hypothesis], catch_all: float) -> dict[str, float]:
    q = _with_other({h.id: (1 - catch_all) / len(named) for h in named}, case, catch_all)
    m = 1.0 if len(q) == 2 else len(q) / 2
    # A parallel without `ended` serves indicators only, and so does a class that has no others.
    classes = [c for c in case.reference_classes if any(parallel.ended for parallel in c.parallels)]
    shares = math.fsum(c.weight for c in classes)
    logs = dict.fromkeys(q, 0.0)
    if not classes:
        return q
    for reference in classes:
        alpha = {name: m * q[name] for name in q}
        for parallel in reference.parallels:
            if parallel.ended is not None:
                alpha[parallel.ended] += parallel.weight
        total = math.fsum(alpha.values())
        for name in q:
            logs[name] += reference.weight / shares * math.log(alpha[name] / total)
    pooled = {name: math.exp(value) for name, value in logs.items()}
    total = math.fsum(pooled.values())
    return {name: value / total for name, value in pooled.items()}
