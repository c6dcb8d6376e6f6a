"""`rashomon site import-wordpress` and `export-wordpress`."""

from __future__ import annotations

from pathlib import Path

import click

from rashomon_site.operations.commands.setting_up import set_up_existing


@click.command("import-wordpress")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--as", "name", required=True, help="The account in whose name the drafts are saved.")
def import_wordpress(file: Path, name: str) -> None:
    """Read posts, authors and comments from a WordPress export; again for what is new since."""
    set_up_existing()
    from django.core.exceptions import PermissionDenied

    from rashomon.wordpress.reading import BadExport
    from rashomon_site.accounts.models import User
    from rashomon_site.wordpress.importing import import_export

    actor = User.objects.filter(username=name).first()
    if actor is None:
        raise click.UsageError(f"There is no account {name}. Make one: rashomon site add-person {name}")
    try:
        report = import_export(file, actor)
    except (BadExport, PermissionDenied) as error:
        raise click.ClickException(str(error)) from None
    click.echo("\n".join(report.lines()))


@click.command("export-wordpress")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export_wordpress(file: Path) -> None:
    """Write the published cases and all comments as a WordPress export (WXR). It holds e-mail addresses."""
    set_up_existing()
    from rashomon_site.wordpress.exporting import export_wordpress as write

    try:
        cases, comments = write(file)
    except OSError as error:
        raise click.ClickException(f"Could not write {file}: {error.strerror}.") from None
    click.echo(f"Wrote {cases} cases and {comments} comments to {file}.")
