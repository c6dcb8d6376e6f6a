"""Time, memory and growth."""

from __future__ import annotations

import math
import subprocess
import time
import tracemalloc
from collections.abc import Callable, Sequence

clock = time.process_time
"""Processor time: on one thread the wall time of an idle machine, and hardly moved by what else runs."""


def least_time(
    work: Callable[[], object],
    *,
    seconds: float = 1.0,
    times: int = 5,
    clock: Callable[[], float] = clock,
) -> float:
    """Return the least time of one call, in seconds, over at least `times` calls and so many seconds."""
    work()  # lazy imports and caches
    found: list[float] = []
    while len(found) < times or sum(found) < seconds:
        began = clock()
        work()
        found.append(clock() - began)
    return min(found)


def least_start(command: Sequence[str], *, times: int = 15) -> float:
    """Return the least wall time of a command from start to end, in seconds."""

    def work() -> object:
        return subprocess.run(command, check=True, capture_output=True)

    return least_time(work, seconds=0, times=times, clock=time.perf_counter)


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
