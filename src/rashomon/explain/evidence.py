"""The evidence item by item: cells as words and steps, weights as bars, and what each item does."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rashomon.analysis import Analysis, CellResult, EvidenceResult
from rashomon.explain.changes import leave_out_of, leave_out_sentence
from rashomon.explain.naming import Naming
from rashomon.explain.sentence import Mention, Sentence, say
from rashomon.explain.words import (
    as_expected,
    capital,
    count,
    day,
    interval,
    listed,
    number,
    percent,
    short_day,
    weight_word,
)
from rashomon.model import PROBABILITY_WORDS, Case, EvidenceItem, nearest_word

STEPS = tuple(PROBABILITY_WORDS)
"""The seven words from least to most expected; a cell's step counts from 1."""

NOTABLE = 0.1
"""Weights below this many logit units are drawn, and not named as "for" or "against"."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How expected an item is under one explanation."""

    hypothesis: Mention
    figure: str
    word: str
    range: str  # "" for a point
    step: int  # 1 to 7
    is_ratio: bool
    filled_in: bool  # nobody rated it: the catch-all's likelihood as computed


@dataclass(frozen=True, slots=True)
class WeightBar:
    """How far an item moves one explanation against the rest, in logit units; above 0 speaks for it."""

    hypothesis: Mention
    value: float


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One item."""

    id: str
    mention: Mention
    statement: str
    status: str
    when: str
    counted: bool
    surprise: bool
    cells: tuple[Cell, ...]
    weights: tuple[WeightBar, ...]
    direction: str
    about: tuple[Sentence, ...]  # what it does to the answer
    why: str
    note: str
    reports: int
    origins: int


@dataclass(frozen=True, slots=True)
class EvidenceGroup:
    """Items that stand together; `name` is "" for those in no group."""

    name: str
    note: str
    rows: tuple[EvidenceRow, ...]


def evidence_groups(naming: Naming) -> tuple[EvidenceGroup, ...]:
    """Return every item once: groups in order of their first item, the ungrouped in between under no name."""
    results = {result.id: result for result in naming.analysis.evidence}
    group_of = {key: group for group in naming.case.groups for key in group.items}
    order: list[str] = []
    members: dict[str, list[EvidenceRow]] = {}
    for item in naming.case.evidence:
        group = group_of.get(item.id)
        key = group.id if group else ""
        if key not in members:
            order.append(key)
        members.setdefault(key, []).append(evidence_row(naming, item, results[item.id]))
    return tuple(_group(naming, key, members[key]) for key in order)


def _group(naming: Naming, key: str, rows: list[EvidenceRow]) -> EvidenceGroup:
    if not key:
        name = "Items in no group" if naming.case.groups else ""
        return EvidenceGroup(name, "", tuple(rows))
    group = next(group for group in naming.case.groups if group.id == key)
    note = f"{capital(count(len(rows), 'item'))}, taken as “{group.related.text}”"
    return EvidenceGroup(group.name or group.id, note, tuple(rows))


def evidence_row(naming: Naming, item: EvidenceItem, result: EvidenceResult) -> EvidenceRow:
    """Return one item as cells, bars and sentences."""
    cells = _cells(naming, result)
    bars = tuple(WeightBar(naming.hypothesis(key), result.shapley.get(key, 0.0)) for key in naming.analysis.posterior)
    return EvidenceRow(
        id=item.id,
        mention=naming.item(item.id),
        statement=item.statement,
        status=_status(item),
        when=short_day(item.on) if item.on else "No date",
        counted=result.counted,
        surprise=result.surprise,
        cells=cells,
        weights=bars if result.counted else (),
        direction=_direction(naming, result, bars),
        about=tuple(_about(naming, item, result)),
        why=item.why or "",
        note=item.note or "",
        reports=result.reports,
        origins=len(result.origins),
    )


def _status(item: EvidenceItem) -> str:
    if item.established is True:
        return "Established: nobody disputes that it happened"
    if item.established is False:
        return "Established that it did not happen"
    return "Known through reports"


# --- cells


def _cells(naming: Naming, result: EvidenceResult) -> tuple[Cell, ...]:
    centre = _centre(result)
    return tuple(
        _cell(naming.hypothesis(key), result.likelihood[key], centre)
        for key in naming.analysis.posterior
        if key in result.likelihood
    )


def _centre(result: EvidenceResult) -> float:
    logs = [math.log2(cell.mean) for cell in result.likelihood.values() if cell.is_ratio and cell.mean > 0]
    return sum(logs) / len(logs) if logs else 0.0


def _cell(hypothesis: Mention, cell: CellResult, centre: float) -> Cell:
    point = cell.low == cell.high
    if cell.is_ratio:
        step = max(1, min(7, 4 + round(math.log2(cell.mean) - centre))) if cell.mean > 0 else 1
        spread = "" if point else f"{number(cell.low)}–{number(cell.high)}×"
        return Cell(hypothesis, f"{number(cell.mean)}×", "", spread, step, True, not cell.text)
    word = cell.word or nearest_word(cell.mean)
    return Cell(
        hypothesis,
        percent(cell.mean),
        word,
        "" if point else interval(cell.low, cell.high),
        STEPS.index(word) + 1,
        False,
        not cell.text,
    )


# --- weights


def _direction(naming: Naming, result: EvidenceResult, bars: tuple[WeightBar, ...]) -> str:
    if not result.counted:
        return "Not counted: not known yet"
    ranked = sorted(bars, key=lambda bar: -bar.value)
    speaks_for = [bar.hypothesis.mark for bar in ranked if bar.value > NOTABLE][:2]
    against = [bar.hypothesis.mark for bar in reversed(ranked) if bar.value < -NOTABLE][:2]
    parts = []
    if speaks_for:
        parts.append(f"for {', '.join(speaks_for)}")
    if against:
        parts.append(f"against {', '.join(against)}")
    tied = _tied_to(naming, result)
    if tied:
        parts = [*(parts or ["hardly tells them apart"]), f"as one with {', '.join(tied)}"]
    return capital(" · ".join(parts)) or "Hardly tells them apart"


def _about(naming: Naming, item: EvidenceItem, result: EvidenceResult) -> list[Sentence]:
    if not result.counted:
        return [say("It was not known by the day to which this answer holds, so it does not count.")]
    sentences = [*_weight(naming, result), *_given(naming, item), *_tied(naming, result)]
    left = leave_out_of(naming.analysis, "item", item.id)
    if left is not None:
        sentences.append(leave_out_sentence(naming, left))
    if result.surprise:
        sentences.append(say("Every named explanation makes it improbable (below 5%): one may be missing."))
    return sentences


def _weight(naming: Naming, result: EvidenceResult) -> list[Sentence]:
    pair = contenders(naming.analysis)
    if pair is None or result.bits is None:
        return []
    first, second = pair if result.bits >= 0 else pair[::-1]
    ratio = f"({as_expected(result.bits)})"
    word = weight_word(result.bits)
    if word == "no":
        return [say("Hardly tells ", naming.hypothesis(first), " from ", naming.hypothesis(second), f" {ratio}.")]
    lead = f"{capital(word)} weight for "
    return [say(lead, naming.hypothesis(first), " against ", naming.hypothesis(second), f" {ratio}.")]


def contenders(analysis: Analysis) -> tuple[str, str] | None:
    """Return leader and runner-up, between which `bits` are counted; None for a single explanation."""
    ranked = sorted(analysis.hypotheses, key=lambda h: -h.probability)
    leader = analysis.leaders[0]
    rest = [h.id for h in ranked if h.id != leader]
    return (leader, rest[0]) if rest else None


def _given(naming: Naming, item: EvidenceItem) -> list[Sentence]:
    if item.given is None:
        return []
    return [say("Rated in the knowledge of ", naming.item(item.given), ".")]


def _tied(naming: Naming, result: EvidenceResult) -> list[Sentence]:
    numbers = _tied_to(naming, result)
    if not numbers:
        return []
    noun = "item" if len(numbers) == 1 else "items"
    return [say(f"Its weight cannot be parted from that of {noun} {listed(numbers)}.")]


def _tied_to(naming: Naming, result: EvidenceResult) -> list[str]:
    """Return the numbers of the other items of its unit."""
    unit = next((unit for unit in naming.analysis.units if unit.id == result.unit), None)
    return [naming.item(key).mark for key in unit.items if key != result.id] if unit else []


# --- what speaks for and against one explanation


@dataclass(frozen=True, slots=True)
class Ledger:
    """The items that move one explanation most, either way."""

    hypothesis: Mention
    speaks_for: tuple[Mention, ...]
    against: tuple[Mention, ...]


def ledger(naming: Naming, key: str, limit: int = 3) -> Ledger:
    """Return up to `limit` items for and against, strongest first."""
    moves = [(e.shapley.get(key, 0.0), e.id) for e in naming.analysis.evidence if e.counted]
    moves.sort(key=lambda pair: -abs(pair[0]))
    speaks_for = [naming.item(item) for value, item in moves if value > NOTABLE][:limit]
    against = [naming.item(item) for value, item in moves if value < -NOTABLE][:limit]
    return Ledger(naming.hypothesis(key), tuple(speaks_for), tuple(against))


def as_of_sentence(case: Case, analysis: Analysis) -> str:
    """Say up to which day evidence counts."""
    if analysis.as_of is None:
        return "Everything in the file counts."
    later = sum(not item.counted for item in analysis.evidence)
    held = f" {capital(count(later, 'later item'))} {'waits' if later == 1 else 'wait'} in the file." if later else ""
    return f"Only what was known by {day(analysis.as_of)} counts.{held}"
