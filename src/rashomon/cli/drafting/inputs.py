"""What is to be drafted: a file, an address or standard input."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.cli.drafting.exports import begins_an_export, is_export
from rashomon.cli.drafting.targets import is_address
from rashomon.cli.reading import STANDARD_INPUT
from rashomon.drafting.failures import BadPage, Unfetched
from rashomon.drafting.ingest.web_addresses import web_address
from rashomon.problems import UsageError

if TYPE_CHECKING:
    from rashomon.drafting.ingest.page import Page

MOST_BYTES = 10_000_000
"""Of one article; an export may be longer, as it is read piece by piece."""
LIKE_AN_ADDRESS = re.compile(r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/)", re.IGNORECASE)


def holds_many(named: str) -> bool:
    """Whether an argument names a folder or a WordPress export."""
    if named == STANDARD_INPUT or is_address(named):
        return False
    path = Path(named)
    return path.is_dir() or (path.is_file() and is_export(path))


def page_named(named: str, *, private: bool = False, url: str = "") -> Page:
    """Return the page that an argument names. Raises BadPage, Unfetched, UsageError and OSError."""
    if url and not web_address(url):
        raise UsageError(f"{url} is no address of a page: write it with https://")
    if is_address(named):
        return _fetched(named, private)
    if named == STANDARD_INPUT:
        return page_of_bytes(sys.stdin.buffer.read(MOST_BYTES + 1), "standard input", url)
    if LIKE_AN_ADDRESS.match(named) and not Path(named).exists():
        raise UsageError(f"there is no file {named}. For a page of the web, write https://{named}")
    return page_of_file(Path(named), url)


def _fetched(address: str, private: bool) -> Page:
    from rashomon.drafting.ingest.fetching import fetch
    from rashomon.drafting.ingest.reading import page_of

    try:
        found = fetch(address, private=private)
    except Unfetched as refused:
        if private or "Such addresses are not opened" not in str(refused):
            raise
        raise Unfetched(f"{refused} If it is one of your own network, add --private.") from None
    return page_of(found.data, name=address, url=found.url, content_type=found.content_type)


def page_of_file(path: Path, url: str = "") -> Page:
    """Return the page in a file. Raises BadPage and OSError."""
    return page_of_bytes(bytes_of(path), str(path), url)


def page_of_bytes(data: bytes, name: str, url: str = "") -> Page:
    """Return the page that the bytes are, whatever the name says. Raises BadPage."""
    from rashomon.drafting.ingest.reading import page_of

    if begins_an_export(data):
        raise BadPage(f"{name} is an export of WordPress, which holds many articles: name its file, and -o a folder.")
    return page_of(data, name=name, url=url)


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a file. Raises BadPage for one that is no file or too large, and OSError."""
    if path.exists() and not path.is_file():
        raise BadPage(f"{path} is not an ordinary file. Not read.")
    if path.exists() and os.path.getsize(path) > MOST_BYTES:
        raise BadPage(f"{path} is larger than {MOST_BYTES // 1_000_000} MB. Not read: save the article by itself.")
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
