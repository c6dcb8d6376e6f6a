"""How predictions came out against what was said of them: log score, Brier score, calibration."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.explain.words import interval, percent
from rashomon_site.cases.models import PredictionEntry

FEW = 10  # below this an average says little
ENOUGH_FOR_CALIBRATION = 50  # docs/methods.md section 9
TOSS_LOG = math.log(2)  # what a coin toss scores
TOSS_BRIER = 0.5
HAPPENED, DID_NOT = "seen", "not-seen"


@dataclass(frozen=True, slots=True)
class Record:
    """Averages over predictions that came out; None where there are none."""

    count: int
    log_score: float | None
    brier: float | None

    @property
    def is_thin(self) -> bool:
        """Whether there are too few to say anything."""
        return self.count < FEW

    @property
    def verdict(self) -> str:
        """Compare with a coin toss, in words."""
        if self.log_score is None or self.is_thin:
            return ""
        return "better than a coin toss" if self.log_score < TOSS_LOG else "no better than a coin toss"


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions that belong together: what was said of them, and how many happened."""

    said: str
    happened: str
    count: int


def brier(chance: float, happened: bool) -> float:
    """Return the Brier score of one prediction, the squared misses of both outcomes: 0 is perfect, 2 is worst."""
    return 2 * (chance - happened) ** 2


def record_of(predictions: Iterable[PredictionEntry]) -> Record:
    """Return the record of predictions; those that are open or came out unclear do not count."""
    scored = scorable(predictions)
    if not scored:
        return Record(0, None, None)
    logs = [_log_score(chance, happened) for chance, happened in scored]
    briers = [brier(chance, happened) for chance, happened in scored]
    return Record(len(scored), math.fsum(logs) / len(logs), math.fsum(briers) / len(briers))


def scorable(predictions: Iterable[PredictionEntry]) -> list[tuple[float, bool]]:
    """Return chance and outcome of each prediction that can be scored."""
    return [
        (entry.chance, entry.outcome == HAPPENED)
        for entry in predictions
        if entry.chance is not None and entry.outcome in (HAPPENED, DID_NOT)
    ]


def _log_score(chance: float, happened: bool) -> float:
    given = chance if happened else 1 - chance
    return -math.log(given) if given > 0 else math.inf


def calibration(scored: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Return bins of predictions in which the share that happened never falls as the chance rises (isotonic, CORP).

    Empty below `ENOUGH_FOR_CALIBRATION`: fewer would say nothing.
    """
    if len(scored) < ENOUGH_FOR_CALIBRATION:
        return []
    pools: list[list[tuple[float, bool]]] = []
    for pair in sorted(scored):
        pools.append([pair])
        while len(pools) > 1 and _share(pools[-2]) >= _share(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    return [_bin(pool) for pool in pools]


def _share(pool: Sequence[tuple[float, bool]]) -> float:
    return sum(happened for _, happened in pool) / len(pool)


def _bin(pool: Sequence[tuple[float, bool]]) -> Bin:
    return Bin(interval(pool[0][0], pool[-1][0]), percent(_share(pool)), len(pool))
