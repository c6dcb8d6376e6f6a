"""`rashomon site person-export` and `person-erase`: one person's data, by the operator."""

from __future__ import annotations

from pathlib import Path

import click

from rashomon_site.operations.commands.setting_up import set_up_existing


@click.command("person-export")
@click.argument("email")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
def person_export(email: str, file: Path | None) -> None:
    """Write everything kept of one e-mail address as JSON, to FILE or to the screen."""
    set_up_existing()
    import json

    from rashomon_site.privacy.person import Person, note_export

    person = Person(email)
    if not person.is_known:
        raise click.ClickException("nothing is kept of that address")
    text = json.dumps(person.everything(), indent=2, ensure_ascii=False)
    note_export(person, "by command")
    if file is None:
        click.echo(text)
        return
    file.touch(mode=0o600)
    file.write_text(text + "\n", encoding="utf-8")
    click.echo(f"Wrote {file}.")


@click.command("person-erase")
@click.argument("email")
@click.option("--yes", is_flag=True, help="Do not ask.")
def person_erase(email: str, yes: bool) -> None:
    """Erase everything kept of one e-mail address. It cannot be undone."""
    set_up_existing()
    from rashomon_site.privacy.person import Person, erase

    person = Person(email)
    if not person.is_known:
        raise click.ClickException("nothing is kept of that address")
    count = person.comments.count()
    if not yes:
        click.confirm(f"Erase {count} comments and all else of that address for good?", abort=True)
    done = erase(person, "by command")
    click.echo(f"Erased {done.comments} comments and {done.subscriptions} subscriptions.")
    if done.cases_to_look_at:
        click.echo(f"Their text may name the writer, in a new revision it need not: {', '.join(done.cases_to_look_at)}")
