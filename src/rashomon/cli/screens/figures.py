"""Numbers with enough digits to follow a sum on a pocket calculator."""

from __future__ import annotations

import math
from string import ascii_uppercase
from typing import TYPE_CHECKING

from rashomon.model import OTHER

if TYPE_CHECKING:
    from rashomon.model import Case

DIGITS = 4  # significant ones


def figure(value: float) -> str:
    """Write a number with four significant digits and no exponent: "0.7950", "12.35", "14,200"."""
    if math.isnan(value):
        return "none"
    if math.isinf(value):
        return "no limit"
    if value == 0:
        return "0"
    places = DIGITS - 1 - math.floor(math.log10(abs(value)))
    if places > 12:
        return f"{value:.3e}"
    return f"{round(value, min(places, 0)):,.0f}" if places <= 0 else f"{value:.{places}f}"


def share(value: float) -> str:
    """Write a probability as per cent with one decimal: "62.3%"."""
    return f"{100 * value:.1f}%"


def lettered(case: Case) -> dict[str, str]:
    """Name each explanation with its letter first: "A  A genuine mutiny"; the catch-all's is "?"."""
    named = [h for h in case.hypotheses if h.id != OTHER]
    letters = dict(zip((h.id for h in named), ascii_uppercase, strict=False))
    names = {h.id: f"{letters.get(h.id, '-')}  {h.name}" for h in named}
    stated = [h.name for h in case.hypotheses if h.id == OTHER]
    return names | ({} if case.exhaustive else {OTHER: f"?  {stated[0] if stated else 'Something else'}"})
