"""`rashomon site …`: the commands that keep a site."""

from __future__ import annotations

from pathlib import Path

import click

from rashomon_site.operations.commands.keeping import clean, index, reset_person
from rashomon_site.operations.commands.person import person_erase, person_export
from rashomon_site.operations.commands.serve import check_address, start
from rashomon_site.operations.commands.setting_up import sample_folder, set_up, set_up_existing
from rashomon_site.operations.commands.wordpress import export_wordpress, import_wordpress
from rashomon_site.spam.filter.commands import spam_report, train_filter

SAMPLE_NOTICE = (
    "Sample site. Every number is a sample author’s judgement, made to show the method; "
    "one case is invented, and says so."
)


@click.group("site")
def command() -> None:
    """Run and keep a publication. Settings come from the environment: docs/settings.md."""


for _kept_apart in (index, clean, reset_person):
    command.add_command(_kept_apart)


@command.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option("--no-serve", is_flag=True, help="Only make the sample site.")
def demo(host: str, port: int, no_serve: bool) -> None:
    """Make the sample site, print its demo account and serve it."""
    set_up(RASHOMON_NOTICE=SAMPLE_NOTICE, RASHOMON_LOG_LEVEL="warning", RASHOMON_URL=f"http://{host}:{port}")
    from rashomon_site.operations import demo as sample
    from rashomon_site.operations.prepare import prepare

    if not no_serve:
        check_address(host, port)
    prepare()
    click.echo("Loading the sample cases (the first time takes a few seconds)")
    password = sample.load_demo(sample_folder())
    sample.load_discussion()
    click.echo(f"Sign in at http://{host}:{port}/accounts/login/ to edit:")
    click.echo(f"  name      {sample.EDITOR}\n  password  {password}")
    if not no_serve:
        start(host, port, 1)


@command.command()
def prepare() -> None:
    """Make or upgrade the tables, and in public mode gather the static files."""
    set_up()
    from rashomon_site.operations.prepare import prepare as make_ready

    make_ready()
    click.echo("The site is ready to serve.")


@command.command("add-person")
@click.argument("name")
@click.option(
    "--role", default="editor", show_default=True, help="contributor, author, moderator, editor or administrator."
)
@click.option("--email", default="", help="Where to reach the person.")
@click.password_option(help="Asked for if left out.")
def add_person(name: str, role: str, email: str, password: str) -> None:
    """Make an account, such as the first administrator."""
    set_up_existing()
    from rashomon_site.operations.people import BadAccount, add_account

    try:
        add_account(name, role, email, password)
    except BadAccount as error:
        raise click.UsageError(str(error)) from None
    click.echo(f"{name} can sign in as {role}.")


@command.command()
@click.option("--once", is_flag=True, help="End when nothing waits.")
def worker(once: bool) -> None:
    """Run background tasks in a process of their own (set RASHOMON_WORKER=no for the web process)."""
    set_up_existing()
    from rashomon_site.operations import housekeeping
    from rashomon_site.operations.worker import make_worker

    if not once:
        housekeeping.start_in_thread()
    make_worker(batch=once).run()  # type: ignore[attr-defined]  # typed as object: the package's class has no public home


@command.command("publish-due")
def publish_due() -> None:
    """Publish what is scheduled and due; the task worker does so by itself."""
    set_up_existing()
    from rashomon_site.cases.services.publishing import publish_due as publish_what_is_due

    done = publish_what_is_due()
    click.echo(f"Published {len(done)}.")


@command.command()
def weigh() -> None:
    """Weigh every published revision that this version of the engine has not weighed, as after an upgrade."""
    set_up_existing()
    from rashomon_site.operations.refresh import refresh

    click.echo(f"Weighed and indexed {refresh()} published cases.")


@command.command("export")
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
def export_(directory: Path) -> None:
    """Write the whole site as static pages that need no server."""
    set_up_existing()
    from rashomon_site.syndication.export import ExportFailed, export_site

    try:
        click.echo(export_site(directory, click.echo))
    except ExportFailed as error:
        raise click.ClickException(str(error)) from None


@command.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--passwords", is_flag=True, help="Also what passwords are checked against. Else people set new ones.")
@click.option("--second-factors", is_flag=True, help="Also passkeys and authenticator apps.")
def dump(file: Path, passwords: bool, second_factors: bool) -> None:
    """Write everything to one archive that `load` reads, on either database."""
    set_up_existing()
    from rashomon_site.syndication.dump import dump_site

    click.echo(dump_site(file, passwords=passwords, second_factors=second_factors))


@command.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def load(file: Path) -> None:
    """Fill an empty site from an archive written by `dump`."""
    set_up()
    from rashomon_site.operations.prepare import prepare as make_ready
    from rashomon_site.syndication.load import BadArchive, load_site

    make_ready()
    try:
        click.echo(load_site(file))
    except BadArchive as error:
        raise click.ClickException(str(error)) from None


@command.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Copy the SQLite database while the site runs. (PostgreSQL has pg_dump.)"""
    set_up_existing()
    from rashomon_site.syndication.backup import BadBackup, backup_database

    try:
        click.echo(backup_database(file))
    except BadBackup as error:
        raise click.ClickException(str(error)) from None


@command.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--keep", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Where the present one goes."
)
def restore(file: Path, keep: Path) -> None:
    """Put a copy made by `backup` back; what is there now is first copied to --keep."""
    set_up()
    from rashomon_site.syndication.backup import BadBackup, restore_database

    try:
        click.echo(restore_database(file, keep=keep))
    except BadBackup as error:
        raise click.ClickException(str(error)) from None


command.add_command(spam_report)
command.add_command(person_export)
command.add_command(person_erase)
command.add_command(train_filter)
command.add_command(import_wordpress)
command.add_command(export_wordpress)
