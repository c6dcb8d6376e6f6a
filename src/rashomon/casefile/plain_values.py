"""Plain values that came by another way than a file: the same limits, and nothing a file could not hold."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from rashomon.casefile.limits import DEEPEST, LONGEST_NUMBER, MOST_ENTRIES, MOST_VALUES
from rashomon.casefile.source_text import BROKEN_SIGN
from rashomon.casefile.wording import problem
from rashomon.problems import CaseProblems, Path, Problem


def check_plain_values(document: Any) -> None:
    """Raise CaseProblems, without places, if `document` is too large, or holds what no file could."""
    if not isinstance(document, dict):
        raise CaseProblems(
            [problem("not-a-case", (), kind="a list" if isinstance(document, list) else "a single value")]
        )
    for values, (path, value) in enumerate(_walk(document, ())):
        found = _trouble(path, value)
        if values > MOST_VALUES:
            found = problem("too-many-values", path, most=f"{MOST_VALUES:,}")
        if found is not None:
            raise CaseProblems([found])


def _walk(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    yield path, value
    if len(path) > DEEPEST:
        return  # reported by the one who walks
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, str(key)), str(key)
            yield from _walk(inner, (*path, str(key)))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _walk(inner, (*path, at))


def _trouble(path: Path, value: Any) -> Problem | None:
    if isinstance(value, str):
        broken = BROKEN_SIGN.search(value)
        return problem("broken-sign", path, sign=f"U+{ord(broken[0]):04X}") if broken else None
    if isinstance(value, dict | list):
        return _trouble_around(path, value)
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int):
        too_long = abs(value) >= 10**LONGEST_NUMBER
        return problem("not-a-number", path, text=f"more than {LONGEST_NUMBER} digits") if too_long else None
    if isinstance(value, float):
        return None if math.isfinite(value) else problem("not-a-number", path, text=value)
    return problem("not-plain", path, kind=type(value).__name__)


def _trouble_around(path: Path, value: dict[Any, Any] | list[Any]) -> Problem | None:
    if len(path) >= DEEPEST:
        return problem("too-deep", path, deepest=DEEPEST)
    if len(value) > MOST_ENTRIES:
        return problem("too-many-entries", path, most=f"{MOST_ENTRIES:,}")
    wrong_key = isinstance(value, dict) and not all(isinstance(key, str) for key in value)
    return problem("bad-key", path) if wrong_key else None
