"""A spam service on loopback that does whatever a test wants of it: real sockets, no mocks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs


@dataclass
class Said:
    """One answer: status, text and headers; `before` runs before anything is sent."""

    text: str = "false"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    before: Callable[[Any], None] | None = None


@dataclass
class Service:
    """The running service: what it was asked, and what it says next (the last answer again and again)."""

    url: str = ""
    answers: list[Said] = field(default_factory=lambda: [Said()])
    asked: list[tuple[str, dict[str, list[str]], dict[str, str]]] = field(default_factory=list)

    def says(self, *answers: Said) -> None:
        """Set the answers to come."""
        self.answers[:] = answers

    def next(self) -> Said:
        """Return the answer to this question."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def running() -> Iterator[Service]:
    """Run a service on a free port."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            service.asked.append((self.path, parse_qs(body, keep_blank_values=True), dict(self.headers)))
            said = service.next()
            with suppress(OSError):  # the asker has heard enough
                self.answer(said)

        def answer(self, said: Said) -> None:
            if said.before:
                said.before(self)
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            data = said.text.encode()
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
