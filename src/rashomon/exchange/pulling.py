"""Bring a case from a site into a folder, and never lose what was written there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from rashomon.exchange.addresses import SLUG
from rashomon.exchange.connection import Connection
from rashomon.exchange.failures import SiteError
from rashomon.exchange.files import text_of
from rashomon.exchange.memory import Entry, Memory, digest, theirs_of, write_whole

MOST_CASES = 10_000


class What(Enum):
    """What became of a file."""

    NEW = "new"
    UPDATED = "updated"
    SAME = "same"
    CHANGED_HERE = "changed here"
    AHEAD = "ahead"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Pulled:
    """A case that was looked at; `revision` is that of the site."""

    what: What
    path: Path
    revision: int


def slugs_of(connection: Connection, *, drafts: bool) -> Iterator[str]:
    """Yield the names of all cases of a site; raises SiteError."""
    asked, seen = f"/cases?limit=100&state={'all' if drafts else 'published'}", 0
    cursor = ""
    while seen < MOST_CASES:
        body = connection.get(asked + (f"&cursor={quote(cursor)}" if cursor else "")).body
        for case in body["items"]:
            seen += 1
            yield _checked(case["slug"])
        # Only the cursor is taken from `next`: whatever host it names, nothing else is asked.
        cursor = parse_qs(urlsplit(body["next"] or "").query).get("cursor", [""])[0]
        if not cursor:
            return


def _checked(slug: Any) -> str:
    if not isinstance(slug, str) or not SLUG.fullmatch(slug):
        raise SiteError("the site names a case in a way that cannot become the name of a file")
    return slug


def pull_case(connection: Connection, memory: Memory, slug: str, *, drafts: bool = False) -> Pulled:
    """Bring a file in step with the site; raises SiteError.

    A file that was changed here is left alone: the site's version is laid beside it, to be merged by hand.
    """
    number = _number(connection, slug, drafts)
    name = memory.file_of(connection.site, slug)
    entry = memory.files(connection.site).get(name)
    if entry and (memory.folder / name).exists() and entry.revision >= number:
        return _nothing_new(memory.folder / name, entry, number)
    text = _text(connection, slug, number)
    path = memory.folder / (name or _name(slug, text))
    what = _lay_down(path, text, entry)
    published = entry.published if entry else 0
    memory.files(connection.site)[path.name] = Entry(slug, number, digest(text), published)
    memory.save()
    return Pulled(what, path, number)


def _number(connection: Connection, slug: str, drafts: bool) -> int:
    case = connection.get(f"/cases/{slug}").body.get("case")
    if not isinstance(case, dict):
        raise SiteError("the site's answer is not that of a site of Rashomon")
    number = (drafts and case.get("latest_revision")) or case.get("published_revision")
    if not isinstance(number, int) or number < 1:
        raise SiteError(f"`{slug}` is not published: `--drafts` takes what is not, with a token that may read it")
    return number


def _nothing_new(path: Path, entry: Entry, number: int) -> Pulled:
    if entry.revision > number:
        return Pulled(What.AHEAD, path, number)
    same = digest(text_of(path)) == entry.sha256
    return Pulled(What.SAME if same else What.CHANGED_HERE, path, number)


def _text(connection: Connection, slug: str, number: int) -> str:
    reply = connection.get(f"/cases/{slug}/revisions/{number}/document?format=yaml", accept="application/yaml")
    try:
        return reply.content.decode("utf-8")
    except UnicodeDecodeError:
        raise SiteError(f"what the site sent of `{slug}` is no text") from None


def _name(slug: str, text: str) -> str:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return f"{slug}.yaml"
    return f"{slug}.json"


def _lay_down(path: Path, text: str, entry: Entry | None) -> What:
    """Write the text into the file, or beside it if the file holds what the site does not know."""
    if not path.exists():
        write_whole(path, text)
        return What.NEW
    here = digest(text_of(path))
    if here == digest(text):
        return What.SAME
    if entry and here == entry.sha256:
        write_whole(path, text)
        return What.UPDATED
    write_whole(theirs_of(path), text)
    return What.BESIDE
