"""The `rashomon` command: a group whose commands are imported only when they are called."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple, NoReturn

import click

from rashomon import __version__


class Entry(NamedTuple):
    """Where a command lives, and its line in the help."""

    module: str  # "" for a command that the site brings along
    summary: str


COMMANDS: dict[str, Entry] = {
    "new": Entry("new", "Start a case: asks for the question, the explanations and what is known."),
    "draft": Entry("draft", "Find explanations, evidence and sources in an article and its comments."),
    "review": Entry("review", "Decide about each item of a draft, and make a case of what is accepted."),
    "check": Entry("check", "Look for problems and give advice."),
    "weigh": Entry("weigh", "Weigh the explanations: how likely each one is, and what that rests on."),
    "why": Entry("why", "Show the arithmetic behind one explanation or one evidence item."),
    "what-if": Entry("what_if", "Try other numbers and see what they would change."),
    "compare": Entry("compare", "What changed between two versions, and how far each change moved the answer."),
    "next": Entry("next_", "What to look for next, the most telling first."),
    "import": Entry("import_", "Make a case from a consistency matrix (ACH) in CSV."),
    "export": Entry("export", "Write the case as JSON, CSV, BIF or JSON-LD."),
    "schema": Entry("schema", "Print the JSON Schema of the case file."),
    "push": Entry("push", "Send the case files that changed to a site, and publish them if you like."),
    "pull": Entry("pull", "Bring cases from a site into a folder."),
    "serve": Entry("", "Serve case files as a local site that reloads on save."),
    "site": Entry("", "Run and keep a publication: prepare, demo, export, dump, load, backup …"),
    "completion": Entry("completion", "Print the completion script for bash, zsh or fish."),
}
"""Every command, in the order of the help; the summaries stand here so that the help imports none of them."""


class LazyGroup(click.Group):
    """A click group that imports a command's module on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        if not COMMANDS[cmd_name].module:
            from rashomon.cli.commands.site import site_command

            return site_command(cmd_name)
        module = import_module(f"rashomon.cli.commands.{COMMANDS[cmd_name].module}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a reader that closes the pipe, such as `head`, has seen enough."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            from rashomon.cli.endings import FINE, close_quietly

            close_quietly()
            return FINE

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table above instead of importing each for its help."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(_unknown_command(args[0]))
        return super().resolve_command(ctx, args)


def _unknown_command(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    if near:
        return f"there is no command `{name}`: did you mean `{near[0]}`?"
    if os.path.exists(name):
        return f"there is no command `{name}`: to weigh that file, write `rashomon weigh {name}`"
    return f"there is no command `{name}`: the commands are {', '.join(COMMANDS)}"


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="FILE may be `-` for standard input. Exit codes: 0 fine, 1 problems in the file, 2 wrong use.",
)
@click.version_option(__version__, "-V", "--version", message="rashomon %(version)s")
def rashomon() -> None:
    """Weigh rival explanations of an event: what speaks for each, who said so, and what would settle it."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit; no error, however odd, ends in a traceback."""
    from rashomon.cli.endings import run_and_exit

    # Pydantic would otherwise search every installed package for plugins of it: a tenth of a small case's time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    run_and_exit(rashomon, arguments)
