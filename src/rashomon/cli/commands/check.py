"""`rashomon check FILE…`: problems and advice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from rashomon.cli.arguments import file_argument, json_option
from rashomon.cli.streams import write

if TYPE_CHECKING:
    from rashomon.problems import Advice, Problem

UNREADABLE = "unreadable-file"


@click.command("check")
@file_argument("files", nargs=-1, required=True)
@json_option
def command(files: tuple[str, ...], as_json: bool) -> int:
    """Look for problems in case files, all at once, each with its line and its fix; and give advice.

    Problems make a case unusable (exit code 1). Advice does not: it names what is worth a second look.
    """
    from rashomon.cli.reading import one_standard_input

    one_standard_input(files)
    found = [_examine(name) for name in files]
    if as_json:
        _write_json(files, found)
    else:
        for name, (problems, advice) in zip(files, found, strict=True):
            _write(name, problems, advice)
    if any(problem.code == UNREADABLE for problems, _ in found for problem in problems):
        return 2
    return 1 if any(problems for problems, _ in found) else 0


def _examine(name: str) -> tuple[tuple[Problem, ...], tuple[Advice, ...]]:
    from rashomon.cli.weighing import weigh_file
    from rashomon.problems import CaseProblems, ImpossibleError, Problem, TooComplexError, UsageError

    try:
        return (), weigh_file(name).analysis.advice
    except CaseProblems as error:
        return error.problems, ()
    except UsageError as error:
        return (Problem(UNREADABLE, (), str(error)),), ()
    except (ImpossibleError, TooComplexError) as error:
        return (Problem("not-weighable", (), str(error)),), ()


def _write(name: str, problems: tuple[Problem, ...], advice: tuple[Advice, ...]) -> None:
    from rashomon.cli.notices import notice_text, notices_counted
    from rashomon.cli.streams import without_controls

    notices: tuple[Problem | Advice, ...] = (*problems, *advice)
    for notice in notices:
        write(notice_text(notice) + "\n")
    shown = "standard input" if name == "-" else without_controls(name)
    write(f"{shown}: {notices_counted(problems, advice)}")


def _write_json(names: tuple[str, ...], found: list[Any]) -> None:
    import json

    entries = [
        {"file": name, "problems": [p.as_data() for p in problems], "advice": [a.as_data() for a in advice]}
        for name, (problems, advice) in zip(names, found, strict=True)
    ]
    write(json.dumps({"rashomon": 1, "files": entries}, ensure_ascii=False, indent=2))
