"""Write the whole site to one archive, whichever database it lives in."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection, models, transaction

from rashomon import __version__ as engine
from rashomon_site.syndication.archive_format import (
    FORMAT,
    MANIFEST,
    TABLES,
    UPLOADS,
    VERSION,
    Table,
    columns,
    is_upload_name,
    row_text,
)

ALWAYS = (1980, 1, 1, 0, 0, 0)  # the archive of the same site is the same, byte for byte
ROWS_AT_ONCE = 500


def dump_site(path: Path | str, *, passwords: bool = False, second_factors: bool = False) -> str:
    """Write everything to `path`, which is replaced at once when all of it is written; returns a report.

    Password hashes and second factors are secrets, and come along only if asked for. The file holds e-mail
    addresses in any case, and is readable by its owner alone.
    """
    target = Path(path)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with _private(temporary) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, _one_moment():
            report = _write(archive, passwords, second_factors)
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    return f"{target}: {report}"


@contextmanager
def _private(path: Path) -> Iterator[IO[bytes]]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w+b") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read all tables as they stand at one moment, without keeping writers waiting."""
    outermost, sqlite = not connection.in_atomic_block, connection.vendor == "sqlite"
    mode = getattr(connection, "transaction_mode", None)
    if sqlite and outermost:  # a reader: IMMEDIATE would hold up every save
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # SQLite alone has it
    try:
        with transaction.atomic():
            if outermost and connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if sqlite and outermost:
            connection.transaction_mode = mode  # type: ignore[attr-defined]  # as above


def _write(archive: zipfile.ZipFile, passwords: bool, second_factors: bool) -> str:
    files = {}
    for table in TABLES:
        if second_factors or not table.second_factor:
            files[table.file] = _add(archive, table.file, _lines(table, passwords))
    uploads = 0
    for name, path in _uploads():
        files[name] = _add(archive, name, _blocks(path))
        uploads += 1
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "engine": engine,
        "passwords": passwords,
        "second_factors": second_factors,
        "files": files,
    }
    _add(archive, MANIFEST, iter([json.dumps(manifest, indent=2).encode()]))
    counts = [f"{files[table.file]['rows']:,} {_named(table)}" for table in TABLES if table.file in files]
    return f"{', '.join(counts)}, {uploads:,} uploaded files"


def _named(table: Table) -> str:
    return str(table.model._meta.verbose_name_plural)


def _lines(table: Table, passwords: bool) -> Iterator[bytes]:
    fields = columns(table, passwords=passwords)
    rows: models.QuerySet[models.Model] = table.model._default_manager.order_by("pk")
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield row_text(row, fields).encode() + b"\n"


def _uploads() -> Iterator[tuple[str, Path]]:
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")) if root.is_dir() else ():
        name = UPLOADS + path.relative_to(root).as_posix()
        if path.is_file() and not path.is_symlink() and is_upload_name(name):  # files begun with a dot are not finished
            yield name, path


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(2**20):
            yield block


def _add(archive: zipfile.ZipFile, name: str, parts: Iterator[bytes]) -> dict[str, object]:
    """Write one file into the archive; returns what the manifest says of it."""
    entry = zipfile.ZipInfo(name, ALWAYS)
    entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
    hashed, rows = sha256(), 0
    with archive.open(entry, "w", force_zip64=True) as file:
        for part in parts:
            file.write(part)
            hashed.update(part)
            rows += 1
    kept: dict[str, object] = {"sha256": hashed.hexdigest()}
    return kept | ({"rows": rows} if name.startswith("tables/") else {})
