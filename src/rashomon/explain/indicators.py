"""What to look for next: each open indicator, what it would do, and to which explanation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rashomon.analysis import IndicatorResult
from rashomon.explain.changes import SMALL_CHANGE
from rashomon.explain.naming import Naming
from rashomon.explain.sentence import Mention, Sentence, say
from rashomon.explain.words import day, percent


@dataclass(frozen=True, slots=True)
class Move:
    """What one explanation would become."""

    hypothesis: Mention
    now: float
    if_seen: float
    if_not: float


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """Something to look for and what it would do."""

    id: str
    statement: str
    why: str
    who: str
    by: date | None
    overdue: bool
    steps: int  # 1 a little, 2 somewhat, 3 a lot
    impact: str
    chance: str
    sentence: Sentence
    moves: tuple[Move, ...]  # the one that moves most first


_IMPACT = {
    3: "Would move the answer a lot",
    2: "Would move the answer somewhat",
    1: "Would move the answer a little",
}


def indicator_rows(naming: Naming) -> list[IndicatorRow]:
    """Return the open indicators, the most telling first."""
    return [_indicator_row(naming, indicator) for indicator in naming.analysis.next]


def _indicator_row(naming: Naming, result: IndicatorResult) -> IndicatorRow:
    entry = next((i for i in naming.case.indicators if i.id == result.id), None)
    steps = impact_steps(result.gain)
    moves = _moves(naming, result)
    return IndicatorRow(
        id=result.id,
        statement=result.statement,
        why=(entry.why or "") if entry else "",
        who=result.who or "",
        by=result.by,
        overdue=result.overdue,
        steps=steps,
        impact=_IMPACT[steps],
        chance=_chance(result),
        sentence=_move_sentence(naming, result, moves[0]),
        moves=moves,
    )


def impact_steps(gain: float) -> int:
    """Return 3 above 0.1 bits of expected information, 2 above 0.04, else 1."""
    return 3 if gain > 0.1 else 2 if gain > 0.04 else 1


def _chance(result: IndicatorResult) -> str:
    until = f", by {day(result.by)}" if result.by else ""
    return f"chance that it is seen: {percent(result.chance)}{until}"


def _moves(naming: Naming, result: IndicatorResult) -> tuple[Move, ...]:
    now = naming.analysis.posterior
    moves = [Move(naming.hypothesis(key), now[key], result.if_seen[key], result.if_not[key]) for key in result.if_seen]
    return tuple(sorted(moves, key=lambda m: -max(abs(m.if_seen - m.now), abs(m.if_not - m.now))))


def _move_sentence(naming: Naming, result: IndicatorResult, move: Move) -> Sentence:
    parts = say(
        "Now ",
        f"{percent(move.now)} for ",
        move.hypothesis,
        f". If seen, {percent(move.if_seen)}. If not seen, {percent(move.if_not)}.",
    )
    if result.leader_changes < SMALL_CHANGE:
        return parts
    return say(parts, f" Chance that the leader changes: {percent(result.leader_changes)}.")
