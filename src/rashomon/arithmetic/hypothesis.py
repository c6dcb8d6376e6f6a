"""From the starting odds to the answer: one explanation against each of its rivals.

Against a rival R, the odds of H are p_H / p_R, multiplied by L_eH / L_eR for every unit e (docs/methods.md, opening
formula, in odds form). With the odds o_R against every rival, P(H) = 1 / (1 + sum over R of 1 / o_R).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from rashomon.model import OTHER, Case
from rashomon.problems import UsageError

if TYPE_CHECKING:
    from rashomon.inference.model import Model
    from rashomon.inference.posterior import Weights

CatchAll = Literal["none", "unrated", "rated", "partly"]


@dataclass(frozen=True, slots=True)
class Factor:
    """One unit: how expected it is under both explanations, the factor, and the odds after it.

    `own` and `rival` hold the unit's likelihood with its reports summed in and its group's power, up to a
    factor common to all; `factor` is own / rival (inf where the rival is excluded, nan where both are).
    """

    items: tuple[str, ...]
    own: float
    rival: float
    factor: float
    odds: float
    power: float  # exponent from its group; 1 outside groups


@dataclass(frozen=True, slots=True)
class Duel:
    """One explanation against one rival; a catch-all that is not rated throughout has no factors."""

    rival: str
    prior_odds: float
    factors: tuple[Factor, ...]
    odds: float


@dataclass(frozen=True, slots=True)
class HypothesisSum:
    """Everything that makes up one explanation's probability."""

    id: str
    prior: dict[str, float]
    posterior: dict[str, float]
    duels: tuple[Duel, ...]  # in document order, the catch-all last
    catch_all: CatchAll
    reference_classes: int  # how many gave the priors; 0 where they are stated or equal
    equal_shares: bool


def explain_hypothesis(case: Case, id: str, *, as_of: date | None = None) -> HypothesisSum:
    """Return the steps for one explanation.

    Raises UsageError for an unknown id, and ImpossibleError where every explanation is excluded.
    """
    import numpy as np

    from rashomon.inference.compiling import compile_case
    from rashomon.inference.posterior import as_dict, base_view, checked, mean_values, weights

    model = compile_case(case, as_of)
    if id not in model.hypotheses:
        raise UsageError(
            f"there is no explanation `{id}`: the case has {', '.join(f'`{h}`' for h in model.hypotheses)}"
        )
    found = weights(model, mean_values(model), base_view(model))
    posterior = as_dict(model, checked(model, found))
    logs = [float(value) for value in (*found.log_prior, found.log_other)]
    prior = dict(zip(model.hypotheses, np.exp(logs).tolist(), strict=False))
    sums = _Sums(model, found, posterior, prior)
    return HypothesisSum(
        id=id,
        prior=prior,
        posterior=posterior,
        duels=tuple(sums.duel(id, rival) for rival in model.hypotheses if rival != id),
        catch_all=sums.catch_all,
        reference_classes=len(model.prior.classes),
        equal_shares=not model.prior.named and not model.prior.classes,
    )


class _Sums:
    def __init__(self, model: Model, found: Weights, posterior: dict[str, float], prior: dict[str, float]) -> None:
        self.model, self.found, self.posterior, self.prior = model, found, posterior, prior
        self.powers = model.powers()
        self.catch_all = self._catch_all()

    def _catch_all(self) -> CatchAll:
        if not self.model.has_other:
            return "none"
        layouts = {unit.layout for unit in self.model.units if self._counts(unit.items)}
        if layouts <= {"unrated"}:
            return "unrated"
        return "rated" if layouts == {"rated"} else "partly"

    def _counts(self, items: tuple[int, ...]) -> bool:
        return any(self.model.items[item].counted for item in items)

    def duel(self, own: str, rival: str) -> Duel:
        odds = _ratio(self.prior[own], self.prior[rival])
        if OTHER in (own, rival) and self.catch_all != "rated":
            return Duel(rival, odds, (), _ratio(self.posterior[own], self.posterior[rival]))
        factors = []
        start = odds
        for index, unit in enumerate(self.model.units):
            if self._counts(unit.items):
                mine, theirs = self.likelihood(index, own), self.likelihood(index, rival)
                factor = _ratio(mine, theirs)
                odds *= factor
                names = tuple(self.model.items[item].id for item in unit.items)
                power = self.powers.get(unit.items[0], 1.0) if len(unit.items) == 1 else 1.0
                factors.append(Factor(names, mine, theirs, factor, odds, power))
        return Duel(rival, start, tuple(factors), odds)

    def likelihood(self, unit: int, hypothesis: str) -> float:
        if hypothesis == OTHER:
            return math.exp(self.found.other[unit, 0])
        return math.exp(self.found.named[unit, self.model.named.index(hypothesis)])


def _ratio(first: float, second: float) -> float:
    if second > 0:
        return first / second
    return math.inf if first > 0 else math.nan
