"""`rashomon draft` of one article: what it shows, what it writes, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rashomon.drafting.draft import read_draft
from rashomon.drafting.review.decisions import accept
from tests.library.cli.articles import LAMP
from tests.library.cli.conftest import Run

RULES = ("--reader", "rules")


@pytest.fixture
def lamp(tmp_path: Path) -> Path:
    path = tmp_path / "lamp.txt"
    path.write_text(LAMP, encoding="utf-8")
    return path


def test_items_are_shown_by_kind_with_words_place_and_chain(run: Run, lamp: Path) -> None:
    done = run("draft", lamp.name, *RULES)
    assert (done.code, done.err) == (0, "")
    assert "Explanations (" in done.out
    assert "Was the oil bad?" in done.out
    assert "Ada Quill ← Tom Reed, Harbour Gazette" in " ".join(done.out.split())
    assert "comment 1 · disagrees" in done.out
    assert "Next: rashomon review" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


def test_the_draft_is_written_beside_the_file_and_can_be_trusted(run: Run, lamp: Path) -> None:
    run("draft", str(lamp), *RULES)
    draft = read_draft((lamp.parent / "lamp.draft.json").read_text(encoding="utf-8"))
    assert draft.read_by == "rules"
    assert len(draft.document.comments) == 2
    assert draft.unconfirmed == draft.items
    assert not list(lamp.parent.glob(".*"))


def test_json_is_the_whole_draft_and_nothing_is_written(run: Run, lamp: Path) -> None:
    done = run("draft", str(lamp), "--json", *RULES)
    assert read_draft(done.out).items
    assert not list(lamp.parent.glob("*.json"))


def test_json_may_be_written_too(run: Run, lamp: Path) -> None:
    done = run("draft", str(lamp), "--json", "-o", "x.json", *RULES)
    assert done.out == (lamp.parent / "x.json").read_text(encoding="utf-8")
    assert "Next: rashomon review x.json" in done.err


def test_standard_input_is_read(run: Run, tmp_path: Path) -> None:
    done = run("draft", "-", *RULES, stdin=LAMP)
    assert done.code == 0
    assert (tmp_path / "article.draft.json").is_file()


def test_the_address_of_a_saved_page_is_kept(run: Run, lamp: Path) -> None:
    done = run("draft", str(lamp), "--json", "--url-of-file", "https://example.org/lamp", *RULES)
    assert json.loads(done.out)["origin"]["url"] == "https://example.org/lamp"


def test_a_draft_that_nobody_touched_is_made_anew(run: Run, lamp: Path) -> None:
    run("draft", str(lamp), *RULES)
    lamp.write_text(LAMP + "\nMore.\n", encoding="utf-8")
    assert run("draft", str(lamp), *RULES).code == 0


def test_a_reviewed_draft_is_written_over_only_by_force(run: Run, lamp: Path) -> None:
    from rashomon.drafting.keeping import open_draft, write_draft

    run("draft", str(lamp), *RULES)
    path = lamp.parent / "lamp.draft.json"
    write_draft(path, accept(open_draft(path).draft, ["i1"]))
    before = path.read_bytes()
    refused = run("draft", str(lamp), *RULES)
    assert (refused.code, path.read_bytes()) == (2, before)
    assert "has been reviewed" in refused.err
    assert run("draft", str(lamp), "--force", *RULES).code == 0
    assert path.read_bytes() != before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("nope.txt",), 2, "There is no file nope.txt"),
        (("example.org/lamp",), 2, "write https://example.org/lamp"),
        (("www.example.org",), 2, "write https://www.example.org"),
        (("lamp.txt", "--url-of-file", "example.org"), 2, "example.org is no address of a page"),
        (("-",), 1, "standard input holds no text"),
        (("lamp.txt", "-o", "lamp.txt"), 2, "a draft is JSON"),
        (("lamp.txt", "-o", "no/lamp.json"), 2, "There is no folder no"),
        (("lamp.txt", "-o", "other.json"), 2, "is no sound draft"),
        (("lamp.txt", "--force", "-o", "other.json"), 2, "is no sound draft"),
        (("ftp://example.org/lamp",), 2, "only addresses with http or https"),
        (("file:///etc/passwd",), 2, "only addresses with http or https"),
        (("lamp.txt", "--pseudonyms"), 2, "--pseudonyms is for --reader endpoint"),
        (("http://127.0.0.1/lamp",), 2, "127.0.0.1"),
        (("http://169.254.169.254/latest",), 2, "169.254.169.254"),
        (("empty.txt",), 1, "no text"),
        ((".",), 2, "name a folder for the drafts"),
        ((".", "-o", "lamp.txt"), 2, "lamp.txt is a file"),
        ((".", "-o", "out", "--json"), 2, "--json is for one article"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, lamp: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    (lamp.parent / "other.json").write_text('{"a": 1}')
    (lamp.parent / "empty.txt").write_text("  \n")
    before = sorted(path.name for path in lamp.parent.iterdir())
    done = run("draft", *arguments)
    assert (done.code, done.out) == (code, "")
    assert said.lower() in " ".join(done.err.split()).lower()
    assert sorted(path.name for path in lamp.parent.iterdir()) == before


def test_words_of_an_article_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(
        "Why\x1b[2J did it fall?\n\nPerhaps the \u202ewind\u202c blew\x07. Was it the storm?\n", "utf-8"
    )
    done = run("draft", "bad.txt", *RULES)
    assert done.code == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(done.out)
    assert "Left out before reading" in done.out


@pytest.mark.parametrize("command", ["weigh", "check", "why", "what-if", "next", "export"])
def test_no_command_takes_a_draft_for_a_case(run: Run, lamp: Path, command: str) -> None:
    run("draft", str(lamp), *RULES)
    more = {"why": ("i1",), "export": ("--format", "json"), "what-if": ("--set", "widening=1")}.get(command, ())
    done = run(command, "lamp.draft.json", *more)
    said = " ".join((done.out + done.err).split())
    assert done.code == 1
    assert "items wait for a person" in said
    assert "rashomon review lamp.draft.json" in said
