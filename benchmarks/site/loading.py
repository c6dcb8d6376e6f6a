"""Ask one address over and over, from a few connections that stay open, and time the answers."""

from __future__ import annotations

import http.client
import threading
import time
from dataclasses import dataclass
from statistics import quantiles
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Load:
    """How answers came: requests per second, percentiles in milliseconds, and the server's own time."""

    per_second: float
    p50: float
    p95: float
    p99: float
    server_p50: float
    kilobytes: float  # compressed, as sent


def load(address: str, paths: list[str], *, requests: int, connections: int) -> Load:
    """Ask for `paths` in turn, `requests` times in all; raises AssertionError for an answer that is not 200."""
    times: list[tuple[float, float, int]] = []
    share = [
        [path for i, path in enumerate(_repeated(paths, requests)) if i % connections == k] for k in range(connections)
    ]
    start = time.perf_counter()
    threads = [threading.Thread(target=_ask, args=(address, part, times)) for part in share]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - start
    assert len(times) == requests, "an answer failed"
    cuts = quantiles([entry[0] for entry in times], n=100)
    server = sorted(entry[1] for entry in times)[len(times) // 2]
    size = sum(entry[2] for entry in times) / len(times) / 1000
    return Load(requests / seconds, cuts[49], cuts[94], cuts[98], server, size)


def _repeated(paths: list[str], requests: int) -> list[str]:
    return [paths[i % len(paths)] for i in range(requests)]


def _ask(address: str, paths: list[str], times: list[tuple[float, float, int]]) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    for path in paths:
        start = time.perf_counter()
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        body = answer.read()
        spent = (time.perf_counter() - start) * 1000
        assert answer.status == 200, (path, answer.status)
        server = float(answer.headers["Server-Timing"].rpartition("=")[2])
        times.append((spent, server, len(body)))
    connection.close()
