"""Tell of a case that has problems: all of them, each at its line."""

from __future__ import annotations

from rashomon.problems import Problem
from rashomon_site.api.failures import Detail, Failure
from rashomon_site.cases.library_mapping import read_text


def not_sound(text: str, message: str) -> Failure:
    """Return the failure for a text that is no sound case."""
    return Failure("not-sound", message, [_detail(problem) for problem in read_text(text).problems])


def _detail(problem: Problem) -> Detail:
    place = problem.place
    where = f"line {place.line}, column {place.column}" if place else ".".join(map(str, problem.path))
    return Detail(where, problem.message, problem.fix)
