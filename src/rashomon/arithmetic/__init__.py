"""The sums behind one explanation or one item, step by step, to be followed with a pocket calculator.

Uses the engine's own tables, so what is shown is what was computed. Drawing and wording happen elsewhere.
"""

from __future__ import annotations

from rashomon.arithmetic.hypothesis import Duel, Factor, HypothesisSum, explain_hypothesis
from rashomon.arithmetic.item import ItemSum, ReportChance, explain_item

__all__ = [
    "Duel",
    "Factor",
    "HypothesisSum",
    "ItemSum",
    "ReportChance",
    "explain_hypothesis",
    "explain_item",
]
