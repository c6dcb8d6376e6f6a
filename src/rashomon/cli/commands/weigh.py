"""`rashomon weigh FILE`: how likely each explanation is, and what that rests on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from rashomon.cli.arguments import as_of_option, file_argument, json_option
from rashomon.cli.streams import write, write_error

if TYPE_CHECKING:
    from rashomon.cli.weighing import Weighed

BESIDE_THE_CASE = ""  # value of --html without a path


@click.command("weigh")
@file_argument(required=False)
@json_option
@click.option(
    "--html",
    type=str,
    is_flag=False,
    flag_value=BESIDE_THE_CASE,
    metavar="[PATH]",
    help="Write a self-contained report; without a path, beside the case. `-` writes it to standard output.",
)
@as_of_option
@click.option("--draws", type=click.IntRange(min=1), metavar="N", help="Runs for the ranges, a power of two (4096).")
@click.option("--seed", type=click.IntRange(min=0), metavar="N", help="Seed of the runs; the same seed repeats them.")
def command(
    *,
    file: str | None,
    as_json: bool,
    html: str | None,
    as_of: date | None,
    draws: int | None,
    seed: int | None,
) -> None:
    """Weigh the explanations of a case: how likely each one is, how sure that is and what it rests on."""
    from rashomon.cli.weighing import weigh_file

    if file is None and html:  # `weigh --html case.yaml`: the option took the file for its path
        file, html = html, BESIDE_THE_CASE
    if file is None:
        raise click.UsageError("name a case file, or `-` for standard input", click.get_current_context())
    target = None if html is None else report_path(file, html)
    weighed = weigh_file(file, as_of=as_of, draws=draws, seed=seed)
    if target != "-":
        _show(weighed, as_json)
    if target is not None:
        _write_report(weighed, target, as_json)


def report_path(file: str, html: str) -> str:
    """Return where the report goes; raises UsageError for a path that looks like a case file."""
    from pathlib import Path

    from rashomon.problems import UsageError

    if html == "-":
        return html
    if html == BESIDE_THE_CASE:
        return "case.html" if file == "-" else str(Path(file).with_suffix(".html"))
    if Path(html).suffix.lower() in {".yaml", ".yml", ".json", ".csv"}:
        raise UsageError(f"the report would overwrite {html}, which looks like data: give it a name ending in .html")
    if not Path(html).parent.is_dir():
        raise UsageError(f"there is no folder {Path(html).parent} to write the report to")
    return html


def _show(weighed: Weighed, as_json: bool) -> None:
    if as_json:
        from rashomon.cli.weighing import write_json
        from rashomon.explain.contract import analysis_to_json

        write_json(analysis_to_json(weighed.analysis))
        return
    from rashomon.cli.page import open_page
    from rashomon.cli.screens.answer import show_answer

    show_answer(open_page(), weighed)


def _write_report(weighed: Weighed, target: str, as_json: bool) -> None:
    from rashomon.cli.waiting import waiting
    from rashomon.report import render_report

    with waiting("Drawing the report …"):
        page = render_report(weighed.file.case, weighed.analysis)
    if target == "-":
        write(page)
        return
    with open(target, "w", encoding="utf-8") as stream:
        stream.write(page)
    (write_error if as_json else write)(f"\nReport written to {target}")
