"""Copies of a SQLite database, made and put back while the site goes on."""

from __future__ import annotations

import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from rashomon_site.syndication import backup as module
from rashomon_site.syndication.backup import BadBackup, backup_database, restore_database

ROWS_EACH = 40


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with the names that a site has, in WAL, which the module takes for the site's own."""
    path = tmp_path / "live.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        for name in sorted(module.NEEDED):
            database.execute(f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, batch INTEGER, filler TEXT)")
        database.commit()
    monkeypatch.setitem(connection.settings_dict, "NAME", str(path))
    if connection.vendor != "sqlite":
        monkeypatch.setattr(connection, "vendor", "sqlite")
    return path


def write_batch(database: sqlite3.Connection, batch: int) -> None:
    with database:
        for _ in range(ROWS_EACH):
            database.execute("INSERT INTO cases_caserevision (batch, filler) VALUES (?, ?)", (batch, "x" * 2000))


def batches(path: Path) -> dict[int, int]:
    with closing(sqlite3.connect(path)) as database:
        return dict(database.execute("SELECT batch, count(*) FROM cases_caserevision GROUP BY batch").fetchall())


def test_a_copy_made_while_others_write_is_whole(live: Path, tmp_path: Path) -> None:
    stop, errors = threading.Event(), []

    def write() -> None:
        try:
            with closing(sqlite3.connect(live, timeout=20)) as database:
                batch = 0
                while not stop.is_set():
                    batch += 1
                    write_batch(database, batch)
        except sqlite3.Error as error:
            errors.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        found = []
        for number in range(8):
            backup_database(tmp_path / f"copy-{number}.sqlite3")
            found.append(batches(tmp_path / f"copy-{number}.sqlite3"))
    finally:
        stop.set()
        writer.join()
    assert errors == []
    for copy in found:
        assert set(copy.values()) <= {ROWS_EACH}  # no batch is half there
        assert sorted(copy) == list(range(1, len(copy) + 1))  # and none is missing in between
    assert len(found[-1]) > len(found[0])
    assert not list(tmp_path.glob(".copy*"))
    assert not list(tmp_path.glob("copy*-wal"))
    assert stat.S_IMODE((tmp_path / "copy-0.sqlite3").stat().st_mode) == 0o600


def test_a_copy_can_be_put_back_and_the_state_before_is_kept(live: Path, tmp_path: Path) -> None:
    copy, before = tmp_path / "copy.sqlite3", tmp_path / "before.sqlite3"
    with closing(sqlite3.connect(live)) as database:
        write_batch(database, 1)
        backup_database(copy)
        write_batch(database, 2)
        assert "Restart the server" in restore_database(copy, keep=before)
        assert batches(live) == {1: ROWS_EACH}
        assert batches(before) == {1: ROWS_EACH, 2: ROWS_EACH}
        write_batch(database, 3)  # a connection that was open goes on
    assert batches(live) == {1: ROWS_EACH, 3: ROWS_EACH}


def test_what_is_no_copy_is_not_put_back(live: Path, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("not a database, but long enough to be taken for one" * 20)
    with closing(sqlite3.connect(tmp_path / "other.sqlite3")) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
    for name, why in (("text", "put back"), ("other.sqlite3", "not the database of a site"), ("none", "put back")):
        with pytest.raises(BadBackup, match=why):
            restore_database(tmp_path / name, keep=tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


def test_a_copy_that_cannot_be_written_leaves_the_one_before(live: Path, tmp_path: Path) -> None:
    with pytest.raises(BadBackup, match="cannot be written"):
        backup_database(tmp_path / "no" / "such" / "folder")
    target = tmp_path / "kept"
    target.mkdir()
    with pytest.raises(BadBackup):
        backup_database(target)
    assert not list(tmp_path.glob(".*tmp"))


@pytest.mark.django_db
def test_the_sample_site_can_be_copied(sample_site: None, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        with pytest.raises(BadBackup, match="pg_dump"):
            backup_database(tmp_path / "copy")
