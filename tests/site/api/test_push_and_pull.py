"""`rashomon push` and `pull` against a real server: from a folder to readers and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rashomon.cli import main
from rashomon_site.accounts.models import User
from rashomon_site.api.models import Scope
from rashomon_site.api.tokens import make_token
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.saving import save_revision
from tests.site.api.conftest import SMALL

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


class Here:
    """A folder and a shell in it."""

    def __init__(self, folder: Path, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.url, self._capsys = folder, url, capsys
        self.file = folder / "biscuit.yaml"
        self.out = ""

    def run(self, *arguments: str) -> int:
        """Run a command and return its exit code."""
        with pytest.raises(SystemExit) as ending:
            main(arguments)
        captured = self._capsys.readouterr()
        self.out = captured.out + captured.err
        assert isinstance(ending.value.code, int)
        return ending.value.code

    def push(self, *arguments: str) -> int:
        """Push to the site."""
        return self.run("push", "--to", self.url, *arguments)

    def pull(self, *arguments: str) -> int:
        """Pull the case."""
        return self.run("pull", f"{self.url}/cases/biscuit/", *arguments)


@pytest.fixture
def here(
    live_server: Any, editor: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Here:
    """An empty folder with a token of the editor."""
    folder = tmp_path / "cases"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("RASHOMON_TOKEN", make_token(editor, "push", list(Scope))[1])
    return Here(folder, live_server.url, capsys)


def case() -> PublishedCase:
    return PublishedCase.objects.get(slug="biscuit")


def shown() -> int:
    """Return the number of the revision that readers see."""
    revision = case().published_revision
    return revision.number if revision else 0


def test_from_a_folder_to_readers_and_back(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    here.file.write_text(SMALL, encoding="utf-8")
    assert here.push("--message", "First", "--publish") == 0, here.out
    assert "revision 1 saved, published" in here.out
    assert (case().latest_number, case().revisions.get(number=1).message) == (1, "First")
    assert case().is_published
    assert here.push() == 0
    assert "unchanged" in here.out
    here.file.write_text(SMALL.replace("dog: 5%", "dog: 15%"), encoding="utf-8")
    assert here.push() == 0
    assert case().latest_number == 2
    assert shown() == 1
    assert here.push("--publish") == 0
    assert shown() == 2
    remembered = json.loads((here.folder / ".rashomon-site.json").read_text(encoding="utf-8"))
    entry = remembered["sites"][here.url]["biscuit.yaml"]
    assert (entry["slug"], entry["revision"], entry["published"]) == ("biscuit", 2, 2)

    monkeypatch.delenv("RASHOMON_TOKEN")  # reading what is published needs none
    other = here.folder.parent / "other"
    assert here.pull("--to", str(other)) == 0
    assert (other / "biscuit.yaml").read_bytes() == here.file.read_bytes()


def test_a_clash_with_the_desk_is_merged_by_hand(here: Here, editor: User) -> None:
    here.file.write_text(SMALL, encoding="utf-8")
    here.push()
    theirs, mine = SMALL.replace("cat: likely", "cat: 80%"), SMALL.replace("prior: 30%", "prior: 35%")
    save_revision(editor, case(), theirs, parent_number=1)
    here.file.write_text(mine.replace("prior: 70%", "prior: 65%"), encoding="utf-8")
    assert here.push() == 1
    assert "saved revision 2 on the site after your revision 1" in " ".join(here.out.split())
    assert case().latest_number == 2
    assert here.pull("--drafts") == 1
    beside = here.folder / "biscuit.theirs.yaml"
    assert beside.read_text(encoding="utf-8") == theirs
    assert here.push() == 1
    beside.unlink()
    merged = mine.replace("prior: 70%", "prior: 65%").replace("cat: likely", "cat: 80%")
    here.file.write_text(merged, encoding="utf-8")
    assert here.push() == 0, here.out
    newest = case().revisions.get(number=3)
    assert (newest.text, newest.parent and newest.parent.number) == (merged, 2)


def test_what_the_site_has_already_is_taken_up(here: Here) -> None:
    here.file.write_text(SMALL, encoding="utf-8")
    here.push()
    (here.folder / ".rashomon-site.json").unlink()
    assert here.push() == 0, here.out
    assert case().latest_number == 1
    (here.folder / ".rashomon-site.json").unlink()
    here.file.write_text(SMALL.replace("5%", "6%"), encoding="utf-8")
    assert here.push() == 1
    assert "something else" in " ".join(here.out.split())
    assert PublishedCase.objects.filter(slug__startswith="biscuit").count() == 1


def test_the_whole_site_is_pulled(here: Here) -> None:
    assert here.run("pull", here.url) == 0
    names = {path.stem for path in here.folder.glob("*.yaml")}
    assert names == set(PublishedCase.objects.values_list("slug", flat=True))


def test_rights_end_where_the_roles_do(here: Here, contributor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_TOKEN", make_token(contributor, "push", ["write"])[1])
    here.file.write_text(SMALL, encoding="utf-8")
    assert here.push("--publish") == 1
    assert "without the scope `publish`" in " ".join(here.out.split())
    assert (case().latest_number, case().is_published) == (1, False)
