"""Hypotheses and their priors (docs/methods.md section 3)."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.model.rules.index import OTHER, CaseIndex
from rashomon.model.rules.words import problem
from rashomon.problems import Problem


def catch_all(index: CaseIndex) -> Iterator[Problem]:
    """`other` stands beside named explanations, and not beside `exhaustive`."""
    if not index.named:
        yield problem("no-named-hypothesis", ("hypotheses",))
    for i, hypothesis in enumerate(index.case.hypotheses):
        if hypothesis.id == OTHER and index.case.exhaustive:
            yield problem("exhaustive-with-other", ("hypotheses", i, "id"))


def all_priors_or_none(index: CaseIndex) -> Iterator[Problem]:
    """Either every named hypothesis has a prior, or none has."""
    named = [(i, h) for i, h in enumerate(index.case.hypotheses) if h.id != OTHER]
    if any(h.prior for _, h in named):
        for i, hypothesis in named:
            if hypothesis.prior is None:
                yield problem("missing-prior", ("hypotheses", i), id=hypothesis.id)


def usable_priors(index: CaseIndex) -> Iterator[Problem]:
    """Priors are probabilities, not all zero, and `other` leaves something for the rest."""
    priors = [(i, h.id, h.prior) for i, h in enumerate(index.case.hypotheses) if h.prior is not None]
    for i, id, prior in priors:
        if prior.is_ratio:
            path = ("hypotheses", i, "prior")
            yield problem("ratio-not-allowed", path, text=prior.text, where="a prior")
        elif id == OTHER and prior.low >= 1:
            yield problem("other-prior-whole", ("hypotheses", i, "prior"))
    named = [prior for _, id, prior in priors if id != OTHER]
    if named and len(named) == len(index.named) and all(prior.high == 0 for prior in named):
        yield problem("zero-priors", ("hypotheses",))


RULES = (catch_all, all_priors_or_none, usable_priors)
