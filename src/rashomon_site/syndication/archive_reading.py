"""Open an archive that may have been made by anyone: every name, size and digest is checked before it is used."""

from __future__ import annotations

import json
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from rashomon_site.syndication.archive_format import FORMAT, MANIFEST, TABLES, UPLOADS, VERSION, Table, is_upload_name

MOST_BYTES = 8 * 2**30  # of everything, unpacked
MOST_FILES = 200_000
LONGEST_LINE = 64 * 2**20
LONGEST_MANIFEST = 64 * 2**20
SMALL = 64 * 2**20  # a small file may be packed as tightly as can be
TIGHTEST = 200  # a larger one that shrinks more than this many times is a trap
BLOCK = 2**20
_READING = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)


class BadArchive(Exception):
    """The archive cannot be loaded; the message says why."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive whose list of files is in order. What they hold is checked while it is read."""

    zip: zipfile.ZipFile
    manifest: dict[str, Any]

    @property
    def files(self) -> dict[str, Any]:
        """What the manifest says of each file."""
        files: dict[str, Any] = self.manifest["files"]
        return files

    @property
    def uploads(self) -> list[str]:
        """The names of uploaded files."""
        return [name for name in self.files if name.startswith(UPLOADS)]

    @property
    def passwords(self) -> bool:
        """Whether password hashes came along."""
        return self.manifest.get("passwords") is True

    def rows(self, table: Table) -> Any:
        """How many rows a table should have."""
        return self.files[table.file].get("rows")

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield what a file holds; raises BadArchive if it is not what the manifest says."""
        hashed = sha256()
        try:
            with self.zip.open(name) as file:
                while block := file.read(BLOCK):
                    hashed.update(block)
                    yield block
        except _READING as error:
            raise BadArchive(f"{name} cannot be unpacked: {error}") from None
        if hashed.hexdigest() != self.files[name].get("sha256"):
            raise BadArchive(f"{name} is not what the manifest says: the archive is damaged")

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of a table; raises BadArchive."""
        rest = b""
        for block in self.blocks(name):
            *whole, rest = (rest + block).split(b"\n")
            yield from whole
            if len(rest) > LONGEST_LINE:
                raise BadArchive(f"{name} has a line of more than {LONGEST_LINE:,} bytes")
        if rest:
            raise BadArchive(f"{name} does not end with a line")


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open an archive and check its list of files; raises BadArchive."""
    try:
        opened = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BadArchive(
            f"this cannot be read as a dump: {path.name} ({error}); `rashomon site dump` writes one"
        ) from None
    with opened as file:
        entries = file.infolist()
        _check_sizes(entries)
        _check_names(entries)
        yield Archive(file, _manifest(file, {entry.filename for entry in entries}))


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES:
        raise BadArchive(f"it has more than {MOST_FILES:,} files")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise BadArchive(f"it would unpack to more than {MOST_BYTES:,} bytes")
    for entry in entries:
        if entry.file_size > SMALL and entry.file_size > TIGHTEST * max(entry.compress_size, 1):
            raise BadArchive(f"{entry.filename[:80]} would grow to {entry.file_size:,} bytes, which no dump does")


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    known = {MANIFEST, *(table.file for table in TABLES)}
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if name not in known and not is_upload_name(name):
            raise BadArchive(f"it holds {name[:80]!r}, which no dump does")
        if name in seen:
            raise BadArchive(f"it holds {name[:80]} twice")
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if entry.flag_bits & 1 or kind not in (0, stat.S_IFREG):
            raise BadArchive(f"{name[:80]} is not a plain file")
        seen.add(name)


def _manifest(file: zipfile.ZipFile, names: set[str]) -> dict[str, Any]:
    if MANIFEST not in names:
        raise BadArchive(f"it has no {MANIFEST}, so it is not a dump of a site")
    if file.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
        raise BadArchive(f"its {MANIFEST} is too long")
    try:
        manifest = json.loads(file.read(MANIFEST))
    except (*_READING, ValueError, RecursionError) as error:
        raise BadArchive(f"its {MANIFEST} cannot be read: {error}") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BadArchive("it is not a dump of a site")
    if manifest.get("version") != VERSION:
        raise BadArchive(
            f"it is a dump of version {str(manifest.get('version'))[:20]}, and this program reads version {VERSION}"
        )
    _check_files(manifest.get("files"), names)
    return manifest


def _check_files(files: Any, names: set[str]) -> None:
    if not isinstance(files, dict) or not all(isinstance(said, dict) for said in files.values()):
        raise BadArchive(f"its {MANIFEST} has no list of files")
    if set(files) != names - {MANIFEST}:
        raise BadArchive(f"its files are not those that {MANIFEST} lists")
    missing = [t.file for t in TABLES if not t.second_factor and t.file not in files]
    if missing:
        raise BadArchive(f"it lacks {', '.join(missing)}")
