"""`rashomon what-if FILE --set PATH=VALUE …`: the answer with other numbers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from rashomon.cli.arguments import as_of_option, file_argument, json_option

if TYPE_CHECKING:
    from rashomon.comparison import WhatIf


class SettingText(click.ParamType[str]):
    """PATH=VALUE; the shell completes the path from the file named before it."""

    name = "path=value"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        from rashomon.cli.completing import setting_paths

        return [CompletionItem(f"{p}=") for p in setting_paths(ctx.params.get("file")) if p.startswith(incomplete)]


@click.command("what-if")
@file_argument()
@click.option(
    "--set",
    "settings",
    multiple=True,
    required=True,
    type=SettingText(),
    metavar="PATH=VALUE",
    help="A value to try, such as evidence.speech.likelihood.staged=40%; `none` takes one out. Repeatable.",
)
@as_of_option
@json_option
def command(file: str, settings: tuple[str, ...], as_of: date | None, as_json: bool) -> None:
    """Try other numbers and see how far each explanation would move. The file is left as it is.

    \b
    Paths: hypotheses.ID.prior                 evidence.ID.likelihood.HYPOTHESIS
           evidence.ID.established             evidence.ID.reports.ID.reliability
           sources.ID.reliability              groups.ID.related
           widening
    """
    from rashomon.cli.reading import read_case
    from rashomon.comparison import parse_setting, try_settings

    parsed = [parse_setting(text) for text in settings]
    case = read_case(file).case
    found = try_settings(case, parsed, as_of=as_of)
    if as_json:
        _write_json(found)
        return
    from rashomon.cli.page import open_page
    from rashomon.cli.screens.changes import show_what_if

    show_what_if(open_page(), case, found)


def _write_json(found: WhatIf) -> None:
    from dataclasses import asdict

    from rashomon.cli.weighing import write_json

    write_json(
        {
            "rashomon": 1,
            "settings": [asdict(setting) for setting in found.settings],
            "before": found.before,
            "after": found.after,
            "moved": found.moved,
        }
    )
