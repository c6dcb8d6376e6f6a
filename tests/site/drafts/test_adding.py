"""Adding an article: what is taken, what is refused, what the task makes of it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.models import DBTaskResult

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import AuditEntry
from rashomon_site.drafts.adding import MOST_BYTES, MOST_WAITING
from rashomon_site.drafts.models import Progress, StoredDraft
from rashomon_site.drafts.reading import BROKEN, read_article

pytestmark = pytest.mark.slow

ADDRESS = "/desk/articles/"
TEXT = """Why did the ferry stop?

By Ada Marsh

The ferry stopped because the pier was unsafe. Nobody had inspected it since May.

2 Comments

  1. Jo Low May 3, 2023 at 4:12 pm

     Perhaps the insurer stopped it.
"""
HTML = """<html><head><title>Why did the ferry stop?</title><script>alert(1)</script></head><body><article>
<h1>Why did the ferry stop?</h1><p>The ferry stopped because the pier was unsafe, as everybody on the quay knew.</p>
</article></body></html>"""


@pytest.mark.parametrize("sent", [TEXT, HTML, "Ein Satz.\r\nNoch einer.", "\ufeffMarked text"])
def test_pasted_text_waits_for_the_task(author_client: Client, author: User, sent: str) -> None:
    answer = author_client.post(ADDRESS, {"way": "paste", "text": sent, "address": " https://example.org/ferry "})
    draft = StoredDraft.objects.get()
    assert answer["Location"] == draft.get_absolute_url()
    assert (draft.owner, draft.state, draft.address) == (author, Progress.WAITING, "https://example.org/ferry")
    assert DBTaskResult.objects.filter(task_path="rashomon_site.drafts.tasks.read").count() == 1
    assert AuditEntry.objects.filter(action="draft.added", actor=author).count() == 1
    page = author_client.get(draft.get_absolute_url()).content.decode()
    assert '<meta http-equiv="refresh" content="3">' in page
    assert "waits to be read" in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"way": "paste", "text": "  \n"}, "Paste the article first"),
        ({}, "Paste the article first"),
        ({"way": "file"}, "Choose a file first"),
        ({"way": "address", "address": "https://example.org"}, "does not read addresses"),
        *(
            ({"way": "paste", "text": "A text.", "address": address}, "does not look like one")
            for address in (
                "javascript:alert(1)",
                "file:///etc/passwd",
                "ftp://example.org",
                "https://",
                "https://a b",
                "https://user:secret@example.org/",
                "http://[::1",
                "https://example.org/" + "x" * 2000,
                '"><script>',
            )
        ),
    ],
)
def test_what_is_not_taken_is_said(author_client: Client, sent: dict[str, str], said: str) -> None:
    answer = author_client.post(ADDRESS, sent)
    assert answer.status_code == 400
    text = answer.content.decode()
    assert said in text
    assert "<script>alert" not in text
    assert not StoredDraft.objects.exists()
    if "address" in sent and sent.get("text"):
        assert "A text.</textarea>" in text


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "is empty"), (b" \n", "is empty"), (b"x" * (MOST_BYTES + 1), "larger than 10 MB")]
)
def test_files_that_are_no_article_are_refused(author_client: Client, content: bytes, said: str) -> None:
    file = SimpleUploadedFile("a.txt", content)
    answer = author_client.post(ADDRESS, {"way": "file", "file": file})
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_too_many_that_wait_are_refused(author_client: Client) -> None:
    for _ in range(MOST_WAITING):
        assert author_client.post(ADDRESS, {"way": "paste", "text": TEXT}).status_code == 302
    assert author_client.post(ADDRESS, {"way": "paste", "text": TEXT}).status_code == 400
    assert StoredDraft.objects.count() == MOST_WAITING


def test_a_text_that_is_sent_after_the_session_ended_comes_back(reader_client: Client) -> None:
    answer = reader_client.post(ADDRESS, {"way": "paste", "text": TEXT})
    assert answer.status_code == 403
    assert "because the pier was unsafe" in answer.content.decode()
    assert not StoredDraft.objects.exists()


@pytest.mark.parametrize("name", ["ferry.txt", "ferry.html"])
def test_the_task_reads_a_file(author_client: Client, name: str) -> None:
    content = (HTML if name.endswith("html") else TEXT).encode()
    author_client.post(ADDRESS, {"way": "file", "file": SimpleUploadedFile(name, content)})
    stored = StoredDraft.objects.get()
    said = read_article(stored.pk)
    stored.refresh_from_db()
    assert (stored.state, stored.failure) == (Progress.READY, ""), said
    assert stored.source is None
    assert stored.title == "Why did the ferry stop?"
    draft = stored.draft()
    assert "because the pier was unsafe" in draft.document.text
    assert draft.items[0].text == "Why did the ferry stop?"
    assert stored.waiting_items == len(draft.items)
    assert "What was found" in author_client.get(stored.get_absolute_url()).content.decode()
    assert read_article(stored.pk) == "nothing to read"


def test_what_cannot_be_read_says_so_and_can_be_read_again(author_client: Client) -> None:
    author_client.post(ADDRESS, {"way": "file", "file": SimpleUploadedFile("a.html", b"\x00\x01\x02\xff" * 50)})
    stored = StoredDraft.objects.get()
    read_article(stored.pk)
    stored.refresh_from_db()
    assert stored.state == Progress.FAILED
    assert stored.failure not in ("", BROKEN)
    text = author_client.get(stored.get_absolute_url()).content.decode()
    assert "It could not be read." in text
    assert "http-equiv" not in text
    assert author_client.post(stored.get_absolute_url() + "again/").status_code == 302
    stored.refresh_from_db()
    assert (stored.state, stored.failure) == (Progress.WAITING, "")
    assert stored.source


@pytest.fixture
def private_page() -> Iterator[str]:
    """A page on this machine, which no address that somebody types may reach."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *words: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://{{}}:{server.server_address[1]}/secret"
    server.shutdown()
    server.server_close()
    assert asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f000001", "169.254.169.254"])
def test_a_private_address_is_never_opened(
    author_client: Client, settings: object, private_page: str, host: str
) -> None:
    settings.DRAFT_FETCH = True  # type: ignore[attr-defined]  # known at run time
    author_client.post(ADDRESS, {"way": "address", "address": private_page.format(host)})
    stored = StoredDraft.objects.get()
    read_article(stored.pk)
    stored.refresh_from_db()
    assert stored.state == Progress.FAILED
    assert stored.failure not in ("", BROKEN)


def test_no_address_is_opened_once_the_setting_is_off_again(
    author_client: Client, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DRAFT_FETCH = True  # type: ignore[attr-defined]  # known at run time
    assert 'id="address"' in author_client.get(ADDRESS).content.decode()
    author_client.post(ADDRESS, {"way": "address", "address": "https://example.org/ferry"})
    settings.DRAFT_FETCH = False  # type: ignore[attr-defined]  # known at run time
    assert 'id="address"' not in author_client.get(ADDRESS).content.decode()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("a name was looked up"))
    assert "does not read addresses" in read_article(StoredDraft.objects.get().pk)
