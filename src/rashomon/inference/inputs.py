"""Judgements as distributions: points, logit-normals, log-normals and the unknown grade (docs/methods.md section 4)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rashomon.model import Quantity

Floats = NDArray[np.float64]
Shape = Literal["point", "logit-normal", "log-normal", "uniform"]

Z90 = 1.2815515655446004
"""90th percentile of the standard normal: a range lo-hi is the central 80%."""

SHARED = 0.5
"""Share r of the variance that the cells of one row have in common (docs/methods.md section 4, decided)."""

GRADE_RANGES: dict[str, tuple[float, float]] = {
    "A": (0.88, 0.99),
    "B": (0.65, 0.90),
    "C": (0.40, 0.78),
    "D": (0.18, 0.55),
    "E": (0.02, 0.25),
}
"""Our ranges for Admiralty grades (docs/methods.md section 2, decided); F is unknown, uniform on [0, 1]."""

_LEAST, _MOST = 0.0005, 0.9995


@dataclass(frozen=True, slots=True)
class Input:
    """One judgement: `value` for a point, else location and spread on the logit (or, for a ratio, log) scale."""

    shape: Shape
    value: float = math.nan
    mu: float = 0.0
    sigma: float = 0.0

    @property
    def is_point(self) -> bool:
        """Whether it has no spread."""
        return self.shape == "point"

    def percentile(self, z: float) -> float:
        """Return the value at standard-normal quantile `z`."""
        if self.shape == "point":
            return self.value
        if self.shape == "uniform":
            return 0.5 * math.erfc(-z / math.sqrt(2))
        return float(from_scale(np.float64(self.mu + self.sigma * z), ratio=self.shape == "log-normal"))


UNKNOWN = Input("uniform")


def point(value: float) -> Input:
    """Return an input without spread."""
    return Input("point", value)


def input_of(quantity: Quantity, widening: float) -> Input:
    """Return the distribution a quantity stands for, its spread multiplied by `widening`."""
    if quantity.is_point:
        return point(quantity.low)
    return _ratio_range(quantity, widening) if quantity.is_ratio else range_input(quantity.low, quantity.high, widening)


def range_input(low: float, high: float, widening: float) -> Input:
    """Return the logit-normal whose central 80% is [low, high], low < high.

    An end of exactly 0 or 1 is read as 0.0005 or 0.9995, or as nearer to it where the other end is nearer still.
    """
    below = _logit(low if low > 0 else min(_LEAST, high / 2))
    above = _logit(high if high < 1 else max(_MOST, (1 + low) / 2))
    return Input("logit-normal", mu=(below + above) / 2, sigma=widening * (above - below) / (2 * Z90))


def _ratio_range(quantity: Quantity, widening: float) -> Input:
    below, above = math.log(quantity.low), math.log(quantity.high)
    return Input("log-normal", mu=(below + above) / 2, sigma=widening * (above - below) / (2 * Z90))


def _logit(p: float) -> float:
    return math.log(p) - math.log1p(-p)


def from_scale(x: Floats | np.float64, *, ratio: bool) -> Floats:
    """Map location-scale values back: exp for ratios, logistic for probabilities."""
    if ratio:
        return np.asarray(np.exp(x))
    return logistic_of_minus(np.asarray(np.negative(x)))


def logistic_of_minus(x: Floats) -> Floats:
    """Return 1 / (1 + exp(x)), in place: this is the inner loop of every draw."""
    np.exp(x, out=x)
    x += 1.0
    np.divide(1.0, x, out=x)
    return x


def means(inputs: list[Input]) -> Floats:
    """Return the mean of each input, shape (len(inputs),).

    The mean of a logit-normal is an integral over the normal density; the trapezoidal rule converges geometrically
    for it (the logistic's nearest poles lie at distance pi/sigma), so the step below gives 1e-12 (methods section 4).
    """
    spread = sorted({(i.mu, i.sigma) for i in inputs if i.shape == "logit-normal"})
    known = dict(zip(spread, _logit_normal_means(np.array(spread).reshape(-1, 2)), strict=True))
    return np.array([_mean(i, known) for i in inputs])


def _mean(given: Input, known: dict[tuple[float, float], float]) -> float:
    match given.shape:
        case "point":
            return given.value
        case "uniform":
            return 0.5
        case "log-normal":
            return math.exp(given.mu + given.sigma**2 / 2)
        case "logit-normal":
            return known[given.mu, given.sigma]


def _logit_normal_means(located: Floats) -> list[float]:
    if not len(located):
        return []
    step = min(0.4, 0.6 / float(located[:, 1].max(initial=1.0)))
    z = np.arange(-math.ceil(9.0 / step), math.ceil(9.0 / step) + 1) * step
    density = np.exp(-0.5 * z * z)
    density /= density.sum()
    found: list[float] = []
    for start in range(0, len(located), 256):  # bounded memory for files with thousands of different ranges
        mu, sigma = located[start : start + 256, :1], located[start : start + 256, 1:]
        found.extend((from_scale(mu + sigma * z, ratio=False) @ density).tolist())
    return found
