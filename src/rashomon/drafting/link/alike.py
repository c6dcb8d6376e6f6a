"""Which items are possibly the same thing: for a person to merge, never merged by itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from rashomon.drafting.items import ItemKind
from rashomon.drafting.propose.found import Found
from rashomon.drafting.propose.rules.puzzle import stems

ALIKE = 0.5
"""The least share of the shorter one's words that the other one holds too, of the rarer words of the document."""
COMPARED = frozenset({ItemKind.EXPLANATION, ItemKind.PARALLEL, ItemKind.PREDICTION, ItemKind.EVIDENCE})
FEWEST = 2
COMMON = 100
"""Items of one kind that hold a word, at most, for that word to bring two of them together."""


def alike(found: Sequence[Found], texts: Sequence[str], puzzle: frozenset[str]) -> dict[int, list[int]]:
    """Return, for each place in `found`, the places of those that are possibly the same.

    Words of the puzzle itself count for nothing, as all explanations share them.
    """
    told = [stems(text) - puzzle for text in texts]
    pairs: dict[int, list[int]] = {}
    for one, two in sorted(_near(found, told)):
        if _shared(told[one], told[two]):
            pairs.setdefault(one, []).append(two)
            pairs.setdefault(two, []).append(one)
    return pairs


def _near(found: Sequence[Found], told: Sequence[frozenset[str]]) -> set[tuple[int, int]]:
    """Return the pairs of one kind that have a rarer word in common.

    A word that very many items hold says little about two of them, and would make every item meet every other.
    """
    holding: dict[tuple[ItemKind, str], list[int]] = {}
    for place, one in enumerate(found):
        if one.kind in COMPARED:
            for word in told[place]:
                holding.setdefault((one.kind, word), []).append(place)
    return {pair for places in holding.values() if len(places) <= COMMON for pair in combinations(places, 2)}


def _shared(one: frozenset[str], two: frozenset[str]) -> bool:
    common = len(one & two)
    least = min(len(one), len(two))
    return least > 0 and common >= min(FEWEST, least) and common / least >= ALIKE
