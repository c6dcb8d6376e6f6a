"""`rashomon push [FILE|DIR]… --to URL`: publish from a folder of case files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.site_options import SITE, connect

if TYPE_CHECKING:
    from rashomon.cli.page import Page
    from rashomon.exchange.connection import Connection
    from rashomon.exchange.pushing import Pushed

STOPS = {"token-needed", "token-refused", "scope-missing", "too-many", ""}
"""Failures after which no other file would fare better."""


@click.command("push")
@click.argument("named", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE|DIR]...")
@click.option("--to", "to", required=True, envvar=SITE, metavar="URL", help=f"The site; or set {SITE}.")
@click.option("--publish", is_flag=True, help="Show readers what is sent. Without this it is saved as a draft.")
@click.option("--message", metavar="TEXT", help="What changed; the subject of the file's last git commit if left out.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and ask the site nothing.")
def command(named: tuple[Path, ...], to: str, publish: bool, message: str | None, dry_run: bool) -> int:
    """Send the case files that changed to a site, each as a new revision.

    The token comes from the variable RASHOMON_TOKEN. What was sent is remembered in `.rashomon-site.json` beside
    the files: commit it with them. A file with problems is not sent.
    """
    from rashomon.cli.page import open_page
    from rashomon.exchange.addresses import site_at
    from rashomon.exchange.connection import Connection
    from rashomon.exchange.files import case_files

    site = site_at(to)
    connection = Connection(site) if dry_run else connect(site, with_token=True)
    files = list(dict.fromkeys(path for name in named or (Path(),) for path in case_files(name)))
    page = open_page()
    failed = sum(not _push(page, connection, path, publish, message, dry_run) for path in files)
    page.line(_summary(len(files), failed, dry_run))
    return 1 if failed else 0


def _push(page: Page, connection: Connection, path: Path, publish: bool, message: str | None, dry_run: bool) -> bool:
    """Send one file and say what came of it; returns whether it is as it should be."""
    from rashomon.casefile import read_case_text
    from rashomon.cli.notices import show_problems
    from rashomon.exchange.failures import SiteError
    from rashomon.exchange.files import text_of
    from rashomon.exchange.git import last_subject
    from rashomon.exchange.memory import Memory
    from rashomon.exchange.pushing import plan_of, push_file
    from rashomon.problems import CaseProblems

    text, memory = text_of(path), Memory.of(path.parent)
    try:
        plan = plan_of(memory, connection, path, text)
        if plan:
            read_case_text(text, name=str(path))
        if dry_run:
            page.line(f"{path}: {_planned(plan, path, publish)}")
            return True
        subject = last_subject(path.absolute()) if message is None and plan else message or ""
        page.line(f"{path}: {_done(push_file(connection, memory, path, text, message=subject, publish=publish))}")
    except CaseProblems as error:
        show_problems(error.problems)
        page.line(f"{path}: not sent")
        return False
    except SiteError as error:
        if error.code in STOPS:
            raise
        page.line(f"{path}: {error}")
        return False
    return True


def _planned(plan: str, path: Path, publish: bool) -> str:
    from rashomon.exchange.files import slug_for

    then = ", and publish it" if publish else ""
    if plan == "start":
        return f"would start the case `{slug_for(path)}`{then}"
    return f"would save a revision{then}" if plan else "nothing changed since it was sent"


def _done(pushed: Pushed) -> str:
    words = [f"revision {pushed.revision} saved" if pushed.sent else f"unchanged since revision {pushed.revision}"]
    return ", ".join([*words, *(["published"] if pushed.published else [])])


def _summary(files: int, failed: int, dry_run: bool) -> str:
    if not files:
        return "No case files: name some, or a folder that holds them."
    counted = "1 file" if files == 1 else f"{files} files"
    if dry_run:
        return f"{counted}. Nothing was sent: this was a dry run."
    return f"{counted}, {failed} not sent." if failed else f"{counted}, all in step with the site."
