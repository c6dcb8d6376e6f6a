"""The answer at a glance: one row per explanation, and sentences on how sure it is and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.analysis import Analysis, HypothesisResult
from rashomon.explain.axes import axis_top
from rashomon.explain.changes import leave_out_sentence, strongest
from rashomon.explain.naming import Naming
from rashomon.explain.sentence import Sentence, joined, say
from rashomon.explain.words import (
    capital,
    count,
    interval,
    likelihood_with_range,
    percent,
    percent_with_range,
    signed_points,
)
from rashomon.model import OTHER, nearest_word

SHOWN = 9
"""Rows that are always open, the letters A to H and the catch-all at most; the rest are folded."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One explanation: numbers in [0, 1] for drawing, and the same in words."""

    id: str
    letter: str
    name: str
    probability: float
    low: float
    high: float
    prior: float
    percent: str
    interval: str
    word: str
    start: str  # the starting odds with their range
    change: str  # since the start, in points
    lead_share: float


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """Likeliest first, the catch-all last among those shown; `top` is where every bar's axis ends."""

    rows: tuple[AnswerRow, ...]
    folded: tuple[AnswerRow, ...]
    folded_percent: str
    top: float


@dataclass(frozen=True, slots=True)
class Fact:
    """A short label and its value."""

    label: str
    value: str


def answer_table(analysis: Analysis) -> AnswerTable:
    """Return the rows of the answer; more than eight leave the least likely named ones folded."""
    rows = [_row(result) for result in analysis.ranked]
    named = [row for row in rows if row.id != OTHER]
    kept = {row.id for row in named[: SHOWN - (len(rows) - len(named))]}
    folded = [row for row in named if row.id not in kept]
    return AnswerTable(
        rows=tuple(row for row in rows if row not in folded),
        folded=tuple(folded),
        folded_percent=percent(sum(row.probability for row in folded)),
        top=axis_top(max(max(row.high, row.probability) for row in rows), 0.2),
    )


def _row(result: HypothesisResult) -> AnswerRow:
    return AnswerRow(
        id=result.id,
        letter=result.letter,
        name=result.name,
        probability=result.probability,
        low=result.low,
        high=result.high,
        prior=result.prior,
        percent=percent(result.probability),
        interval=interval(result.low, result.high),
        word=nearest_word(result.probability),
        start=percent_with_range(result.prior, result.prior_low, result.prior_high),
        change=signed_points(result.probability - result.prior),
        lead_share=result.lead_share,
    )


def how_sure(naming: Naming) -> list[Sentence]:
    """Say which explanation leads, how firmly, and what that rests on, from results alone."""
    analysis = naming.analysis
    sentences = [_lead(naming), *_against_the_rest(naming), _stability(naming), *_rests_on(naming)]
    return [*sentences, *_nothing_known(analysis)]


def _lead(naming: Naming) -> Sentence:
    analysis = naming.analysis
    if len(analysis.leaders) > 1:
        tied = [naming.hypothesis(key) for key in analysis.leaders]
        first = analysis.hypothesis(analysis.leaders[0])
        words = likelihood_with_range(first.probability, first.low, first.high)
        return say(joined(tied), f" are tied: each is {words}, given these judgements.")
    leader = analysis.hypothesis(analysis.leaders[0])
    words = likelihood_with_range(leader.probability, leader.low, leader.high)
    return say(naming.hypothesis(leader.id), f" is {words}, given these judgements.")


def _against_the_rest(naming: Naming) -> list[Sentence]:
    analysis = naming.analysis
    leader = analysis.hypothesis(analysis.leaders[0])
    if len(analysis.leaders) > 1 or len(analysis.hypotheses) < 3 or leader.probability >= 0.5:
        return []
    return [say(" It leads, but it is less likely than all the others put together.")]


def _stability(naming: Naming) -> Sentence:
    analysis = naming.analysis
    shares = sorted(((h.lead_share, h.id) for h in analysis.hypotheses), reverse=True)
    share, first = shares[0]
    subject = say("It") if (first,) == analysis.leaders else say(naming.hypothesis(first))
    text = f" leads in {percent(share)} of {analysis.draws:,} runs with other numbers from the stated ranges"
    runner = next((pair for pair in shares[1:] if pair[0] >= 0.005), None)
    if runner is None:
        return say(" ", subject, f"{text}.")
    return say(" ", subject, f"{text}; ", naming.hypothesis(runner[1]), f" in {percent(runner[0])}.")


def _rests_on(naming: Naming) -> list[Sentence]:
    top = strongest(naming.analysis, kinds=("item", "origin"), limit=2)
    return [say(" ", leave_out_sentence(naming, left, named=False)) for left in top]


def _nothing_known(analysis: Analysis) -> list[Sentence]:
    if any(item.counted for item in analysis.evidence):
        return []
    return [say(" No evidence counted so far: these are the starting odds.")]


def warnings(naming: Naming) -> list[Sentence]:
    """Say what should make a reader careful with the headline; empty only if no check found anything."""
    analysis = naming.analysis
    found = [*_skewed(naming), *_flagged_groups(naming), *_contaminated(naming), *_conflict(naming)]
    if not analysis.advice:
        return found
    return [
        *found,
        say(f"{capital(count(len(analysis.advice), 'piece'))} of advice on the file: see the method."),
    ]


def _skewed(naming: Naming) -> list[Sentence]:
    return [
        say(
            naming.hypothesis(h.id),
            f": the headline ({percent(h.probability)}) and the middle of the runs ({percent(h.median)}) "
            "are more than 5 points apart, so the stated ranges are lopsided.",
        )
        for h in naming.analysis.hypotheses
        if abs(h.probability - h.median) > 0.05
    ]


def _flagged_groups(naming: Naming) -> list[Sentence]:
    groups = [naming.group(group.id) for group in naming.analysis.groups if group.flagged]
    if not groups:
        return []
    return [say("Which explanation leads depends on how far the items of ", joined(groups), " repeat one another.")]


def _contaminated(naming: Naming) -> list[Sentence]:
    variant = naming.analysis.contaminated
    if not variant.changes_leader:
        return []
    best = max(variant.posterior, key=lambda key: variant.posterior[key])
    return [
        say(
            "If each judgement had a small chance of being worthless, ",
            naming.hypothesis(best),
            f" would lead ({percent(variant.posterior[best])}).",
        )
    ]


def _conflict(naming: Naming) -> list[Sentence]:
    conflict = naming.analysis.conflict
    if conflict.items:
        items = [naming.item(key) for key in conflict.items]
        verb = "is" if len(items) == 1 else "are"
        return [say(joined(items), f" {verb} improbable under every named explanation: one may be missing.")]
    if conflict.alarm:
        return [say("Taken together, the items disagree more than chance would have it: one may be missing.")]
    return []


def facts(analysis: Analysis) -> tuple[Fact, ...]:
    """Return the counts under the answer, reports and independent origins both."""
    counted = sum(item.counted for item in analysis.evidence)
    known = f"{counted}" if counted == len(analysis.evidence) else f"{counted} of {len(analysis.evidence)}"
    return (
        Fact("Items of evidence counted", known),
        Fact("Reports", f"{analysis.report_count:,}"),
        Fact("Independent origins behind them", f"{len(analysis.origins):,}"),
    )
