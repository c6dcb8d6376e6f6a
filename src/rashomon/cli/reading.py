"""Case files for commands: from a path or from standard input."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rashomon.problems import CaseProblems, UsageError

if TYPE_CHECKING:
    from rashomon.casefile import CaseFile

STANDARD_INPUT = "-"
NOT_READ = {"no-file", "is-folder", "unreadable"}
"""Problems with the name and not with the case: wrong use."""


def read_case(name: str) -> CaseFile:
    """Read and check a case file; `-` is standard input.

    Raises UsageError where there is nothing to read, CaseProblems where what is read is no sound case.
    """
    from rashomon.casefile import read_case_text, read_casefile

    if name == STANDARD_INPUT:
        return read_case_text(read_standard_input(), name="standard input")
    try:
        return read_casefile(name)
    except CaseProblems as error:
        first = error.problems[0]
        if first.code in NOT_READ:
            raise UsageError(f"{first.message}: {first.fix}") from None
        raise


def read_standard_input() -> bytes:
    """Return what comes through the pipe, at most one byte more than a case may have."""
    from rashomon.casefile.limits import MOST_BYTES

    return sys.stdin.buffer.read(MOST_BYTES + 1)


def one_standard_input(names: tuple[str, ...]) -> None:
    """Raise UsageError if standard input is named more than once: it can be read once only."""
    if names.count(STANDARD_INPUT) > 1:
        raise UsageError("`-` may be given once only: standard input cannot be read twice")
