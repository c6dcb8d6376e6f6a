"""Predictions: indicators with what each explanation expects, open or resolved, and how they were scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rashomon.analysis import ResolvedIndicator
from rashomon.explain.naming import Naming
from rashomon.explain.sentence import Mention
from rashomon.explain.words import day, percent, stated
from rashomon.model import Indicator

State = Literal["open", "overdue", "happened", "did not", "unclear"]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What one explanation says of a prediction."""

    hypothesis: Mention
    text: str


@dataclass(frozen=True, slots=True)
class PredictionRow:
    """One prediction."""

    id: str
    mention: Mention
    statement: str
    by: str
    state: State
    state_words: str
    expectations: tuple[Expectation, ...]
    chance: str
    score: str
    note: str
    url: str


def prediction_rows(naming: Naming) -> list[PredictionRow]:
    """Return every indicator in the order of the file."""
    return [_row(naming, indicator) for indicator in naming.case.indicators]


def _row(naming: Naming, indicator: Indicator) -> PredictionRow:
    resolved = next((r for r in naming.analysis.resolved if r.id == indicator.id), None)
    state, words = _state(naming, indicator, resolved)
    resolution = indicator.resolved if resolved else None
    return PredictionRow(
        id=indicator.id,
        mention=naming.indicator(indicator.id),
        statement=indicator.statement,
        by=day(indicator.by) if indicator.by else "No date set",
        state=state,
        state_words=words,
        expectations=tuple(
            Expectation(naming.hypothesis(key), stated(quantity)) for key, quantity in indicator.likelihood.items()
        ),
        chance=_chance(naming, indicator, resolved),
        score=_score(resolved),
        note=(resolution.note or "") if resolution else "",
        url=(resolution.url or "") if resolution else "",
    )


def _state(naming: Naming, indicator: Indicator, resolved: ResolvedIndicator | None) -> tuple[State, str]:
    if resolved is None:
        open_result = next((r for r in naming.analysis.next if r.id == indicator.id), None)
        if open_result is not None and open_result.overdue:
            return "overdue", "Overdue: waiting for the editor"
        return "open", "Open"
    if resolved.outcome == "seen":
        return "happened", f"Happened, {day(resolved.on)}"
    if resolved.outcome == "not-seen":
        return "did not", f"Did not happen, {day(resolved.on)}"
    return "unclear", f"Unclear, {day(resolved.on)}: the answer stays as it was"


def _chance(naming: Naming, indicator: Indicator, resolved: ResolvedIndicator | None) -> str:
    if resolved is not None:
        return f"We gave it {percent(resolved.chance_before)}"
    result = next((r for r in naming.analysis.next if r.id == indicator.id), None)
    return f"We give it {percent(result.chance)}" if result else ""


def _score(resolved: ResolvedIndicator | None) -> str:
    if resolved is None or resolved.log_score is None:
        return ""
    return f"log score {resolved.log_score:.2f} (a coin toss would score 0.69; lower is better)"
