"""The door to the site: its commands come from another package, which the library does not know by name."""

from __future__ import annotations

from importlib.metadata import entry_points

import click

GROUP = "rashomon.commands"


def site_command(name: str) -> click.Command:
    """Return the command that an installed package offers under `name`; raises click.UsageError if none does."""
    found = entry_points(group=GROUP, name=name)
    try:
        command: click.Command = next(iter(found)).load()
    except (StopIteration, ImportError):
        raise click.UsageError(
            f'`rashomon {name}` belongs to the site, which is not installed: pip install "rashomon[site]"'
        ) from None
    return command
