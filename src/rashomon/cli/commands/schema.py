"""`rashomon schema`: the JSON Schema of the case file."""

from __future__ import annotations

import click

from rashomon.cli.streams import write


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of the case file, with which editors complete and check it."""
    import json

    from rashomon.casefile import json_schema

    write(json.dumps(json_schema(), ensure_ascii=False, indent=2))
