"""`rashomon site index|clean|reset-person`: what an operator does now and then."""

from __future__ import annotations

import click

from rashomon_site.operations.commands.setting_up import set_up_existing


@click.command()
def index() -> None:
    """Build the search index anew; nothing that people wrote is touched."""
    set_up_existing()
    from rashomon_site.search.index import rebuild

    click.echo(f"{rebuild():,} published cases can be found.")


@click.command()
def clean() -> None:
    """Do now what a running site does by itself: clear what has expired, and the other regular jobs."""
    set_up_existing()
    from rashomon_site.operations.housekeeping import run_all

    failed = []
    for done in run_all():
        click.echo(f"{done.job.name}: {done.words}", err=done.failed)
        if done.failed:
            failed.append(done.job.name)
    if failed:
        raise click.ClickException(f"not done: {', '.join(failed)}. The others were done; the log says more.")


@click.command("reset-person")
@click.argument("name")
@click.password_option(
    required=False, prompt_required=False, help="Give a new password; asked for if none is written behind it."
)
@click.option("--second-factor", is_flag=True, help="Take off passkeys, authenticator apps and recovery codes.")
def reset_person(name: str, password: str | None, second_factor: bool) -> None:
    """Let somebody in again who lost the password, the second factor or both.

    Make sure first that the person is who they say: this opens the account to whoever you tell.
    """
    set_up_existing()
    from rashomon_site.operations.people import BadAccount, reset_account

    if password is None and not second_factor:
        raise click.UsageError("say what was lost: --password, --second-factor, or both")
    try:
        user = reset_account(name, password=password, second_factor=second_factor)
    except BadAccount as error:
        raise click.UsageError(str(error)) from None
    if password is not None:
        click.echo(f"{user.username} signs in with the new password. All earlier sessions have ended.")
    if second_factor:
        click.echo(f"{user.username} has no second factor now, and should set one up after signing in.")
