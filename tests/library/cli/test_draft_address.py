"""`rashomon draft URL`: from a real server on this machine, which only `--private` allows."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from rashomon.drafting.keeping import open_draft
from tests.library.cli.articles import LAMP
from tests.library.cli.conftest import Run

pytestmark = pytest.mark.slow

RULES = ("--reader", "rules")


class Articles(BaseHTTPRequestHandler):
    """Serves one article, and an address that leads to it."""

    def do_GET(self) -> None:
        if self.path == "/old":
            self.send_response(301)
            self.send_header("Location", "/2024/the-lamp.txt")
            self.end_headers()
            return
        body = LAMP.encode()
        self.send_response(200 if self.path.startswith("/2024") else 404)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Articles)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_an_article_is_drafted_from_its_address(run: Run, site: str, tmp_path: Path) -> None:
    done = run("draft", f"{site}/2024/the-lamp.txt", "--private", *RULES)
    assert (done.code, done.err) == (0, "")
    draft = open_draft(tmp_path / "the-lamp.draft.json").draft
    assert draft.origin.url == f"{site}/2024/the-lamp.txt"
    assert len(draft.document.comments) == 2


def test_the_address_after_redirects_is_the_one_that_is_kept(run: Run, site: str, tmp_path: Path) -> None:
    run("draft", f"{site}/old", "--private", "-o", "x.json", *RULES)
    assert open_draft(tmp_path / "x.json").draft.origin.url == f"{site}/2024/the-lamp.txt"


@pytest.mark.parametrize(("path", "private"), [("/2024/a", ()), ("/old", ()), ("/missing", ("--private",))])
def test_what_may_not_or_cannot_be_fetched_is_told(
    run: Run, site: str, tmp_path: Path, path: str, private: tuple[str, ...]
) -> None:
    done = run("draft", site + path, *private, *RULES)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Error: ")
    assert not list(tmp_path.iterdir())


def test_an_endpoint_that_is_not_set_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RASHOMON_DRAFT_ENDPOINT", raising=False)
    done = run("draft", "-", "--reader", "endpoint", stdin=LAMP)
    assert done.code == 2
    assert "RASHOMON_DRAFT_ENDPOINT" in done.err


def test_the_host_of_an_endpoint_is_told_before_anything_is_sent(
    run: Run, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASHOMON_DRAFT_ENDPOINT", f"{site}/v1")
    monkeypatch.setenv("RASHOMON_DRAFT_MODEL", "none")
    done = run("draft", "-", "--reader", "endpoint", stdin=LAMP)
    assert done.err.startswith(f"The text is sent to {site.removeprefix('http://')}.")
    assert done.err.count("is sent to") == 1
