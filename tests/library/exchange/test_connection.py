"""The client trusts no site: bounded, one host, the token to nobody else."""

from __future__ import annotations

import socket
import time

import pytest

from rashomon.exchange import connection
from rashomon.exchange.addresses import Site, site_and_slug, site_at
from rashomon.exchange.connection import Connection
from rashomon.exchange.failures import SiteError
from rashomon.problems import UsageError
from tests.library.exchange.conftest import FakeSite, MakeSite

TOKEN = "rsh_" + "a" * 43


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://cases.example", "https://cases.example"),
        ("https://CASES.example:8443/blog/", "https://cases.example:8443/blog"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("http://localhost", "http://localhost"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_addresses_of_sites(text: str, url: str) -> None:
    assert site_at(text).url == url


@pytest.mark.parametrize(
    "text",
    ["http://cases.example", "http://localhost.example", "ftp://cases.example", "cases.example", "https://", "",
     "https://me:secret@cases.example", "https://cases.example?x=1", "https://cases.example#x", "https://a:99999",
     "https://cases.example\r\nX: y", "https://b\u00fccher.example", "http://127.0.0.1.example", "https://a /b"],
)  # fmt: skip
def test_addresses_that_are_refused(text: str) -> None:
    with pytest.raises(UsageError):
        site_at(text)


def test_addresses_of_cases() -> None:
    assert site_and_slug("https://a.example/cases/wagner-2023/") == (Site("https://a.example"), "wagner-2023")
    assert site_and_slug("https://a.example/b/cases/x/revisions/2/#e-1") == (Site("https://a.example/b"), "x")
    assert site_and_slug("https://a.example/?utm=1") == (Site("https://a.example"), "")
    assert site_and_slug("wagner-2023") == (None, "wagner-2023")
    for text in ("../etc", "a/b", "A b", "https://a.example/cases/%2e%2e/"):
        with pytest.raises(UsageError):
            site_and_slug(text)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_takes_neither_token_nor_text_along(make_site: MakeSite, status: int) -> None:
    here, elsewhere = make_site(), make_site()
    elsewhere.answer(200, {"ok": True})
    here.answer(status, {}, Location=elsewhere.url)
    with pytest.raises(SiteError, match="sends us on to"):
        Connection(here.site, TOKEN).get("/cases")
    with pytest.raises(SiteError, match="sends us on to"):
        Connection(here.site, TOKEN).post("/cases", {"text": "mine"})
    assert elsewhere.asked == []


def test_the_token_is_sent_to_the_site(fake: FakeSite) -> None:
    fake.answer(200, {"ok": True})
    assert Connection(fake.site, TOKEN).get("/token").body == {"ok": True}
    Connection(fake.site).get("/token")
    assert [(asked.path, asked.token) for asked in fake.asked] == [
        ("/api/v1/token", f"Bearer {TOKEN}"),
        ("/api/v1/token", ""),
    ]


def test_the_system_proxy_is_not_asked_for_this_machine(fake: FakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    fake.answer(200, {"ok": True})
    assert Connection(fake.site).get("/").status == 200


@pytest.mark.parametrize("token", ["a b", "a\nb", "\u00e9", "a\x00"])
def test_a_token_that_would_break_the_request_is_refused(token: str) -> None:
    with pytest.raises(UsageError, match="RASHOMON_TOKEN"):
        Connection(Site("https://a.example"), token)


def test_failures_are_told_in_the_words_of_the_site(fake: FakeSite) -> None:
    error = {
        "code": "invalid",
        "message": "Some.",
        "details": [{"place": "body.text", "message": "Bad.", "fix": "Mend."}],
    }
    fake.answer(422, {"ok": False, "error": error})
    with pytest.raises(SiteError, match=r"Some\.\nbody\.text: Bad\. Mend\.") as refused:
        Connection(fake.site).get("/")
    assert refused.value.code == "invalid"


@pytest.mark.parametrize("body", [b"<html>", b"[1]", b"\xff", b"{}", b"[" * 100_000, b'{"error": 1}'])
def test_answers_that_are_not_of_a_site_of_ours(fake: FakeSite, body: bytes) -> None:
    fake.answer(500, body)
    with pytest.raises(SiteError, match="status 500"):
        Connection(fake.site).get("/")


@pytest.mark.parametrize("body", [b"<html>", b"[1]", b"\xff", b"[" * 100_000])
def test_answers_that_are_no_object(fake: FakeSite, body: bytes) -> None:
    fake.answer(200, body)
    with pytest.raises(SiteError, match="no JSON object"):
        _ = Connection(fake.site).get("/").body


def test_the_client_waits_as_it_is_asked_and_not_for_ever(fake: FakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    said: list[str] = []
    fake.answer(429, {}, Retry_After="2")
    fake.answer(200, {"ok": True})
    assert Connection(fake.site, say=said.append).get("/").status == 200
    assert (waited, said) == ([2], ["127.0.0.1 asks to wait for 2 seconds"])
    fake.answers[:] = []
    fake.answer(429, {}, Retry_After="9999")
    with pytest.raises(SiteError):
        Connection(fake.site).get("/")
    fake.answers[:] = []
    fake.answer(429, {}, Retry_After="1")
    with pytest.raises(SiteError):
        Connection(fake.site).get("/")
    assert len(waited) == 1 + connection.TRIES - 1


def test_an_answer_without_end_is_cut_off(fake: FakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "MOST_BYTES", 1000)
    fake.answer(200, b"a" * 200_000)
    with pytest.raises(SiteError, match="larger than"):
        Connection(fake.site).get("/")


def test_a_site_that_is_silent_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(SiteError, match="does not answer"):
        Connection(Site(f"http://127.0.0.1:{silent.getsockname()[1]}")).get("/")


def test_nobody_is_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(SiteError, match="cannot be reached"):
        Connection(Site(f"http://127.0.0.1:{port}")).get("/")
