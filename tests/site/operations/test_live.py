"""`rashomon serve FILES`: a local site that follows files."""

from __future__ import annotations

import json
import time
from pathlib import Path

import click
import pytest
from django.test import Client

from rashomon_site.cases.models import PublishedCase
from rashomon_site.operations.case_folder import CaseFolder
from rashomon_site.operations.live import Live
from tests.site.cases.boat import BROKEN, STRONGER, TEXT
from tests.site.running import get, own_site


@pytest.fixture
def files(tmp_path: Path, settings: object, sample_site: None) -> Path:
    settings.DATA = tmp_path / "data"  # type: ignore[attr-defined]  # Django's settings know their names at run time
    settings.LIVE = True  # type: ignore[attr-defined]
    (tmp_path / "data").mkdir()
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "boat.yaml").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def live(files: Path, said: list[str]) -> Live:
    live = Live(CaseFolder.of((files,)), said.append)
    live.load()
    return live


def boat() -> PublishedCase:
    return PublishedCase.objects.get(slug="boat")


def test_it_publishes_what_is_there(live: Live, said: list[str]) -> None:
    assert boat().is_published
    assert said[-1].endswith("boat.yaml: revision 1 is on the site")


def test_a_save_becomes_a_revision(live: Live, files: Path) -> None:
    before = Client().get("/live.json").json()["stamp"]
    (files / "boat.yaml").write_text(STRONGER, encoding="utf-8")
    live.load()
    assert boat().latest_number == 2
    assert Client().get("/live.json").json()["stamp"] > before


def test_looking_again_changes_nothing(live: Live) -> None:
    live.load()
    live.seen.clear()
    live.load()
    assert boat().latest_number == 1


def test_a_mistake_is_told_and_the_last_good_version_stays(live: Live, files: Path, said: list[str]) -> None:
    (files / "boat.yaml").write_text(BROKEN, encoding="utf-8")
    live.load()
    revision = boat().published_revision
    assert revision is not None
    assert revision.number == 1
    assert any(text.startswith("boat.yaml:7:") and "niehgbour" in text for text in said)
    problems = Client().get("/live.json").json()["problems"]
    assert "niehgbour" in json.dumps(problems)
    (files / "boat.yaml").write_text(STRONGER, encoding="utf-8")
    live.load()
    assert Client().get("/live.json").json()["problems"] == {}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"rashomon: 1\x00"])
def test_an_odd_file_does_not_stop_the_others(live: Live, files: Path, said: list[str], content: bytes) -> None:
    (files / "an-odd-one.yaml").write_bytes(content)
    (files / "boat.yaml").write_text(STRONGER, encoding="utf-8")
    live.load()
    assert boat().latest_number == 2
    assert any("an-odd-one.yaml" in line for line in said)


def test_hidden_and_other_files_are_left_alone(files: Path) -> None:
    (files / ".hidden").mkdir()
    (files / ".hidden" / "x.yaml").write_text(TEXT, encoding="utf-8")
    (files / "notes.txt").write_text("x", encoding="utf-8")
    assert [path.name for path in CaseFolder.of((files,)).files()] == ["boat.yaml"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="nowhere"):
        CaseFolder.of((tmp_path / "nowhere.yaml",))


@pytest.mark.slow
def test_a_real_server_follows_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "boat.yaml"
    file.write_text(TEXT, encoding="utf-8")
    with own_site(tmp_path / ".rashomon-site") as site:
        address = site.serve(str(tmp_path))
        before = get(address + "/live.json")
        assert "Who moved the boat?" in get(address + "/cases/boat/")
        file.write_text(STRONGER, encoding="utf-8")
        deadline = time.monotonic() + 20
        while get(address + "/live.json") == before and time.monotonic() < deadline:
            time.sleep(0.2)
        assert "Revision 2" in get(address + "/cases/boat/")
