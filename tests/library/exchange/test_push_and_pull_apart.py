"""What push and pull do by themselves: which files, what is remembered, and what a hostile folder or site cannot do."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from rashomon.exchange.files import case_files, slug_for
from rashomon.exchange.memory import NAME, Entry, Memory, digest
from rashomon.problems import UsageError
from tests.library.cli.conftest import CASE, Run
from tests.library.exchange.conftest import FakeSite


@pytest.fixture
def folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which commands run, with one case in it and a token at hand."""
    monkeypatch.setenv("RASHOMON_TOKEN", "rsh_" + "a" * 43)
    monkeypatch.delenv("RASHOMON_SITE", raising=False)
    (tmp_path / "biscuit.yaml").write_text(CASE, encoding="utf-8")
    return tmp_path


def revision(number: int = 1, slug: str = "biscuit", text: str = CASE) -> dict[str, Any]:
    """An answer that holds a revision."""
    return {"ok": True, "revision": {"case": slug, "number": number, "text_sha256": digest(text)}}


def case_answer(published: int | None = 1, latest: int | None = None) -> dict[str, Any]:
    """An answer that holds a case."""
    return {"ok": True, "case": {"slug": "biscuit", "published_revision": published, "latest_revision": latest}}


def test_a_dry_run_asks_nobody(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RASHOMON_TOKEN")
    done = run("push", "--to", "https://cases.example", "--dry-run")
    assert (done.code, done.err) == (0, "")
    assert "biscuit.yaml: would start the case `biscuit`" in done.out
    assert not (folder / NAME).exists()


def test_only_what_changed_is_sent(run: Run, folder: Path, fake: FakeSite) -> None:
    fake.answer(201, revision())
    assert run("push", "--to", fake.url).out == "biscuit.yaml: revision 1 saved\n1 file, all in step with the site.\n"
    assert fake.asked[0].body == {"text": CASE, "slug": "biscuit", "message": ""}
    again = run("push", "--to", fake.url)
    assert (again.code, len(fake.asked)) == (0, 1)
    assert "unchanged since revision 1" in again.out
    (folder / "biscuit.yaml").write_text(CASE.replace("5%", "6%"), encoding="utf-8")
    fake.answers[:] = []
    fake.answer(201, revision(2))
    run("push", "biscuit.yaml", "--to", fake.url, "--message", "Six")
    assert fake.asked[1].path == "/api/v1/cases/biscuit/revisions"
    assert (fake.asked[1].body["parent"], fake.asked[1].body["message"]) == (1, "Six")


def test_what_was_sent_before_is_published_on_demand(run: Run, folder: Path, fake: FakeSite) -> None:
    fake.answer(201, revision())
    run("push", "--to", fake.url)
    assert "published" in run("push", "--to", fake.url, "--publish").out
    assert (fake.asked[1].path, fake.asked[1].body) == ("/api/v1/cases/biscuit/publications", {"revision": 1})
    run("push", "--to", fake.url, "--publish")
    assert len(fake.asked) == 2


def test_the_message_is_the_last_commits(run: Run, folder: Path, fake: FakeSite) -> None:
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "The dog did it\n\nMore."]):
        subprocess.run([*git, *command], cwd=folder, check=True)
    fake.answer(201, revision())
    run("push", "--to", fake.url)
    assert fake.asked[0].body["message"] == "The dog did it"


def test_a_file_with_problems_is_not_sent(run: Run, folder: Path, fake: FakeSite) -> None:
    (folder / "broken.yaml").write_text("rashomon: 1\nquestion: Why?\n", encoding="utf-8")
    fake.answer(201, revision())
    done = run("push", "--to", fake.url)
    assert done.code == 1
    assert "broken.yaml: not sent" in done.out
    assert "problem" in done.err
    assert [asked.body["slug"] for asked in fake.asked] == ["biscuit"]


