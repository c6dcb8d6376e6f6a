"""Time, memory and growth."""

from __future__ import annotations

import math
import subprocess
import time
import tracemalloc
from collections.abc import Callable, Sequence


def least_time(work: Callable[[], object], *, seconds: float = 1.0, times: int = 3) -> float:
    """Return the least wall time of one call, in seconds, over at least `times` calls and so many seconds."""
    work()  # lazy imports and caches
    found: list[float] = []
    start = time.perf_counter()
    while len(found) < times or time.perf_counter() - start < seconds:
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return min(found)


def least_start(command: Sequence[str], *, times: int = 9) -> float:
    """Return the least wall time of a command from start to end, in seconds."""
    return least_time(lambda: subprocess.run(command, check=True, capture_output=True), seconds=0, times=times)


def peak_memory(work: Callable[[], object]) -> int:
    """Return the greatest memory in use during a call above that before it, in bytes."""
    work()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def growth(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Return the exponent b of cost = a size^b by least squares on the logs: 1 is linear."""
    x, y = [math.log(s) for s in sizes], [math.log(c) for c in costs]
    middle_x, middle_y = sum(x) / len(x), sum(y) / len(y)
    rise = sum((a - middle_x) * (b - middle_y) for a, b in zip(x, y, strict=True))
    return rise / sum((a - middle_x) ** 2 for a in x)
