"""Which items are possibly the same thing: for a person to merge, never merged by itself."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.drafting.items import ItemKind
from rashomon.drafting.propose.found import Found
from rashomon.drafting.propose.rules.puzzle import stems

ALIKE = 0.5
"""The least share of the shorter one's words that the other one holds too, of the rarer words of the document."""
COMPARED = frozenset({ItemKind.EXPLANATION, ItemKind.PARALLEL, ItemKind.PREDICTION, ItemKind.EVIDENCE})
FEWEST = 2


def alike(found: Sequence[Found], texts: Sequence[str], puzzle: frozenset[str]) -> dict[int, list[int]]:
    """Return, for each place in `found`, the places of those that are possibly the same.

    Words of the puzzle itself count for nothing, as all explanations share them.
    """
    told = [stems(text) - puzzle for text in texts]
    pairs: dict[int, list[int]] = {}
    for one in range(len(found)):
        for two in range(one + 1, len(found)):
            if found[one].kind == found[two].kind and found[one].kind in COMPARED and _shared(told[one], told[two]):
                pairs.setdefault(one, []).append(two)
                pairs.setdefault(two, []).append(one)
    return pairs


def _shared(one: frozenset[str], two: frozenset[str]) -> bool:
    common = len(one & two)
    least = min(len(one), len(two))
    return least > 0 and common >= min(FEWEST, least) and common / least >= ALIKE
