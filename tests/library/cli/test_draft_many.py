"""`rashomon draft` over a folder or an export: progress, bad pages, going on, and being killed."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rashomon.drafting.keeping import open_draft, write_draft
from rashomon.drafting.review.decisions import accept
from tests.library.cli.articles import LAMP, environment, export_of
from tests.library.cli.conftest import Run

RULES = ("--reader", "rules")
COMMENT = (
    "<wp:comment><wp:comment_id>7</wp:comment_id><wp:comment_author>Bo</wp:comment_author>"
    "<wp:comment_content>It was the cat.</wp:comment_content><wp:comment_approved>{}</wp:comment_approved>"
    "<wp:comment_type>comment</wp:comment_type></wp:comment>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two good articles, two bad ones, an export, and what is no article."""
    folder = tmp_path / "articles"
    (folder / "more").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "a.txt").write_text(LAMP, "utf-8")
    (folder / "more" / "a.txt").write_text(LAMP + "\nMore.\n", "utf-8")
    (folder / "b.txt").write_text("\n", "utf-8")
    (folder / "c.html").write_text("<html><script>no words</script>", "utf-8")
    (folder / "posts.xml").write_text(export_of("<p>Was it oil?</p>", "<p>Was it wind?</p>"), "utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    return folder


def drafts_in(out: Path) -> list[str]:
    """Return the files below a folder, by name."""
    return sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())


GOOD = ["a.txt.draft.json", "more/a.txt.draft.json", "posts.xml/1-lamp-1.draft.json", "posts.xml/2-lamp-2.draft.json"]


def test_bad_pages_end_nothing_and_are_listed_at_the_end(run: Run, folder: Path) -> None:
    done = run("draft", "articles", "-o", "out", *RULES)
    assert drafts_in(folder.parent / "out") == GOOD
    assert (done.code, done.err) == (1, "")
    assert "4 drafts written to out, 2 failed." in done.out
    assert "- articles/b.txt holds no text" in done.out
    assert "articles/c.html" in done.out
    assert "Left out, files of other kinds: 1." in done.out


