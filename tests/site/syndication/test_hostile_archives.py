"""Archives that were damaged, or made to do harm: each is refused in plain words, and nothing has changed."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from rashomon_site.syndication import archive_reading
from rashomon_site.syndication.archive_format import TABLES
from rashomon_site.syndication.dump import dump_site
from rashomon_site.syndication.load import BadArchive, load_site
from tests.site.syndication.emptying import empty_the_site

USERS = "tables/accounts.user.jsonl"
CASES = "tables/cases.publishedcase.jsonl"
REVISIONS = "tables/cases.caserevision.jsonl"

Files = dict[str, bytes]

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def files(sample_site: None, tmp_path: Path) -> Files:
    """What a sound archive holds."""
    dump_site(tmp_path / "sound.zip")
    with zipfile.ZipFile(tmp_path / "sound.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def refused(files: Files, tmp_path: Path) -> Callable[..., str]:
    """Load an archive into an empty site; returns why it was refused."""
    empty_the_site()

    def load(content: bytes) -> str:
        (tmp_path / "bad.zip").write_bytes(content)
        with pytest.raises(BadArchive) as error:
            load_site(tmp_path / "bad.zip")
        assert not any(table.model._default_manager.exists() for table in TABLES)
        assert not (tmp_path / "uploads").exists()
        assert "\n" not in str(error.value)
        return str(error.value)

    return load


def packed(files: Files, *more: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [*files.items(), *more]:
            archive.writestr(name, content)
    return out.getvalue()


def with_manifest(files: Files, /, **changes: Any) -> Files:
    manifest = json.loads(files["manifest.json"]) | changes
    return files | {"manifest.json": json.dumps(manifest).encode()}


def with_file(files: Files, name: str, content: bytes) -> Files:
    """Replace a table, with a manifest that says so."""
    said = json.loads(files["manifest.json"])["files"]
    said[name] = {"sha256": sha256(content).hexdigest(), "rows": content.count(b"\n")}
    return with_manifest(files | {name: content}, files=said)


def changed_row(files: Files, name: str, /, **values: Any) -> Files:
    first, _, rest = files[name].partition(b"\n")
    row = json.loads(first) | values
    return with_file(files, name, json.dumps(row).encode() + b"\n" + rest)


@pytest.mark.parametrize("content", [b"", b"not an archive", b"PK\x03\x04" + b"x" * 100], ids=["empty", "text", "torn"])
def test_what_is_no_archive(content: bytes, refused: Callable[..., str]) -> None:
    assert "cannot be read as a dump" in refused(content)


@pytest.mark.parametrize(
    "name",
    ["../evil.txt", "/etc/passwd", "uploads/../../evil", "uploads/a\\..\\b", "uploads/.ssh/x", "uploads/a\x01b",
     "uploads/c:evil", "tables/auth.group.jsonl", "uploads/" + "a/" * 20 + "b", "uploads/", "uploads//x"],
)  # fmt: skip
def test_names_that_lead_elsewhere(name: str, files: Files, refused: Callable[..., str]) -> None:
    assert "which no dump does" in refused(packed(files, (name, b"x")))


def test_links_and_doubles(files: Files, refused: Callable[..., str]) -> None:
    link = zipfile.ZipInfo("uploads/link")
    link.external_attr = 0o120777 << 16
    assert "not a plain file" in refused(packed(files, (link, b"/etc/passwd")))
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = packed(files, (USERS, files[USERS]))
    assert "twice" in refused(twice)


def test_bombs(files: Files, refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_reading, "SMALL", 10_000)
    assert "would grow to" in refused(packed(files, ("uploads/bomb", b"\0" * 20_000_000)))
    monkeypatch.setattr(archive_reading, "MOST_BYTES", 1_000_000)
    assert "unpack to more than" in refused(packed(files, ("uploads/bomb", b"\0" * 2_000_000)))
    monkeypatch.setattr(archive_reading, "MOST_FILES", 3)
    assert "more than 3 files" in refused(packed(files))


def test_a_size_that_lies(files: Files, refused: Callable[..., str]) -> None:
    content = bytearray(packed(with_file(files, USERS, b"[" * 100_000)))
    place = content.rindex(USERS.encode()) - 46 + 24  # the unpacked size in the central directory
    content[place : place + 4] = (50).to_bytes(4, "little")
    assert USERS in refused(bytes(content))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"format": "something"}, "not a dump"),
        ({"version": 2}, "version 2, and this program reads version 1"),
        ({"version": [[]]}, "version"),
        ({"files": []}, "no list of files"),
        ({"files": {}}, "not those that"),
        ({"files": {"x": 1}}, "no list of files"),
    ],
)
def test_manifests(changes: dict[str, Any], why: str, files: Files, refused: Callable[..., str]) -> None:
    assert why in refused(packed(with_manifest(files, **changes)))


@pytest.mark.parametrize("text", [b"", b"[", b"[]", b"[" * 100_000, b"\xff\xfe", b"1" * 5000])
def test_manifests_that_are_none(text: bytes, files: Files, refused: Callable[..., str]) -> None:
    refused(packed(files | {"manifest.json": text}))


def test_archives_without_a_manifest_or_a_table(files: Files, refused: Callable[..., str]) -> None:
    assert "has no manifest.json" in refused(packed({k: v for k, v in files.items() if k != "manifest.json"}))
    fewer = {name: content for name, content in files.items() if name != CASES}
    said = {n: f for n, f in json.loads(files["manifest.json"])["files"].items() if n != CASES}
    assert f"lacks {CASES}" in refused(packed(with_manifest(fewer, files=said)))


def test_a_table_that_was_changed_on_the_way(files: Files, refused: Callable[..., str]) -> None:
    assert "damaged" in refused(packed(files | {REVISIONS: files[REVISIONS].replace(b"mutiny", b"MUTINY", 1)}))
    said = json.loads(files["manifest.json"])["files"]
    said[USERS]["rows"] += 1
    assert "and the manifest says" in refused(packed(with_manifest(files, files=said)))


def test_rows_that_contradict_each_other(files: Files, refused: Callable[..., str]) -> None:
    assert "not what its digest says" in refused(packed(changed_row(files, REVISIONS, text="another text")))
    assert "cannot be taken in" in refused(packed(changed_row(files, REVISIONS, id=2)))
    assert "do not fit together" in refused(packed(changed_row(files, REVISIONS, case_id=12345)))
    revisions = [json.loads(line) for line in files[REVISIONS].splitlines()]
    other = next(row["id"] for row in reversed(revisions) if row["number"] == 1)
    assert "cannot show" in refused(packed(changed_row(files, CASES, published_revision_id=other)))


@pytest.mark.parametrize(
    ("name", "values", "why"),
    [
        (USERS, {"is_superuser": "perhaps"}, "is_superuser has a value"),
        (USERS, {"date_joined": "yesterday"}, "date_joined has a value"),
        (USERS, {"username": ["x"]}, "username has a value"),
        (USERS, {"id": "x"}, "id has a value"),
        (USERS, {"password": "x"}, "columns"),
        (USERS, {"more": 1}, "columns"),
    ],
)
def test_rows_that_do_not_fit(
    name: str, values: dict[str, Any], why: str, files: Files, refused: Callable[..., str]
) -> None:
    assert why in refused(packed(changed_row(files, name, **values)))


@pytest.mark.parametrize("line", [b"[]\n", b"null\n", b"{\n", b"[" * 50_000 + b"\n", b"\xff\n", b"{}"])
def test_lines_that_are_no_row(line: bytes, files: Files, refused: Callable[..., str]) -> None:
    assert USERS in refused(packed(with_file(files, USERS, line)))


def test_a_line_without_end(files: Files, refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_reading, "LONGEST_LINE", 1000)
    assert "has a line of more than" in refused(packed(with_file(files, USERS, b'"' + b"x" * 3_000_000)))
