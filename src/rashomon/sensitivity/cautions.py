"""Advice that only the result can give."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from rashomon.analysis import (
    CONFLICT_ALARM,
    Conflict,
    GroupBounds,
    HypothesisResult,
    IndicatorResult,
    LeaveOut,
    Variant,
)
from rashomon.inference.posterior import excluded_by
from rashomon.problems import Advice
from rashomon.sensitivity.baseline import Baseline
from rashomon.sensitivity.weight import contenders

SKEW = 0.05
"""Difference between headline and median that is worth a word (docs/methods.md section 4)."""


def cautions(
    baseline: Baseline,
    hypotheses: Sequence[HypothesisResult],
    singles: Sequence[LeaveOut],
    groups: Sequence[GroupBounds],
    doubt: Variant,
    clash: Conflict,
    indicators: Sequence[IndicatorResult],
) -> tuple[Advice, ...]:
    """Return what a careful reader of this result would want to be told."""
    return (
        *_excluded(baseline),
        *_one_origin(baseline, singles),
        *_one_sided(baseline),
        *_skewed(hypotheses),
        *_groups(groups),
        *_doubt(doubt),
        *_surprise(baseline, clash),
        *_overdue(indicators),
    )


def _excluded(baseline: Baseline) -> Iterator[Advice]:
    for hypothesis, units in excluded_by(baseline.model, baseline.weights).items():
        yield Advice(
            "excluded",
            ("hypotheses", hypothesis),
            f"`{hypothesis}` is excluded outright by {', '.join(units)}",
            "a likelihood of 0 leaves no room for error: is it truly impossible?",
        )


def _one_origin(baseline: Baseline, singles: Sequence[LeaveOut]) -> Iterator[Advice]:
    names = {s.id: s.name for s in baseline.model.case.sources}
    for cut in singles:
        if cut.kind == "origin" and cut.changes_leader:
            yield Advice(
                "one-origin",
                ("sources", cut.ids[0]),
                f"one origin carries the lead: without {names[cut.ids[0]]}, {' and '.join(cut.leader)} would lead",
                "look for a second, independent report",
            )


def _one_sided(baseline: Baseline) -> Iterator[Advice]:
    ahead, behind = contenders(baseline)
    named = baseline.weights.named
    if len(named) > 1 and ahead != behind and bool((named[:, ahead] >= named[:, behind]).all()):
        leader = baseline.model.named[ahead]
        yield Advice(
            "one-sided",
            ("evidence",),
            f"no item speaks against the leader, `{leader}`",
            "ask what its opponents would put forward, and rate that too",
        )


def _skewed(hypotheses: Sequence[HypothesisResult]) -> Iterator[Advice]:
    for h in hypotheses:
        if abs(h.probability - h.median) > SKEW:
            yield Advice(
                "skewed",
                ("hypotheses", h.id),
                f"the headline for `{h.id}` ({h.probability:.0%}) is more than 5 points from the median "
                f"of the draws ({h.median:.0%})",
                "its ranges are wide or lopsided: read the band rather than the single number",
            )


def _groups(groups: Sequence[GroupBounds]) -> Iterator[Advice]:
    for group in groups:
        if group.flagged:
            yield Advice(
                "group-decides",
                ("groups", group.id),
                f"who leads depends on how far the items of `{group.id}` repeat each other: {', '.join(group.leaders)}",
                "rate one item in the knowledge of the other (`given:`), or join them into one",
            )


def _doubt(doubt: Variant) -> Iterator[Advice]:
    if doubt.changes_leader:
        yield Advice(
            "contaminated",
            (),
            "if each judgement had a small chance of being worthless, another explanation would lead",
            "the lead rests on extreme numbers: check the items with the greatest factors",
        )


def _surprise(baseline: Baseline, clash: Conflict) -> Iterator[Advice]:
    rated = all(item.rated for item in baseline.model.items)
    rate = "" if rated or not baseline.model.has_other else " Add it, or rate `other` for these items"
    for id in clash.items:
        yield Advice(
            "surprise",
            ("evidence", id),
            f"every named explanation makes `{id}` improbable (below 5%)",
            f"what has been left off the list?{rate}",
        )
    if clash.measure > CONFLICT_ALARM and not clash.items:
        yield Advice(
            "conflict",
            ("evidence",),
            "the items disagree more than the explanations here expect: together they are "
            f"{math.exp(clash.measure):.1f} times less likely than apart",
            f"what has been left off the list?{rate}",
        )


def _overdue(indicators: Sequence[IndicatorResult]) -> Iterator[Advice]:
    for indicator in indicators:
        if indicator.overdue:
            yield Advice(
                "overdue",
                ("indicators", indicator.id),
                f"`{indicator.id}` was due by {indicator.by} and is not resolved",
                "add `resolved:` with the day and the outcome",
            )
