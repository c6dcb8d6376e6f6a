"""Copy and put back the SQLite database of a running site."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

NEEDED = {"django_migrations", "cases_publishedcase", "cases_caserevision"}
PATIENCE_SECONDS = 60


class BadBackup(Exception):
    """The database cannot be copied or put back; the message says why."""


def backup_database(path: Path | str) -> str:
    """Copy the database as it stands at one moment, while the site goes on; returns a report.

    The copy is one file, checked, and replaces `path` only when it is whole. Raises BadBackup.
    """
    target = Path(path)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        temporary.touch(mode=0o600)
        with _live() as live, closing(sqlite3.connect(temporary)) as copy:
            # All pages in one step: a reader of WAL holds up no writer, and sees one moment.
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
            _check(copy, target)
        _sync(temporary)
        os.replace(temporary, target)
    except (sqlite3.Error, OSError) as error:
        raise BadBackup(f"{target} cannot be written: {error}") from None
    finally:
        temporary.unlink(missing_ok=True)
    return f"{target}: {target.stat().st_size:,} bytes, checked."


def restore_database(path: Path | str, *, keep: Path | str) -> str:
    """Put a copy back in place of the site's database, which is first copied to `keep`. Raises BadBackup.

    Readers see the one or the other, never a mixture; a restart of the server drops what it still remembers.
    """
    source = Path(path)
    try:
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            _check(copy, source)
            backup_database(keep)
            with _live() as live:
                copy.backup(live)
    except sqlite3.Error as error:
        raise BadBackup(f"{source} cannot be put back: {error}") from None
    return f"The site stands as in {source}. What was there before is in {keep}. Restart the server."


@contextmanager
def _live() -> Iterator[sqlite3.Connection]:
    """Open the site's database beside the connection in use; raises BadBackup where it is not SQLite."""
    if connection.vendor != "sqlite":
        raise BadBackup("this site uses PostgreSQL: copy it with pg_dump, and put it back with pg_restore")
    name = str(connection.settings_dict["NAME"])
    if ":memory:" in name or "mode=memory" in name:
        connection.ensure_connection()
        yield _raw(connection.connection)
        return
    if not Path(name).is_file():
        raise BadBackup(f"there is no database at {name}: has the site been prepared?")
    with closing(sqlite3.connect(name, timeout=PATIENCE_SECONDS)) as live:
        yield live


def _raw(opened: Any) -> sqlite3.Connection:
    assert isinstance(opened, sqlite3.Connection)  # Django's is a subclass
    return opened


def _check(database: sqlite3.Connection, path: Path) -> None:
    found = database.execute("PRAGMA integrity_check").fetchall()
    if found != [("ok",)]:
        raise BadBackup(f"{path} is damaged: {found[0][0]}")
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables >= NEEDED:
        raise BadBackup(f"{path} is not the database of a site: it lacks {', '.join(sorted(NEEDED - tables))}")


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
