"""`rashomon next FILE`: what to look for next."""

from __future__ import annotations

from datetime import date

import click

from rashomon.cli.arguments import as_of_option, file_argument, json_option


@click.command("next")
@file_argument()
@as_of_option
@json_option
def command(file: str, as_of: date | None, as_json: bool) -> None:
    """Show what to look for next: what each observation would do, the most telling first."""
    from rashomon.cli.weighing import weigh_file, write_json

    weighed = weigh_file(file, as_of=as_of)
    if as_json:
        from rashomon.explain.contract import analysis_to_json

        whole = analysis_to_json(weighed.analysis)
        kept = ("rashomon", "engine", "document_sha256", "as_of", "question", "next", "next_set", "resolved")
        write_json({key: whole[key] for key in kept})
        return
    from rashomon.cli.page import open_page
    from rashomon.cli.screens.indicators import show_indicators

    show_indicators(open_page(), weighed)
