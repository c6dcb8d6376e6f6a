"""The mean of one input (docs/methods.md section 4), worked out apart from the engine."""

from __future__ import annotations

import functools
import math
from statistics import NormalDist

import numpy as np

from rashomon.model import Quantity

_Z90 = NormalDist().inv_cdf(0.9)


def mean(quantity: Quantity, widening: float) -> float:
    """Return the mean of one input: itself for a point, else of its logit-normal or log-normal."""
    if quantity.is_point:
        return quantity.low
    if quantity.is_ratio:
        return _lognormal_mean(quantity.low, quantity.high, widening)
    return logit_normal_mean(quantity.low, quantity.high, widening)


def _lognormal_mean(low: float, high: float, widening: float) -> float:
    mu = (math.log(low) + math.log(high)) / 2
    sigma = widening * (math.log(high) - math.log(low)) / (2 * _Z90)
    return math.exp(mu + sigma**2 / 2)


@functools.cache
def logit_normal_mean(low: float, high: float, widening: float) -> float:
    """Integrate expit(mu + sigma z) over the normal density, to about 1e-15.

    The trapezoid rule on an analytic integrand that vanishes at both ends converges exponentially. The
    nearest pole lies at pi / sigma, so the error is about exp(-2 pi^2 / (sigma step)): below 1e-30 here.
    """
    first, last = _logit(max(low, 0.0005)), _logit(min(high, 0.9995))
    mu, sigma = (first + last) / 2, widening * (last - first) / (2 * _Z90)
    step = 1 / 256
    z = np.arange(-10, 10 + step, step)
    return math.fsum(np.exp(-z * z / 2) / (1 + np.exp(-(mu + sigma * z)))) * step / math.sqrt(2 * math.pi)


def _logit(p: float) -> float:
    return math.log(p) - math.log1p(-p)
