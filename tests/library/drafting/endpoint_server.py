"""An endpoint on loopback that answers as a test says, and keeps what it was sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from rashomon.drafting.propose.endpoint.configuration import Endpoint
from tests.library.drafting.web_server import in_tls

KEY = "key-that-nobody-may-see"
MODEL = "pointer-1"


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> dict[str, Any]:
        """Return the body as it was meant."""
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def blocks(self) -> dict[str, str]:
        """Return the words of each block that was sent."""
        return {one["block"]: one["text"] for one in json.loads(self.json["messages"][1]["content"])["blocks"]}


@dataclass(frozen=True)
class Raw:
    """An answer of other than the usual form; `again` is sent without end after it."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    again: bytes = b""
    is_headless: bool = False


Answering = Callable[[Asked], Raw]


def content(words: str) -> Raw:
    """Return an answer in which the model says these words."""
    return Raw(json.dumps({"choices": [{"message": {"role": "assistant", "content": words}}]}).encode())


def items(*pointers: dict[str, Any]) -> Raw:
    """Return a good answer that points to these."""
    return content(json.dumps({"items": pointers}))


def pointer(block: str, quote: str, kind: str = "explanation", **more: Any) -> dict[str, Any]:
    """Return one item of an answer."""
    return {"block": block, "quote": quote, "kind": kind, "polarity": "asserted", "role": None} | more


class EndpointServer(ThreadingHTTPServer):
    """Gives each request to `answering`."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, answering: Answering, *, is_tls: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.base = f"https://localhost:{self.server_port}" if is_tls else f"http://127.0.0.1:{self.server_port}"
        if is_tls:
            self.socket = in_tls(self.socket)
        self.answering = answering
        self.asked: list[Asked] = []
        self.is_over = threading.Event()

    @property
    def endpoint(self) -> Endpoint:
        """Return where it is, with a key."""
        return Endpoint(f"{self.base}/v1", MODEL, KEY)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing about callers who hang up."""


class _Handler(BaseHTTPRequestHandler):
    server: EndpointServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        asked = Asked(self.path, dict(self.headers), body)
        self.server.asked.append(asked)
        self._send(self.server.answering(asked))

    def _send(self, answer: Raw) -> None:
        if not answer.is_headless:
            self.send_response(answer.status)
            for name, value in (("Content-Type", "application/json"), *answer.headers):
                self.send_header(name, value)
            self.end_headers()
        self.wfile.write(answer.body)
        while answer.again and not self.server.is_over.wait(0.02):
            self.wfile.write(answer.again)

    def do_GET(self) -> None:
        self.server.asked.append(Asked(self.path, dict(self.headers), ""))
        self.send_error(405)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@contextmanager
def answering(answers: Answering | Raw, *, is_tls: bool = False) -> Iterator[EndpointServer]:
    """Run an endpoint for as long as the block lasts."""
    with EndpointServer(answers if callable(answers) else lambda _: answers, is_tls=is_tls) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.is_over.set()
            server.shutdown()
            thread.join()
