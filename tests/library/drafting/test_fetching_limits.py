"""Pages that are too large, never end, or break off: given up within the limits of size and time."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from http.server import BaseHTTPRequestHandler

import pytest

from rashomon.drafting.failures import Unfetched
from rashomon.drafting.ingest.fetching import fetch
from tests.library.drafting.web_server import CHUNKED, OK, WebServer

pytestmark = pytest.mark.slow

SOON = 1.0
"""Seconds; more than one patience of the tests, and far less than the usual one."""


def _bomb() -> bytes:
    """Return 200 MB of nothing, packed."""
    pack = zlib.compressobj(wbits=31)
    return b"".join([*(pack.compress(bytes(1_000_000)) for _ in range(200)), pack.flush()])


def test_the_limit_of_size_holds_for_what_is_packed(server: WebServer) -> None:
    body = _bomb()
    assert len(body) < 1_000_000
    with pytest.raises(Unfetched, match="larger than 10 MB"):
        fetch(server.page("/", body, Content_Encoding="gzip"), private=True)


@pytest.mark.parametrize("head", [OK + b"\r\n", OK + b"Content-Length: 5\r\nContent-Encoding: gzip\r\n\r\n"])
def test_what_is_too_large_or_badly_packed_is_refused(server: WebServer, head: bytes) -> None:
    with pytest.raises(Unfetched, match=r"larger than 10 MB|could not be read"):
        fetch(server.raw("/", head, bytes(11_000_000)), private=True)


def test_ten_megabytes_are_read(server: WebServer) -> None:
    assert len(fetch(server.page("/", b"x" * 10_000_000), private=True).data) == 10_000_000


PACKED = gzip.compress(b"<p>Hello</p>", mtime=0)


@pytest.mark.parametrize(
    "raw",
    [
        OK + b"Content-Length: 100\r\n\r\n<p>Hel",
        CHUNKED + b"6\r\n<p>H",
        CHUNKED + b"6\r\n<p>Hel\r\n",
        CHUNKED + b"zz\r\n<p>\r\n0\r\n\r\n",
        CHUNKED + b"-5\r\n<p>\r\n0\r\n\r\n",
        CHUNKED + b"f" * 70_000,
        OK + b"Content-Encoding: gzip\r\n\r\n" + PACKED[:-9],
        OK + b"Content-Encoding: gzip\r\n\r\n<p>Hello</p>",
        OK + b"Content-Encoding: br\r\n\r\nxyz",
        OK + b"Content-Encoding: gzip, gzip\r\n\r\n" + gzip.compress(PACKED, mtime=0),
        b"",
        b"HTTP/1.1",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.0 999999 What\r\n\r\n",
        b"HTTP/1.0 200 OK\r\n" + b"X: y\r\n" * 200,
        b"HTTP/1.0 200 OK\r\nX: " + b"y" * 70_000,
        b"HTTP/1.0 302 Found\r\n\r\n",
    ],
)
def test_a_broken_answer_is_no_page(server: WebServer, raw: bytes) -> None:
    with pytest.raises(Unfetched):
        fetch(server.raw("/", raw), private=True, patience=5)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (b"", b""),
        (b"", b"H"),
        (OK, b"X: y\r\n"),
        (OK + b"X: ", b"y"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (OK + b"\r\n", b"x"),
        (OK + b"Content-Length: 1000000\r\n\r\n", b"x"),
        (CHUNKED, b"1\r\nx\r\n"),
        (CHUNKED, b"0"),
        (CHUNKED + b"0\r\n", b"Trailer: x\r\n"),
        (OK + b"Content-Encoding: gzip\r\n\r\n" + PACKED, b"\0"),
    ],
)
def test_a_page_that_never_ends_is_given_up_in_time(server: WebServer, first: bytes, again: bytes) -> None:
    url = server.drip("/", first, again)
    start = time.monotonic()
    with pytest.raises(Unfetched):
        fetch(url, private=True, patience=0.3)
    assert time.monotonic() - start < SOON


def test_redirects_share_the_time(server: WebServer) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        server.is_over.wait(0.2)
        handler.wfile.write(b"HTTP/1.0 302 Found\r\nLocation: /slow\r\n\r\n")

    server.pages["/slow"] = slow
    start = time.monotonic()
    with pytest.raises(Unfetched, match="in time"):
        fetch(server.url("/slow"), private=True, patience=0.5)
    assert time.monotonic() - start < SOON


def test_a_line_that_says_nothing_in_tls_is_given_up_in_time(server: WebServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        start = time.monotonic()
        with pytest.raises(Unfetched, match="in time"):
            fetch(f"https://localhost:{silent.getsockname()[1]}/", private=True, patience=0.3)
        assert time.monotonic() - start < SOON
