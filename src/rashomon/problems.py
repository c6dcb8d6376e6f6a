"""What can be wrong with a case: one exception family, and problems and advice as data.

RashomonError
├── CaseProblems       the file or document is refused; carries every problem at once
├── TooComplexError    exact elimination would be too large; names the source or group
├── ImpossibleError    the evidence excludes every hypothesis; names what excludes each
└── UsageError         a wrong argument to a function or command
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

Path = tuple[str | int, ...]
"""Where in the document: keys and list positions, such as ("evidence", 3, "reports", 1, "via")."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file; `line` and `column` count from 1, `text` is the line itself."""

    file: str
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a part of the document: `code` is stable, `message` says what, `fix` what to do."""

    code: str
    path: Path
    message: str
    fix: str = ""
    place: Place | None = None

    def at(self, place: Place | None) -> Self:
        """Return the same remark with its place in a file."""
        return replace(self, place=place)

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON has it, in `rashomon check --json` and in the answers of a site."""
        return {
            "code": self.code,
            "path": list(self.path),
            "message": self.message,
            "fix": self.fix,
            "line": self.place.line if self.place else None,
            "column": self.place.column if self.place else None,
        }


class Problem(Remark):
    """Something that makes the case unusable."""

    __slots__ = ()


class Advice(Remark):
    """Something worth a second look; the case is weighed all the same."""

    __slots__ = ()


class RashomonError(Exception):
    """Base of every error that the library raises on purpose."""


class CaseProblems(RashomonError):
    """The case is refused; `problems` lists everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


class TooComplexError(RashomonError):
    """Exact elimination would be too large; `names` are the sources or groups that cause it."""

    def __init__(self, message: str, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(message)


class ImpossibleError(RashomonError):
    """Every hypothesis has likelihood 0; `excluded_by` maps each to the items and reports that exclude it."""

    def __init__(self, excluded_by: dict[str, tuple[str, ...]]) -> None:
        self.excluded_by = excluded_by
        parts = "; ".join(
            f"`{name}` by {', '.join(items) or 'the items together'}" for name, items in excluded_by.items()
        )
        super().__init__(f"every explanation is excluded: {parts}. Give at least one of these cells a number above 0")


class UsageError(RashomonError):
    """An argument is wrong; the message says which values are accepted."""
