"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A date written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"`{value}` is not a date: write it as YYYY-MM-DD, such as 2023-06-30", param, ctx)


class FileArgument(click.ParamType[str]):
    """The name of a file, or `-`; completed by the shell."""

    name = "file"

    def __init__(self, what: str) -> None:
        self._what = what

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not value:
            self.fail(f"name {self._what}, or `-` for standard input", param, ctx)
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


def file_argument(name: str = "file", what: str = "a case file", **options: Any) -> Callable[[Function], Function]:
    """Declare an argument that is a file; `what` says which, where it is left empty."""
    return click.argument(name, type=FileArgument(what), **options)


def as_of_option(function: Function) -> Function:
    """Declare `--as-of`."""
    option = click.option(
        "--as-of", type=Day(), metavar="DATE", help="Count only what was known by this day (YYYY-MM-DD)."
    )
    return option(function)


def json_option(function: Function) -> Function:
    """Declare `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON to standard output.")(function)
