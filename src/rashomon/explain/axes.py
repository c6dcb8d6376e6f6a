"""Where the axis of a chart ends: never cut, and the same for charts that are compared."""

from __future__ import annotations

import math


def axis_top(highest: float, step: float) -> float:
    """Return the next multiple of `step` at or above `highest`, at least one step and at most 1."""
    return min(1.0, step * max(1, math.ceil(highest / step - 1e-9)))


def ticks(top: float, step: float) -> tuple[float, ...]:
    """Return 0, `step`, … up to and including `top`."""
    return tuple(step * place for place in range(round(top / step) + 1))
