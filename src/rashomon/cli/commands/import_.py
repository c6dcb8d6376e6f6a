"""`rashomon import FILE.csv`: a case from a consistency matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from rashomon.cli.arguments import file_argument
from rashomon.cli.streams import write_error

if TYPE_CHECKING:
    from rashomon.interchange import Reading

READINGS = ("exact", "range", "symmetric")
"""Short names of the readings, in the order in which the library returns them."""


@click.command("import")
@file_argument()
@click.option("-o", "--output", metavar="PATH", help="Write to a new file instead of standard output.")
@click.option("--question", metavar="TEXT", help="The question that the matrix is about.")
@click.option(
    "--reading",
    type=click.Choice(READINGS),
    default=READINGS[0],
    help="How letters count: inconsistency with r = 1/4 (exact) or 1/10 to 1/2 (range); or consistency too "
    "(symmetric).",
)
def command(file: str, output: str | None, question: str | None, reading: str) -> None:
    """Make a case from a consistency matrix (ACH) in CSV.

    Rows are evidence, columns are explanations, cells CC, C, N, I or II, or likelihoods. Says on standard
    error who leads in each reading of the letters.
    """
    from rashomon.casefile import write_case
    from rashomon.cli.texts import read_text, refuse_existing, write_text
    from rashomon.interchange import compare_readings, read_ach_csv

    refuse_existing(output)
    text, name = read_text(file)
    given = {} if question is None else {"question": question}
    readings = read_ach_csv(text, name=name, **given)
    write_text(write_case(_chosen(readings, reading).case), output)
    write_error(compare_readings(readings).sentence)


def _chosen(readings: list[Reading], reading: str) -> Reading:
    """Return the reading asked for; a matrix of likelihoods has one only."""
    return readings[READINGS.index(reading)] if len(readings) > 1 else readings[0]