def test_without_a_token_or_a_site_nothing_is_sent(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("push").code == 2
    assert run("push", "--to", "http://cases.example").code == 2
    monkeypatch.delenv("RASHOMON_TOKEN")
    done = run("push", "--to", "https://cases.example")
    assert (done.code, "RASHOMON_TOKEN" in done.err) == (2, True)


def test_a_refused_token_ends_the_run(run: Run, folder: Path, fake: FakeSite) -> None:
    (folder / "second.yaml").write_text(CASE, encoding="utf-8")
    fake.answer(401, {"ok": False, "error": {"code": "token-refused", "message": "The token was revoked."}})
    done = run("push", "--to", fake.url)
    assert (done.code, len(fake.asked)) == (1, 1)
    assert done.err == "Error: The token was revoked.\n"


def test_a_conflict_says_what_to_do(run: Run, folder: Path, fake: FakeSite) -> None:
    fake.answer(201, revision())
    run("push", "--to", fake.url)
    (folder / "biscuit.yaml").write_text(CASE.replace("5%", "6%"), encoding="utf-8")
    theirs = {"theirs": {"number": 2, "created_by": "B. Writer\x1b[31m"}}
    fake.answers[:] = []
    fake.answer(409, {"ok": False, "error": {"code": "conflict", "message": "No.", "conflict": theirs}})
    done = run("push", "--to", fake.url)
    assert done.code == 1
    assert "B. Writer[31m saved revision 2 on the site after your revision 1" in " ".join(done.out.split())
    assert "rashomon pull --drafts" in done.out
    assert all(len(line) <= 80 for line in done.out.splitlines() if "http" not in line)


def test_a_clash_lays_theirs_beside_and_push_waits_for_the_merge(run: Run, folder: Path, fake: FakeSite) -> None:
    fake.answer(201, revision())
    run("push", "--to", fake.url)
    mine, theirs = CASE.replace("5%", "6%"), CASE.replace("30%", "31%")
    (folder / "biscuit.yaml").write_text(mine, encoding="utf-8")
    fake.answers[:] = []
    fake.answer(200, case_answer(1, 2))
    fake.answer(200, theirs.encode())
    done = run("pull", "--drafts", f"{fake.url}/cases/biscuit/")
    assert (done.code, (folder / "biscuit.theirs.yaml").read_text(encoding="utf-8")) == (1, theirs)
    assert (folder / "biscuit.yaml").read_text(encoding="utf-8") == mine
    waits = run("push", "--to", fake.url)
    assert (waits.code, "biscuit.theirs.yaml lies beside it" in waits.out) == (1, True)
    (folder / "biscuit.theirs.yaml").unlink()
    fake.answers[:] = []
    fake.answer(201, revision(3))
    assert run("push", "--to", fake.url).code == 0
    assert fake.asked[-1].body["parent"] == 2


def test_pull_brings_what_is_new_and_leaves_the_rest(run: Run, folder: Path, fake: FakeSite) -> None:
    (folder / "biscuit.yaml").unlink()
    fake.answer(200, case_answer())
    fake.answer(200, CASE.replace("\n", "\r\n").encode())
    fake.answer(200, case_answer())
    assert "biscuit.yaml: new, revision 1" in run("pull", f"{fake.url}/cases/biscuit").out
    assert (folder / "biscuit.yaml").read_bytes() == CASE.replace("\n", "\r\n").encode()
    assert "in step with revision 1" in run("pull", "biscuit").out  # the folder remembers the site
    assert {asked.token for asked in fake.asked} == {""}  # what is public needs no token
    (folder / "biscuit.yaml").write_text(CASE, encoding="utf-8")
    assert "changed here since revision 1" in run("pull", "biscuit").out


def test_a_token_never_goes_where_only_the_folder_points(run: Run, folder: Path, fake: FakeSite) -> None:
    memory = Memory(folder)
    memory.files(fake.site)["biscuit.yaml"] = Entry("biscuit", 1, digest(CASE))
    memory.save()
    fake.answer(200, case_answer())
    assert run("pull", "--drafts", "biscuit").code == 2
    assert run("push").code == 2
    assert fake.asked == []


@pytest.mark.parametrize(
    "content",
    ["{", "[]", '{"rashomon_site": 2, "sites": {}}', '{"rashomon_site": 1}', "\ufffd", "[" * 100_000,
     '{"rashomon_site": 1, "sites": {"https://a.example": {"../x.yaml": {"slug": "x", "revision": 1, "sha256": ""}}}}',
     '{"rashomon_site": 1, "sites": {"https://a.example": {".bashrc": {"slug": "x", "revision": 1, "sha256": ""}}}}',
     '{"rashomon_site": 1, "sites": {"https://a.example": {"x.sh": {"slug": "x", "revision": 1, "sha256": ""}}}}',
     '{"rashomon_site": 1, "sites": {"https://a.example": {"x.yaml": {"slug": "../x", "revision": 1, "sha256": ""}}}}'],
)  # fmt: skip
def test_a_hostile_memory_is_refused(folder: Path, content: str) -> None:
    (folder / NAME).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be read"):
        Memory.of(folder)


def test_a_hostile_site_names_no_other_file(run: Run, folder: Path, fake: FakeSite) -> None:
    fake.answer(200, {"ok": True, "items": [{"slug": "../../evil"}], "next": None})
    done = run("pull", fake.url)
    assert (done.code, "name of a file" in done.err) == (1, True)


@pytest.mark.parametrize("case", [[1], "x", 1, None])
def test_an_answer_of_another_shape_is_no_mistake_of_ours(run: Run, folder: Path, fake: FakeSite, case: object) -> None:
    fake.answer(200, {"ok": True, "case": case})
    done = run("pull", f"{fake.url}/cases/biscuit")
    assert (done.code, "not that of a site" in done.err) == (1, True)


def test_a_file_is_not_written_through_a_link(run: Run, folder: Path, fake: FakeSite) -> None:
    target = folder / "kept.txt"
    target.write_text(CASE, encoding="utf-8")
    (folder / "biscuit.yaml").unlink()
    (folder / "biscuit.yaml").symlink_to(target)
    memory = Memory(folder)
    memory.files(fake.site)["biscuit.yaml"] = Entry("biscuit", 1, digest(CASE))
    memory.save()
    fake.answer(200, case_answer(2))
    fake.answer(200, b"theirs")
    assert "now revision 2" in run("pull", "biscuit").out
    assert target.read_text(encoding="utf-8") == CASE


def test_which_files_are_cases(folder: Path) -> None:
    (folder / "compose.yaml").write_text("services: {}\n", encoding="utf-8")
    (folder / "case.json").write_text(json.dumps({"rashomon": 1}), encoding="utf-8")
    (folder / "biscuit.theirs.yaml").write_text(CASE, encoding="utf-8")
    for hidden in (".git", "more"):
        (folder / hidden).mkdir()
        (folder / hidden / "deep.yml").write_text(CASE, encoding="utf-8")
    names = [path.relative_to(folder).as_posix() for path in case_files(folder)]
    assert names == ["biscuit.yaml", "case.json", "more/deep.yml"]
    with pytest.raises(UsageError):
        list(case_files(folder / "nothing"))


@pytest.mark.parametrize(
    ("name", "slug"), [("Wagner 2023.yaml", "wagner-2023"), ("É_tude.yml", "e-tude"), ("a" * 90 + ".yaml", "a" * 60)]
)
def test_names_of_cases(name: str, slug: str) -> None:
    assert slug_for(Path(name)) == slug


def test_a_name_without_letters_is_refused() -> None:
    with pytest.raises(UsageError):
        slug_for(Path("вагнер.yaml"))


@pytest.mark.parametrize(
    "answer",
    [
        {"ok": True},
        {"ok": True, "revision": []},
        {"ok": True, "revision": {"case": "../up", "number": 1}},
        {"ok": True, "revision": {"case": "biscuit", "number": 0}},
        {"ok": True, "revision": {"case": 5, "number": "one"}},
    ],
)
def test_an_answer_of_another_shape_is_told_and_not_remembered(
    run: Run, folder: Path, fake: FakeSite, answer: dict[str, Any]
) -> None:
    fake.answer(201, answer)
    done = run("push", "--to", fake.url)
    assert done.code == 1
    assert "not that of a site of Rashomon" in done.err + done.out
    assert not (folder / NAME).exists()
