"""`rashomon export FILE --format …`: the case for other tools."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import click

from rashomon.cli.arguments import as_of_option, file_argument

if TYPE_CHECKING:
    from rashomon.cli.weighing import Weighed

FORMATS = ("json", "csv", "bif", "json-ld")


@click.command("export")
@file_argument()
@click.option("--format", "kind", type=click.Choice(FORMATS), required=True, help="What to write.")
@click.option("-o", "--output", metavar="PATH", help="Write to a new file instead of standard output.")
@click.option("--with-answer", is_flag=True, help="CSV: add each item's weight, and the answer as last rows.")
@click.option("--url", metavar="URL", help="JSON-LD: where the case is published.")
@as_of_option
def command(
    *, file: str, kind: str, output: str | None, with_answer: bool, url: str | None, as_of: date | None
) -> None:
    """Write the case for other tools: its own JSON, a CSV matrix, a Bayesian network (BIF), or JSON-LD."""
    from rashomon import interchange
    from rashomon.cli.reading import read_case
    from rashomon.cli.texts import refuse_existing, write_text
    from rashomon.cli.weighing import weigh_file

    refuse_existing(output)

    def weighed() -> Weighed:
        return weigh_file(file, as_of=as_of)

    def csv() -> str:
        if not with_answer:
            return interchange.case_to_csv_matrix(read_case(file).case)
        found = weighed()
        return interchange.case_to_csv_matrix(found.file.case, found.analysis)

    def json_ld() -> str:
        found = weighed()
        return interchange.case_to_json_ld(found.file.case, found.analysis, url=url)

    writers: dict[str, Callable[[], str]] = {
        "json": lambda: interchange.case_to_json(read_case(file).case),
        "csv": csv,
        "bif": lambda: interchange.case_to_bif(read_case(file).case, as_of),
        "json-ld": json_ld,
    }
    write_text(writers[kind](), output)
