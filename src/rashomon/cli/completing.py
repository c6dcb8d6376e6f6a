"""What the shell may complete from inside a case file. Any fault in the file completes to nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rashomon.model import Case


def part_ids(name: str | None) -> list[str]:
    """Return the ids of the explanations and items of a case file."""
    case = _case(name)
    if case is None:
        return []
    return [*(hypothesis.id for hypothesis in case.hypotheses), *(item.id for item in case.evidence)]


def setting_paths(name: str | None) -> list[str]:
    """Return the what-if paths of a case file."""
    case = _case(name)
    if case is None:
        return []
    from rashomon.casefile import document_of
    from rashomon.comparison import known_paths

    return list(known_paths(document_of(case)))


def _file_on_the_line() -> str | None:
    """Return the file among the words typed: click parses none while an option lacks its value."""
    from click.shell_completion import split_arg_string

    words = split_arg_string(os.environ.get("COMP_WORDS", ""))[2:]
    return next((word for word in words if os.path.isfile(word)), None)


def _case(name: str | None) -> Case | None:
    from rashomon.casefile import read_casefile
    from rashomon.problems import RashomonError

    name = name or _file_on_the_line()
    if not name or name == "-":
        return None
    try:
        return read_casefile(Path(name)).case
    except (RashomonError, OSError):
        return None
