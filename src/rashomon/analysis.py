"""The result of weighing a case: plain numbers, immutable, in document order.

Probabilities are floats in [0, 1]; weights are in bits (log2); `low`, `median`, `high` are the 10th, 50th and 90th
percentile over the draws. Drawing, wording and serialising happen elsewhere (`explain`, `report`, `cli`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rashomon.problems import Advice

Posterior = dict[str, float]
"""Probability per hypothesis id, `other` last."""

CONFLICT_ALARM = 0.6931471805599453
"""The alarm is raised above ln 2: less than half as often together as apart. Above 0 it would ring for most cases."""

Kind = Literal["item", "group", "report", "source", "origin"]


@dataclass(frozen=True, slots=True)
class HypothesisResult:
    """One explanation: where it started, where it stands, and the range that the judgements allow."""

    id: str
    name: str
    letter: str  # A to Z by place in the file, "?" for the catch-all: its lasting mark on pages
    prior: float
    probability: float  # the headline
    low: float
    median: float
    high: float
    wide_low: float  # the extra band, every range widened by 1.5
    wide_high: float
    lead_share: float  # share of draws in which it leads
    prior_low: float
    prior_high: float


@dataclass(frozen=True, slots=True)
class CellResult:
    """One cell of the evidence table as it entered the headline."""

    mean: float
    low: float
    high: float
    text: str  # as the author wrote it; "" for the unrated catch-all
    word: str  # nearest word, or "" for ratios
    is_ratio: bool


@dataclass(frozen=True, slots=True)
class EvidenceResult:
    """One evidence item and what it does."""

    id: str
    statement: str
    counted: bool  # False: not known yet by the as-of date
    unit: str  # items tied by an instrument or an `otherwise` share one unit
    group: str | None
    likelihood: dict[str, CellResult]
    with_reports: dict[str, float]  # likelihood with its reports summed in; relative (only ratios matter)
    bits: float | None  # leader against runner-up, in its group's power; None if infinite or not counted
    shapley: dict[str, float]  # per hypothesis: logit units moved for it against the rest; equal parts of its unit's
    shapley_se: dict[str, float]  # 0 where exact
    reports: int  # counted reports
    origins: tuple[str, ...]  # source ids of independent origins
    surprise: bool  # every named hypothesis makes it improbable (all below 5%)


@dataclass(frozen=True, slots=True)
class UnitResult:
    """A set of items that cannot be separated, with its weight leader against runner-up in bits."""

    id: str
    items: tuple[str, ...]
    bits: float | None


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """The posterior without something."""

    kind: Kind
    ids: tuple[str, ...]  # one id, or two for leave-two-out
    posterior: Posterior
    leader: tuple[str, ...]  # more than one on a tie
    changes_leader: bool


@dataclass(frozen=True, slots=True)
class TornadoBar:
    """The leader's probability with one input at its 10th and at its 90th percentile."""

    input: str  # a what-if path such as `evidence.speech.likelihood.staged` or `sources.social.reliability`
    low_value: float
    high_value: float
    at_low: float
    at_high: float


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest change of one input that changes the leader."""

    input: str  # what-if path; for a row `evidence.speech`
    kind: Literal["cell", "row", "source", "prior"]
    value: float  # now (a row: the factor leader over challenger)
    flips_at: float | None  # None: no value of this alone would
    new_leader: str | None
    distance: float | None  # in elicitation standard deviations; None for a point
    robustness: Literal["fragile", "moderate", "robust", "point", "never"]


@dataclass(frozen=True, slots=True)
class GroupBounds:
    """A group's answers from r = 0 to r = 1 and with each item alone: least and greatest per hypothesis."""

    id: str
    items: tuple[str, ...]
    r: float
    power: float
    low: Posterior
    high: Posterior
    leaders: tuple[str, ...]  # every hypothesis that leads somewhere inside the bounds
    flagged: bool  # the leader changes inside the bounds


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """What to look for next, and what it would do."""

    id: str
    statement: str
    by: date | None
    who: str | None
    chance: float  # P(seen)
    gain: float  # expected information in bits
    if_seen: Posterior
    if_not: Posterior
    leader_changes: float  # chance that the leader changes
    overdue: bool  # `by` is past on the as-of date


@dataclass(frozen=True, slots=True)
class ResolvedIndicator:
    """An indicator that has been resolved by the as-of date."""

    id: str
    statement: str
    on: date
    outcome: Literal["seen", "not-seen", "unclear"]
    chance_before: float  # what the case gave it on the day before
    log_score: float | None  # -ln of the probability given to what happened; lower is better; None if unclear


@dataclass(frozen=True, slots=True)
class ReferenceClassResult:
    """A base rate from past events."""

    id: str
    rule: str
    share: float  # of the pool
    effective_n: float
    base_rate: Posterior


@dataclass(frozen=True, slots=True)
class OriginResult:
    """An origin: a source with a report that came from no other, and what hangs from it."""

    source: str
    name: str
    reports: tuple[str, ...]  # its own and everything that came via them
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """A named variant that stands beside the headline."""

    id: Literal["contaminated"]
    posterior: Posterior
    changes_leader: bool


@dataclass(frozen=True, slots=True)
class TimelinePoint:
    """The headline as it stood once everything known by a day was counted."""

    on: date | None  # None: what has no date
    added: tuple[str, ...]  # items that came in or changed on that day
    posterior: Posterior


@dataclass(frozen=True, slots=True)
class Conflict:
    """ln(prod P(e) / P(all e)): above 0, the items occur together less often than if they had nothing in common."""

    measure: float
    items: tuple[str, ...]  # items that every named hypothesis makes improbable

    @property
    def alarm(self) -> bool:
        """Whether something may have been left off the list."""
        return self.measure > CONFLICT_ALARM or bool(self.items)


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that weighing a case yields: a pure function of (document, as-of date, engine version, seed)."""

    engine: str
    document_sha256: str
    seed: int
    draws: int
    as_of: date | None
    question: str
    title: str
    hypotheses: tuple[HypothesisResult, ...]  # document order, `other` last
    leaders: tuple[str, ...]  # more than one on a tie
    evidence: tuple[EvidenceResult, ...]
    units: tuple[UnitResult, ...]
    origins: tuple[OriginResult, ...]
    report_count: int
    leave_one_out: tuple[LeaveOut, ...]
    leave_two_out: tuple[LeaveOut, ...]
    tornado: tuple[TornadoBar, ...]  # widest first
    flips: tuple[Flip, ...]  # nearest first
    groups: tuple[GroupBounds, ...]
    next: tuple[IndicatorResult, ...]  # greatest gain first
    greedy_set: tuple[str, ...]  # indicators in the order in which together they tell most
    resolved: tuple[ResolvedIndicator, ...]
    reference_classes: tuple[ReferenceClassResult, ...]
    contaminated: Variant
    conflict: Conflict
    timeline: tuple[TimelinePoint, ...]
    advice: tuple[Advice, ...]

    @property
    def posterior(self) -> Posterior:
        """The headline per hypothesis id."""
        return {h.id: h.probability for h in self.hypotheses}

    def hypothesis(self, id: str) -> HypothesisResult:
        """Return one hypothesis's result; raises KeyError for an unknown id."""
        found = [h for h in self.hypotheses if h.id == id]
        if not found:
            raise KeyError(id)
        return found[0]

    @property
    def ranked(self) -> tuple[HypothesisResult, ...]:
        """Likeliest first, the catch-all last."""
        return tuple(sorted(self.hypotheses, key=lambda h: (h.id == "other", -h.probability)))
