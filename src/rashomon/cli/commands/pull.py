"""`rashomon pull URL|SLUG… --to DIR`: bring cases from a site into a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.cli.site_options import SITE, connect

if TYPE_CHECKING:
    from rashomon.exchange.addresses import Site
    from rashomon.exchange.memory import Memory
    from rashomon.exchange.pulling import Pulled

Wanted = tuple["Site", str]  # no name stands for every case of the site


@click.command("pull")
@click.argument("named", nargs=-1, required=True, metavar="URL|SLUG...")
@click.option(
    "--to", "folder", default=".", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="The folder for the files; this one if left out.",
)  # fmt: skip
@click.option("--from", "origin", envvar=SITE, metavar="URL", help=f"The site of bare names; or set {SITE}.")
@click.option("--drafts", is_flag=True, help="Take the newest revision, published or not; sends RASHOMON_TOKEN.")
def command(named: tuple[str, ...], folder: Path, origin: str | None, drafts: bool) -> int:
    """Bring cases from a site: by their addresses, by their names, or all of a site by its address.

    A file that was changed here is left alone; the site's version is laid beside it as FILE.theirs.yaml.
    """
    from rashomon.cli.page import open_page
    from rashomon.exchange.memory import Memory

    folder.mkdir(parents=True, exist_ok=True)
    memory = Memory.of(folder)
    wanted = [_wanted(name, origin, memory, drafts) for name in named]
    page = open_page()
    clashes = 0
    for pulled in _pulled(wanted, memory, drafts):
        page.line(_words(pulled))
        clashes += pulled.what.value == "beside"
    return 1 if clashes else 0


def _wanted(name: str, origin: str | None, memory: Memory, drafts: bool) -> Wanted:
    from rashomon.exchange.addresses import site_and_slug, site_at
    from rashomon.problems import UsageError

    site, slug = site_and_slug(name)
    if site:
        return site, slug
    if origin:
        return site_at(origin), slug
    # A folder may be a stranger's: a token never goes to a site that only the folder names.
    if drafts or len(memory.sites) != 1:
        raise UsageError(f"which site is `{slug}` on? Name the whole address of the case, or the site with --from")
    return site_at(next(iter(memory.sites))), slug


def _pulled(wanted: list[Wanted], memory: Memory, drafts: bool) -> Iterator[Pulled]:
    from rashomon.exchange.pulling import pull_case, slugs_of

    for site, slug in wanted:
        connection = connect(site, with_token=drafts)
        for name in [slug] if slug else slugs_of(connection, drafts=drafts):
            yield pull_case(connection, memory, name, drafts=drafts)


def _words(pulled: Pulled) -> str:
    from rashomon.exchange.memory import theirs_of

    beside = theirs_of(pulled.path).name
    words = {
        "new": f"new, revision {pulled.revision}",
        "updated": f"now revision {pulled.revision}",
        "same": f"in step with revision {pulled.revision}",
        "changed here": f"changed here since revision {pulled.revision}; nothing new on the site",
        "ahead": f"newer than revision {pulled.revision}, which readers see",
        "beside": f"changed here and on the site. The site's revision {pulled.revision} is in {beside}: "
        f"take what you need from there, delete it, and push",
    }
    return f"{pulled.path}: {words[pulled.what.value]}"
