"""`rashomon draft FILE|URL|-|FOLDER|EXPORT.xml`: from an article and its comments to a draft case."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.arguments import file_argument, json_option
from rashomon.cli.streams import write, write_error

if TYPE_CHECKING:
    from rashomon.drafting.draft import Draft

READERS = ("auto", "rules", "model", "endpoint")


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options."""

    output: str | None
    as_json: bool
    reader: str
    pseudonyms: bool
    private: bool
    url_of_file: str
    force: bool


@click.command("draft")
@file_argument("named", "an article: a file, an address or a folder", metavar="FILE|URL|FOLDER")
@click.option("-o", "--output", metavar="PATH", help="Where to write the draft; a folder for several.")
@json_option
@click.option("--reader", type=click.Choice(READERS), default="auto", help="Who reads; see above.")
@click.option("--pseudonyms", is_flag=True, help="Replace names before anything is sent to an endpoint.")
@click.option("--private", is_flag=True, help="Allow addresses of your own network, such as http://localhost:8000.")
@click.option("--url-of-file", metavar="URL", default="", help="The address that the file was saved from.")
@click.option("--force", is_flag=True, help="Write over a draft that has been reviewed.")
def command(
    *,
    named: str,
    output: str | None,
    as_json: bool,
    reader: str,
    pseudonyms: bool,
    private: bool,
    url_of_file: str,
    force: bool,
) -> int:
    """Find explanations, evidence, quotations and links in an article and its comments.

    Every item points to the words it came from, and waits for a person: the draft goes to NAME.draft.json, and
    `rashomon review NAME.draft.json` makes a case of it. FILE is HTML, plain text, Markdown or an export of
    WordPress, whatever its name; `-` is standard input. A folder and an export make one draft for each article.

    \b
    --reader auto      rules, with the language model where it is installed
             rules     rules alone
             model     rules with the language model; refused where it is missing
             endpoint  a model that you run or rent (RASHOMON_DRAFT_ENDPOINT)
    """
    from rashomon.cli.drafting.inputs import holds_many

    wishes = Wishes(output, as_json, reader, pseudonyms, private, url_of_file, force)
    return _draft_many(Path(named), wishes) if holds_many(named) else _draft_one(named, wishes)


def _draft_one(named: str, wishes: Wishes) -> int:
    """Draft one article."""
    from rashomon.cli.drafting.targets import refuse_to_overwrite, target_of
    from rashomon.drafting.draft import draft_to_json

    target = None if wishes.as_json and wishes.output is None else target_of(named, wishes.output)
    if target is not None:
        refuse_to_overwrite(target, force=wishes.force)
    draft = _drafted(named, wishes)
    if wishes.as_json:
        write(draft_to_json(draft), end="")
    else:
        _show(draft)
    if target is not None:
        _keep(draft, target, quiet=wishes.as_json)
    return 0


def _draft_many(named: Path, wishes: Wishes) -> int:
    """Draft the articles of a folder or an export, each to a file of its own."""
    from rashomon.cli.drafting.gathering import in_export, in_folder
    from rashomon.cli.drafting.many import Run, show_run
    from rashomon.cli.drafting.readers import reader_named
    from rashomon.cli.page import open_page

    out = _folder_for_many(named, wishes)
    run = Run(reader_named(wishes.reader, pseudonyms=wishes.pseudonyms), force=wishes.force)
    run.over(in_folder(named, out) if named.is_dir() else in_export(named, out))
    page = open_page()
    show_run(page, run, out)
    if not run.failures and run.outcomes:
        page.line(f"Next: rashomon review {out}/NAME.draft.json")
    return 1 if run.failures else 0


def _folder_for_many(named: Path, wishes: Wishes) -> Path:
    """Return the folder for the drafts. Raises UsageError where options do not fit several articles."""
    from rashomon.problems import UsageError

    if wishes.as_json or wishes.url_of_file:
        option = "--json" if wishes.as_json else "--url-of-file"
        raise UsageError(f"{option} is for one article; {named} may hold many: name the file")
    if wishes.output is None:
        raise UsageError(f"{named} may hold many articles: name a folder for the drafts, such as -o drafts")
    out = Path(wishes.output)
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file: name a folder for the drafts")
    out.mkdir(parents=True, exist_ok=True)
    return out


def _drafted(named: str, wishes: Wishes) -> Draft:
    from rashomon.cli.drafting.inputs import page_named
    from rashomon.cli.drafting.readers import reader_named
    from rashomon.cli.waiting import waiting
    from rashomon.drafting.pipeline import draft_page

    with waiting("Reading the article …"):
        page = page_named(named, private=wishes.private, url=wishes.url_of_file)
        return draft_page(page, reader_named(wishes.reader, pseudonyms=wishes.pseudonyms))


def _show(draft: Draft) -> None:
    from rashomon.cli.drafting.found import show_draft
    from rashomon.cli.page import open_page

    show_draft(open_page(), draft)


def _keep(draft: Draft, target: Path, *, quiet: bool) -> None:
    from rashomon.drafting.keeping import write_draft

    write_draft(target, draft)
    say = write_error if quiet else write
    say(f"\nWritten to {target}. Every item waits for a person.")
    say(f"Next: rashomon review {target}")
