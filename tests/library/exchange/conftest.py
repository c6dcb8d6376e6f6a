"""A site that answers as each test wants, on this machine, and that keeps what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from rashomon.exchange.addresses import Site
from tests.library.cli.conftest import run

__all__ = ["run"]


@dataclass
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    token: str
    body: Any


@dataclass
class Answer:
    """What to send back."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass
class FakeSite:
    """Answers in turn; the last answer is given for ever."""

    url: str = ""
    answers: list[Answer] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    @property
    def site(self) -> Site:
        return Site(self.url)

    def answer(self, status: int = 200, body: Any = None, **headers: str) -> None:
        """Add an answer."""
        self.answers.append(Answer(status, body, {key.replace("_", "-"): value for key, value in headers.items()}))

    def next(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def _handler(fake: FakeSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply()

        def do_POST(self) -> None:
            self._reply()

        def _reply(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            sent = json.loads(self.rfile.read(length)) if length else None
            token = self.headers.get("Authorization", "")
            fake.asked.append(Asked(self.command, self.path, token, sent))
            answer = fake.next()
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    return Handler


MakeSite = Callable[[], FakeSite]


@pytest.fixture
def make_site() -> Iterator[MakeSite]:
    """Return a function that starts a site."""
    servers = []

    def make() -> FakeSite:
        fake = FakeSite()
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(fake))
        fake.url = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        servers.append(server)
        return fake

    yield make
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def fake(make_site: MakeSite) -> FakeSite:
    """One site."""
    return make_site()
