"""What a folder remembers of a site: which case each file is, and the revision that it was last in step with.

The file `.rashomon-site.json` lies beside the case files and belongs into git with them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from rashomon.exchange.addresses import SLUG, Site
from rashomon.problems import UsageError

NAME = ".rashomon-site.json"
SUFFIXES = (".yaml", ".yml", ".json")
THEIRS = ".theirs"
VERSION = 1
_MOST_BYTES = 5_000_000


@dataclass
class Entry:
    """A file and what the site has of it."""

    slug: str
    revision: int  # the newest that this file holds
    sha256: str  # of the text of that revision
    published: int = 0  # the revision that was published from here; 0 for none


@dataclass
class Memory:
    """The remembered files of one folder, by site and by name."""

    folder: Path
    sites: dict[str, dict[str, Entry]] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Memory:
        """Read what a folder remembers; raises UsageError for a file that cannot be one of ours."""
        path = folder / NAME
        try:
            text = path.read_bytes()[:_MOST_BYTES].decode()
        except FileNotFoundError:
            return cls(folder)
        try:
            return cls(folder, dict(_sites(json.loads(text))))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise UsageError(f"{path} cannot be read: restore it from git, or delete it and pull again") from None

    def files(self, site: Site) -> dict[str, Entry]:
        """Return the entries for a site, to be read and changed."""
        return self.sites.setdefault(site.url, {})

    def file_of(self, site: Site, slug: str) -> str:
        """Return the name of the file that holds a case, or ""."""
        return next((name for name, entry in self.files(site).items() if entry.slug == slug), "")

    def save(self) -> None:
        """Write what is remembered, whole or not at all."""
        sites = {
            url: {name: vars(entry) for name, entry in sorted(files.items())}
            for url, files in sorted(self.sites.items())
            if files
        }
        write_whole(self.folder / NAME, json.dumps({"rashomon_site": VERSION, "sites": sites}, indent=2) + "\n")


def _sites(found: Any) -> Iterator[tuple[str, dict[str, Entry]]]:
    if found["rashomon_site"] != VERSION:
        raise ValueError("another version")
    for url, files in found["sites"].items():
        yield str(url), {_name(name): _entry(entry) for name, entry in files.items()}


def _name(name: str) -> str:
    """Return the name of a file beside this one; a stranger's repository must not lead elsewhere."""
    if not is_case_name(name):
        raise ValueError(name)
    return name


def is_case_name(name: str) -> bool:
    """Whether a case may be kept in a file of that name, in the same folder."""
    plain = not name.startswith(".") and not any(sign in name for sign in "/\\:\0")
    return plain and name.isprintable() and name.endswith(SUFFIXES)


def _entry(entry: dict[str, Any]) -> Entry:
    read = Entry(str(entry["slug"]), int(entry["revision"]), str(entry["sha256"]), int(entry.get("published", 0)))
    if not SLUG.fullmatch(read.slug) or read.revision < 1:
        raise ValueError(read.slug)
    return read


def theirs_of(path: Path) -> Path:
    """Return where the site's version is laid beside a file: case.yaml, case.theirs.yaml."""
    return path.with_suffix(f"{THEIRS}{path.suffix}")


def digest(text: str) -> str:
    """Return the SHA-256 of a text, as the site names it."""
    return sha256(text.encode()).hexdigest()


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is never there in part, and never through a link to elsewhere."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    with open(part, "x", encoding="utf-8", newline="") as file:
        file.write(text)
    os.replace(part, path)
