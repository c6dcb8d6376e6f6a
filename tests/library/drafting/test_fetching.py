"""Reading a page from its address: what is asked, which redirects are followed, and which answers are pages."""

from __future__ import annotations

import gzip
import socket

import pytest

from rashomon.drafting.failures import Unfetched
from rashomon.drafting.ingest import fetching
from rashomon.drafting.ingest.fetching import MOST_REDIRECTS, fetch
from tests.library.drafting.web_server import CERTIFICATE, CHUNKED, OK, WebServer, serving

pytestmark = pytest.mark.slow


def test_a_page_is_read_with_its_address_and_type(server: WebServer) -> None:
    url = server.page("/a?b=c", "<p>Zoë</p>".encode(), Content_Type="text/html; charset=utf-8")
    page = fetch(url, private=True)
    assert (page.data.decode(), page.url, page.content_type) == ("<p>Zoë</p>", url, "text/html; charset=utf-8")
    sent = server.headers[0]
    assert sent["User-Agent"].startswith("rashomon/")
    assert sent["Host"] == f"localhost:{server.server_port}"
    assert not {"Cookie", "Referer", "Authorization"} & set(sent)


def test_a_packed_page_is_unpacked(server: WebServer) -> None:
    url = server.page("/", gzip.compress(b"<p>Hello</p>"), Content_Encoding="gzip")
    assert fetch(url, private=True).data == b"<p>Hello</p>"


def test_a_page_in_chunks_is_put_together(server: WebServer) -> None:
    url = server.raw("/", CHUNKED, b"3\r\n<p>\r\n", b"5;x=y\r\nHello\r\n", b"0\r\n\r\n")
    assert fetch(url, private=True).data == b"<p>Hello"


def test_a_page_without_a_length_ends_where_the_server_hangs_up(server: WebServer) -> None:
    assert fetch(server.raw("/", OK + b"\r\n", b"<p>Hello"), private=True).data == b"<p>Hello"


def test_a_certificate_is_held_against_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(is_tls=True) as server:
        url = server.page("/")
        with pytest.raises(Unfetched, match="CERTIFICATE_VERIFY_FAILED"):
            fetch(url, private=True)
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        assert fetch(url, private=True).data == b"<p>Hello</p>"
        with pytest.raises(Unfetched, match="CERTIFICATE_VERIFY_FAILED"):
            fetch(server.url("/", host="127.0.0.1"), private=True)
        assert server.asked == ["/"]


@pytest.mark.parametrize(
    "place", ["/new", "new?x=1", "//localhost:{port}/new", "http://localhost:{port}/new", "/Z%C3%B6", "/Zö ë", "  /new"]
)
def test_redirects_are_followed_to_the_page(server: WebServer, place: str) -> None:
    place = place.format(port=server.server_port)
    for path in ("/new", "/new?x=1", "/Z%C3%B6", "/Z%C3%B6%20%C3%AB"):
        server.page(path)
    server.raw("/old", b"HTTP/1.0 302 Found\r\nLocation: " + place.encode() + b"\r\n\r\n")
    page = fetch(server.url("/old"), private=True)
    assert page.data == b"<p>Hello</p>"
    assert page.url.startswith(server.url("/new")) or "/Z%C3%B6" in page.url


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_each_sort_of_redirect_is_followed(server: WebServer, code: int) -> None:
    server.page("/new")
    assert fetch(server.status("/old", code, Location="/new"), private=True).url == server.url("/new")


def test_redirects_end_after_a_few(server: WebServer) -> None:
    url = server.status("/loop", 302, Location="/loop")
    with pytest.raises(Unfetched, match="one address to the next"):
        fetch(url, private=True)
    assert len(server.asked) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("file:///etc/passwd", "no web address"),
        ("ftp://localhost/", "no web address"),
        ("javascript:alert(1)", "no web address"),
        ("data:text/html,x", "no web address"),
        ("gopher://localhost:70/", "no web address"),
        ("http://[::1", "no web address"),
        ("http://me:secret@localhost/", "user name or password"),
        ("", "without saying where"),
    ],
)
def test_a_redirect_leads_to_a_web_address_or_nowhere(server: WebServer, place: str, words: str) -> None:
    with pytest.raises(Unfetched, match=words):
        fetch(server.status("/old", 302, Location=place), private=True)
    assert server.asked == ["/old"]


@pytest.mark.parametrize(
    "content_type", ["application/pdf", "image/png", "application/octet-stream", "video/mp4", "text/css", "x", ";"]
)
def test_what_is_no_text_is_not_read(server: WebServer, content_type: str) -> None:
    with pytest.raises(Unfetched, match="no page of text"):
        fetch(server.page("/", Content_Type=content_type), private=True)


@pytest.mark.parametrize("content_type", fetching.TYPES)
def test_pages_of_text_are_read(server: WebServer, content_type: str) -> None:
    assert fetch(server.page("/", Content_Type=content_type.upper()), private=True).data


@pytest.mark.parametrize("code", [204, 206, 304, 400, 401, 403, 404, 410, 429, 500, 503])
def test_a_status_that_is_no_page_is_told(server: WebServer, code: int) -> None:
    with pytest.raises(Unfetched, match=f"localhost answered {code}"):
        fetch(server.status("/", code), private=True)


def test_nobody_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    with pytest.raises(Unfetched, match="could not be read"):
        fetch(f"http://localhost:{port}/", private=True)
