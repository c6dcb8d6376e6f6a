"""`rashomon new [PATH]`: a first case file."""

from __future__ import annotations

import click

from rashomon.cli.arguments import CaseArgument


@click.command("new")
@click.argument("path", type=CaseArgument(), default="case.yaml")
@click.option("--question", metavar="TEXT", help="The question, such as: Why did the column turn back?")
@click.option(
    "--explanation", "explanations", multiple=True, metavar="TEXT", help="An explanation; may be repeated."
)
@click.option("--non-interactive", is_flag=True, help="Ask nothing: write an example to be changed by hand.")
def command(path: str, question: str | None, explanations: tuple[str, ...], non_interactive: bool) -> None:
    """Start a case: asks for the question, the explanations and what is known, and writes a commented file.

    PATH is case.yaml unless you name another; `-` writes to standard output. A file that exists is never
    overwritten.
    """
    from rashomon.cli.starting import case_text, example_start

    _refuse_existing(path)
    if non_interactive:
        start = example_start(question or "What happened, and why?", explanations)
    else:
        from rashomon.cli.interview import hold_interview

        start = hold_interview(question, explanations)
    _write(path, case_text(start))


def _refuse_existing(path: str) -> None:
    import os

    from rashomon.problems import UsageError

    if path != "-" and os.path.lexists(path):
        raise UsageError(
            f"{path} exists already and is left as it is: name another file, or move it away first"
        )


def _write(path: str, text: str) -> None:
    from rashomon.casefile import read_case_text

    read_case_text(text, name=path)  # what we write must be readable; nothing is written otherwise
    if path == "-":
        click.echo(text, nl=False)
        return
    try:
        with open(path, "x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:  # made while the questions were being answered
        _refuse_existing(path)
    click.echo(f"Written to {path}. Next: rashomon weigh {path}", err=True)
