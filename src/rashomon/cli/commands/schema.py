"""`rashomon schema`: the JSON Schema of the case file."""

from __future__ import annotations

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of the case file, with which editors complete and check it."""
    import json

    from rashomon.casefile import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
