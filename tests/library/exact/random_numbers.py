"""Numbers as people write them: points, percentages, ranges, words and ratios, drawn at random."""

from __future__ import annotations

from random import Random
from typing import Any

from rashomon.model import PROBABILITY_WORDS

_WORDS = tuple(PROBABILITY_WORDS)


class Numbers:
    """Draws numbers from its own generator."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def probability(self, low: int = 2, high: int = 98) -> Any:
        """A number, percentage, range or word; `low` and `high` bound it in per cent."""
        kind = self.rng.choice(["number", "percent", "range", "decimals", "word", "open"])
        first, last = sorted(self.rng.sample(range(low, high + 1), 2))
        if kind == "word" and (low, high) == (2, 98):
            return self.rng.choice(_WORDS)
        if kind == "open" and (low, high) == (2, 98):
            return self.rng.choice([f"0-{last}%", f"{first}-100%"])
        if kind == "percent":
            return f"{first}%"
        if kind == "range":
            return f"{first}-{last}%"
        if kind == "decimals":
            return f"0.{first:02d}–0.{last:02d}"
        return round(self.rng.uniform(low, high) / 100, 4)

    def ratio(self) -> str:
        low = round(self.rng.uniform(0.1, 6), 2)
        if self.chance(0.5):
            return f"{low}x"
        return f"{low}-{round(low * self.rng.uniform(1.1, 6), 2)}x"
