"""Where a case starts: direct priors, equal shares, or reference classes (docs/methods.md section 3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from rashomon.inference.inputs import Floats, Input, input_of, point
from rashomon.inference.model import ClassPrior, Model, Prior, Values
from rashomon.model import OTHER, Case, ReferenceClass

CATCH_ALL_SHARE = 0.05
"""What "something else" gets unless the case says otherwise."""

AddScalar = Callable[[str, Input], int]


def compile_prior(case: Case, named: tuple[str, ...], add: AddScalar) -> Prior:
    """Return where the case starts; `add` registers a scalar and returns its index."""
    stated = {h.id: h.prior for h in case.hypotheses if h.prior is not None}
    direct = [(h, stated[h]) for h in named if h in stated]
    scalars = tuple(add(f"hypotheses.{h}.prior", input_of(q, case.widening)) for h, q in direct)
    other = None
    if case.exhaustive is None:
        given = input_of(stated[OTHER], case.widening) if OTHER in stated else point(CATCH_ALL_SHARE)
        other = add("hypotheses.other.prior", given)
    return Prior(scalars, other, () if direct else class_priors(case, named))


def class_priors(case: Case, named: tuple[str, ...]) -> tuple[ClassPrior, ...]:
    """Return one Dirichlet for each reference class that says how its parallels ended."""
    usable = [c for c in case.reference_classes if any(p.ended is not None for p in c.parallels)]
    total = sum(c.weight for c in usable)
    other = None if case.exhaustive is not None else _stated_other(case)
    return tuple(ClassPrior(c.weight / total, _alpha(c, named, other)) for c in usable)


def _stated_other(case: Case) -> float:
    from rashomon.inference.inputs import means

    for hypothesis in case.hypotheses:
        if hypothesis.id == OTHER and hypothesis.prior is not None:
            return float(means([input_of(hypothesis.prior, case.widening)])[0])
    return CATCH_ALL_SHARE


def _alpha(reference: ReferenceClass, named: Sequence[str], other: float | None) -> tuple[float, ...]:
    ids = (*named, OTHER) if other is not None else tuple(named)
    strength = 1.0 if len(ids) == 2 else len(ids) / 2
    start = {h: strength * (1 - (other or 0.0)) / len(named) for h in named}
    if other is not None:
        start[OTHER] = strength * other
    for parallel in reference.parallels:
        if parallel.ended is not None:
            start[parallel.ended] += parallel.weight
    return tuple(start[h] for h in ids)


def prior_masses(model: Model, values: Values) -> tuple[Floats, Floats]:
    """Return the named hypotheses' priors, shape (K, D), and the catch-all's, shape (1, D); together they sum to 1."""
    if model.prior.classes:
        return _split(model, pooled([(c.share, c.alpha) for c in model.prior.classes])[:, None])
    other = np.zeros((1, 1)) if model.prior.other is None else values.scalars[model.prior.other][None, :]
    if not model.prior.named:
        return np.full((len(model.named), 1), 1.0 / len(model.named)) * (1 - other), other
    stated = _stack([values.scalars[i] for i in model.prior.named])
    total = stated.sum(axis=0)
    return stated / np.where(total > 0, total, 1.0) * (1 - other), other


def _split(model: Model, masses: Floats) -> tuple[Floats, Floats]:
    count = len(model.named)
    return masses[:count], masses[count:] if model.has_other else np.zeros((1, masses.shape[1]))


def _stack(parts: list[Floats]) -> Floats:
    return np.stack(np.broadcast_arrays(*parts))


def pooled(classes: Sequence[tuple[float, tuple[float, ...]]]) -> Floats:
    """Return the weighted geometric pool of the classes' means, shape (hypotheses,)."""
    with np.errstate(divide="ignore"):  # a catch-all of 0 stays 0
        logs = sum(share * np.log(np.array(alpha) / sum(alpha)) for share, alpha in classes)
    masses = np.exp(logs - np.max(logs))
    return np.asarray(masses / masses.sum())