def test_a_second_run_skips_what_is_there(run: Run, folder: Path) -> None:
    run("draft", "articles", "-o", "articles/out", *RULES)
    before = {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*.json")}
    done = run("draft", "articles", "-o", "articles/out", *RULES)
    assert "0 drafts written to articles/out, 4 there already, 2 failed." in done.out
    assert {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*.json")} == before


def test_a_changed_page_is_drafted_again_but_not_over_a_review(run: Run, folder: Path) -> None:
    run("draft", "articles", "-o", "out", *RULES)
    reviewed = folder.parent / "out" / "a.txt.draft.json"
    write_draft(reviewed, accept(open_draft(reviewed).draft, ["i1"]))
    before = reviewed.read_bytes()
    for name in ("a.txt", "more/a.txt"):
        (folder / name).write_text(LAMP + "\nAnother end.\n", "utf-8")
    done = run("draft", "articles", "-o", "out", *RULES)
    assert "1 draft written to out, 2 there already, 3 failed." in done.out
    assert "was reviewed" in done.out
    assert reviewed.read_bytes() == before
    run("draft", "articles", "-o", "out", "--force", *RULES)
    assert reviewed.read_bytes() != before


def test_an_export_that_breaks_off_keeps_the_posts_before(run: Run, tmp_path: Path) -> None:
    text = export_of("<p>Was it oil?</p>", "<p>Was it wind?</p>")
    (tmp_path / "posts.xml").write_text(text[: text.index("lamp-2</link>")], "utf-8")
    done = run("draft", "posts.xml", "-o", "out", *RULES)
    assert (done.code, drafts_in(tmp_path / "out")) == (1, ["1-lamp-1.draft.json"])
    assert "not XML as WordPress writes it" in " ".join(done.out.split())


def test_an_export_with_entities_is_refused(run: Run, tmp_path: Path) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa">]>'
    (tmp_path / "posts.xml").write_text(export_of("<p>&amp;</p>").replace("?>", f"?>{bomb}", 1), "utf-8")
    done = run("draft", "posts.xml", "-o", "out", *RULES)
    assert (done.code, drafts_in(tmp_path / "out")) == (1, [])
    assert "defines entities" in " ".join(done.out.split())


def test_comments_that_readers_did_not_see_are_counted_only(run: Run, tmp_path: Path) -> None:
    (tmp_path / "posts.xml").write_text(export_of("<p>Was it oil?</p>", comments=COMMENT.format("spam")), "utf-8")
    run("draft", "posts.xml", "-o", "out", *RULES)
    draft = open_draft(tmp_path / "out" / "1-lamp-1.draft.json").draft
    assert "cat" not in draft.document.text
    assert [(one.what, one.count) for one in draft.dropped] == [("comments marked as spam", 1)]


def test_a_folder_without_articles_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    done = run("draft", "none", "-o", "out", *RULES)
    said = "There is no article here: HTML, plain text and Markdown are read, and exports of WordPress."
    assert (done.code, " ".join(done.out.split())) == (0, said)


@pytest.mark.parametrize("name", ["../../up", "a/b", "..", "con\x00", "é" * 300, ""])
def test_the_name_of_a_post_leads_nowhere_else(run: Run, tmp_path: Path, name: str) -> None:
    text = export_of("<p>Was it oil?</p>").replace(">lamp-1</wp:post_name>", f">{name}</wp:post_name>")
    (tmp_path / "posts.xml").write_text(text, "utf-8")
    done = run("draft", "posts.xml", "-o", "out", *RULES)
    assert done.code == 0
    (made,) = drafts_in(tmp_path / "out")
    assert made.startswith("1")
    assert "/" not in made
    assert len(made.encode()) < 255


def test_two_posts_of_one_name_do_not_write_over_each_other(run: Run, tmp_path: Path) -> None:
    text = export_of("<p>Was it oil?</p>", "<p>Was it wind?</p>").replace("lamp-2<", "lamp-1<")
    (tmp_path / "posts.xml").write_text(text.replace(">2</wp:post_id>", ">1</wp:post_id>"), "utf-8")
    for _ in range(2):
        assert run("draft", "posts.xml", "-o", "out", *RULES).code == 1
        assert "Was it oil?" in open_draft(tmp_path / "out" / "1-lamp-1.draft.json").draft.document.text


def test_an_export_through_a_pipe_is_not_taken_for_one_article(run: Run, tmp_path: Path) -> None:
    done = run("draft", "-", *RULES, stdin=export_of("<p>Was it oil?</p>"))
    assert (done.code, done.out) == (1, "")
    assert "which holds many articles" in done.err


def test_a_draft_is_never_written_through_a_link(run: Run, tmp_path: Path) -> None:
    (tmp_path / "lamp.txt").write_text(LAMP, "utf-8")
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / ".lamp.draft.json.part").symlink_to(tmp_path / "mine.txt")
    assert run("draft", "lamp.txt", *RULES).code == 0
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.mark.slow
def test_killed_at_any_time_leaves_whole_drafts_and_goes_on(tmp_path: Path) -> None:
    folder, out = tmp_path / "articles", tmp_path / "out"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.txt").write_text(f"{LAMP}\nNumber {number}.\n", "utf-8")
    command = [sys.executable, "-m", "rashomon", "draft", str(folder), "-o", str(out), *RULES]
    made = 0
    for _ in range(4):
        process = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while len(list(out.glob("*.json"))) <= made and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.wait(30)
        found = list(out.glob("*.draft.json"))
        assert len(found) > made
        made = len(found)
        for path in found:
            open_draft(path)  # raises for one that is not whole
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, len(list(out.glob("*.draft.json")))) == (0, 60)
    assert not list(out.glob(".*"))
