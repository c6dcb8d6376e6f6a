"""Send what changed in a file to a site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rashomon.exchange.addresses import SLUG
from rashomon.exchange.connection import Connection
from rashomon.exchange.failures import SiteError
from rashomon.exchange.files import slug_for
from rashomon.exchange.memory import Entry, Memory, digest, theirs_of


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of a file."""

    slug: str
    revision: int
    sent: bool
    published: bool


def plan_of(memory: Memory, connection: Connection, path: Path, text: str) -> str:
    """Return what a push would do: `start`, `save`, or "" for nothing. Asks the site nothing."""
    entry = memory.files(connection.site).get(path.name)
    if entry is None:
        return "start"
    return "" if entry.sha256 == digest(text) else "save"


def push_file(
    connection: Connection, memory: Memory, path: Path, text: str, *, message: str = "", publish: bool = False
) -> Pushed:
    """Send a file if it changed, and publish it if that is wanted; what was done is remembered at once.

    Raises SiteError, with the code `conflict` if the site has what this folder has not seen.
    """
    if theirs_of(path).exists():
        beside = theirs_of(path).name
        raise SiteError(
            f"{beside} lies beside it: take what you need from there, delete it, and push again", "unmerged"
        )
    plan = plan_of(memory, connection, path, text)
    entry = memory.files(connection.site).get(path.name)
    with _understood():
        if entry is None:
            entry = _start(connection, slug_for(path), text, message)
        elif plan:
            entry = _revise(connection, entry, path, text, message)
    _remember(memory, connection, path, entry)
    shows = publish and entry.published != entry.revision
    if shows:
        connection.post(f"/cases/{entry.slug}/publications", {"revision": entry.revision})
        entry.published = entry.revision
        _remember(memory, connection, path, entry)
    return Pushed(entry.slug, entry.revision, bool(plan), shows)


def _remember(memory: Memory, connection: Connection, path: Path, entry: Entry) -> None:
    memory.files(connection.site)[path.name] = entry
    memory.save()


def _start(connection: Connection, slug: str, text: str, message: str) -> Entry:
    try:
        reply = connection.post("/cases", {"text": text, "slug": slug, "message": message})
    except SiteError as error:
        if error.code != "slug-taken":
            raise
        return _adopt(connection, slug, text)
    return _entry(reply.body["revision"], text)


def _adopt(connection: Connection, slug: str, text: str) -> Entry:
    """Return the entry for a case that the site has already, if it says the same; raises SiteError if not."""
    case = connection.get(f"/cases/{slug}").body["case"]
    number = case["latest_revision"] or case["published_revision"]
    revision = connection.get(f"/cases/{slug}/revisions/{number}").body["revision"]
    if revision["text_sha256"] != digest(text):
        message = (
            f"the site has a case `{slug}` already, and it says something else. Nothing was sent. "
            f"To bring both together: rashomon pull --drafts {connection.site.url}/cases/{slug}"
        )
        raise SiteError(message, "conflict")
    published = revision["number"] if case["published_revision"] == revision["number"] else 0
    return Entry(slug, int(revision["number"]), digest(text), published)


def _revise(connection: Connection, entry: Entry, path: Path, text: str, message: str) -> Entry:
    body = {"text": text, "parent": entry.revision, "message": message}
    try:
        reply = connection.post(f"/cases/{entry.slug}/revisions", body)
    except SiteError as error:
        raise _conflict(connection, entry, path, error) if error.code == "conflict" else error from None
    revised = _entry(reply.body["revision"], text)
    revised.published = entry.published
    return revised


def _conflict(connection: Connection, entry: Entry, path: Path, error: SiteError) -> SiteError:
    theirs = (error.content.get("conflict") or {}).get("theirs") or {}
    who, number = theirs.get("created_by", "Somebody"), theirs.get("number", "another one")
    message = (
        f"{who} saved revision {number} on the site after your revision {entry.revision}. Nothing was sent. "
        f"To bring both together: rashomon pull --drafts {connection.site.url}/cases/{entry.slug} "
        f"--to {path.parent}"
    )
    return SiteError(message, "conflict", error.content)


def _entry(revision: dict[str, Any], text: str) -> Entry:
    slug, number = revision["case"], int(revision["number"])
    if not SLUG.fullmatch(slug) or number < 1:
        raise ValueError
    return Entry(slug, number, digest(text))


@contextmanager
def _understood() -> Iterator[None]:
    """Say in words that an answer has another shape than the API's; nothing of it is remembered then."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError):
        raise SiteError("the site's answer is not that of a site of Rashomon") from None
