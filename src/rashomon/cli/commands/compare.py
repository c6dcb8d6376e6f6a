"""`rashomon compare OLD NEW`: what changed, and how far each change moved the answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from rashomon.cli.arguments import as_of_option, file_argument, json_option

if TYPE_CHECKING:
    from rashomon.comparison import Comparison, Difference


@click.command("compare")
@file_argument("old")
@file_argument("new")
@as_of_option
@json_option
def command(old: str, new: str, as_of: date | None, as_json: bool) -> None:
    """Show what changed between two versions of a case, and how many points each change moved the answer."""
    from rashomon.cli.reading import one_standard_input, read_case
    from rashomon.cli.waiting import waiting
    from rashomon.comparison import compare_cases

    one_standard_input((old, new))
    before, after = read_case(old).case, read_case(new).case
    with waiting("Comparing …") as wait:
        found = compare_cases(
            before,
            after,
            as_of=as_of,
            progress=lambda done, size: wait.say(f"Comparing: {done} of {size} changes …"),
        )
    if as_json:
        _write_json(found)
        return
    from rashomon.cli.page import open_page
    from rashomon.cli.screens.changes import show_comparison

    show_comparison(open_page(), after, found)


def _write_json(found: Comparison) -> None:
    from rashomon.cli.weighing import write_json

    write_json(
        {
            "rashomon": 1,
            "before": found.before,
            "after": found.after,
            "moved": found.moved,
            "steps": [
                {
                    "changes": [_plain(d) for d in step.differences],
                    "after": step.posterior,
                    "moved": step.moved,
                }
                for step in found.steps
            ],
            "wording": [_plain(difference) for difference in found.wording],
        }
    )


def _plain(difference: Difference) -> dict[str, Any]:
    return {
        "change": difference.change,
        "path": difference.path,
        "before": difference.before or None,
        "after": difference.after or None,
    }
