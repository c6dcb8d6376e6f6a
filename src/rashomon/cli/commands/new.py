"""`rashomon new [PATH]`: a first case file."""

from __future__ import annotations

import click

from rashomon.cli.arguments import FileArgument
from rashomon.cli.streams import write_error


@click.command("new")
@click.argument("path", type=FileArgument("a case file"), default="case.yaml")
@click.option("--question", metavar="TEXT", help="The question, such as: Why did the column turn back?")
@click.option("--explanation", "explanations", multiple=True, metavar="TEXT", help="An explanation; may be repeated.")
@click.option("--non-interactive", is_flag=True, help="Ask nothing: write an example to be changed by hand.")
def command(path: str, question: str | None, explanations: tuple[str, ...], non_interactive: bool) -> None:
    """Start a case: asks for the question, the explanations and what is known, and writes a commented file.

    PATH is case.yaml unless you name another; `-` writes to standard output. A file that exists is never
    overwritten.
    """
    from rashomon.cli.starting import case_text, example_start
    from rashomon.cli.texts import refuse_existing

    refuse_existing(path)
    if non_interactive:
        start = example_start(question or "What happened, and why?", explanations)
    else:
        from rashomon.cli.interview import hold_interview

        start = hold_interview(question, explanations)
    _write(path, case_text(start))


def _write(path: str, text: str) -> None:
    from rashomon.casefile import read_case_text
    from rashomon.cli.texts import write_text

    read_case_text(text, name=path)  # what we write must be readable; nothing is written otherwise
    write_text(text, path)
    if path != "-":
        write_error(f"Next: rashomon weigh {path}")
