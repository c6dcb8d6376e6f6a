"""Problems and advice as a reader of a terminal sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.cli.streams import write_error
from rashomon.problems import Advice, Problem


def show_problems(problems: Sequence[Problem]) -> None:
    """Write every problem to standard error."""
    for problem in problems:
        write_error(notice_text(problem) + "\n")
    write_error(problem_count(len(problems)))


def notice_text(notice: Problem | Advice) -> str:
    """Return a problem or a piece of advice, named as such, with its place, line, marker and fix."""
    from rashomon.casefile import format_problem

    kind = "problem" if isinstance(notice, Problem) else "advice"
    return format_problem(replace(notice, message=f"{kind}: {notice.message}"))


def problem_count(size: int) -> str:
    """Write "1 problem" or "3 problems"."""
    return f"{size} problem" if size == 1 else f"{size} problems"


def notices_counted(problems: Sequence[Problem], advice: Sequence[Advice]) -> str:
    """Write "no problems, 2 pieces of advice"; advice is given on sound cases only."""
    if problems:
        return problem_count(len(problems))
    pieces = "1 piece of advice" if len(advice) == 1 else f"{len(advice)} pieces of advice"
    return f"no problems, {pieces if advice else 'no advice'}"
