"""A web server on loopback whose answers a test writes, byte by byte where it must."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CERTIFICATE = Path(__file__).with_name("certificates") / "localhost.pem"
"""A certificate for `localhost` with its key, which protects nothing."""
OK = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"


def in_tls(listening: socket.socket) -> socket.socket:
    """Return a listening socket with TLS as `localhost`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context.wrap_socket(listening, server_side=True)


class WebServer(ThreadingHTTPServer):
    """Answers each path as a test says, and keeps what was asked."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, *, is_tls: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.scheme = "https" if is_tls else "http"
        self.pages: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.is_over = threading.Event()
        if is_tls:
            self.socket = in_tls(self.socket)

    def url(self, path: str = "/", host: str = "localhost") -> str:
        """Return the address of a path."""
        return f"{self.scheme}://{host}:{self.server_port}{path}"

    def page(self, path: str, body: bytes = b"<p>Hello</p>", **headers: str) -> str:
        """Serve a whole page, and return its address."""
        sent = {"Content-Type": "text/html", "Content-Length": str(len(body)), **_named(headers)}
        self.pages[path] = lambda handler: _send(handler, 200, sent, body)
        return self.url(path)

    def status(self, path: str, code: int, **headers: str) -> str:
        """Serve a status without words, and return its address."""
        self.pages[path] = lambda handler: _send(handler, code, _named(headers), b"")
        return self.url(path)

    def raw(self, path: str, *parts: bytes) -> str:
        """Serve these bytes as they are, then close, and return the address."""

        def write(handler: BaseHTTPRequestHandler) -> None:
            for part in parts:
                handler.wfile.write(part)

        self.pages[path] = write
        return self.url(path)

    def drip(self, path: str, first: bytes, again: bytes, every: float = 0.05) -> str:
        """Serve a first part, and then another again and again without end."""

        def write(handler: BaseHTTPRequestHandler) -> None:
            handler.wfile.write(first)
            while not self.is_over.wait(every):
                handler.wfile.write(again)

        self.pages[path] = write
        return self.url(path)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing about callers who hang up, which is what the tests are about."""


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def _send(handler: BaseHTTPRequestHandler, code: int, headers: dict[str, str], body: bytes) -> None:
    handler.send_response(code)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


class _Handler(BaseHTTPRequestHandler):
    server: WebServer

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.headers.append(dict(self.headers))
        page = self.server.pages.get(self.path)
        if page is None:
            self.send_error(404)
        else:
            page(self)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@contextmanager
def serving(*, is_tls: bool = False) -> Iterator[WebServer]:
    """Run a server for as long as the block lasts."""
    with WebServer(is_tls=is_tls) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.is_over.set()
            server.shutdown()
            thread.join()
