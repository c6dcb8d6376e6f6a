"""One call to an endpoint: bounded in time and size, no redirects, no tools, and the key to that host alone."""

from __future__ import annotations

import json
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPResponse, HTTPSConnection
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from rashomon import __version__
from rashomon.drafting.deadline import Deadline, Line
from rashomon.drafting.document import Block, Document
from rashomon.drafting.failures import ReaderFailure
from rashomon.drafting.propose.endpoint.configuration import ENDPOINT, KEY, Endpoint
from rashomon.drafting.propose.endpoint.contract import LONGEST_ANSWER, SCHEMA, Answer, Malformed, answer, messages

PATIENCE = 120.0
"""Seconds for one call."""
PART = 65_536
FORMATS: tuple[dict[str, Any], ...] = (
    {"type": "json_schema", "json_schema": {"name": "items", "strict": True, "schema": SCHEMA}},
    {"type": "json_object"},
)
"""The stricter one first; an endpoint that does not know it is asked with the other."""


class _NoRedirects(HTTPRedirectHandler):
    """Follows nothing, so that neither the key nor the text goes astray."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


class _Plain(HTTPConnection):
    """A connection whose `timeout` is for all of it."""

    def connect(self) -> None:
        deadline = Deadline(self.timeout or PATIENCE)
        super().connect()
        self.sock = Line(self.sock, deadline)


class _Secure(HTTPSConnection):
    """The same with TLS."""

    def connect(self) -> None:
        deadline = Deadline(self.timeout or PATIENCE)
        super().connect()
        self.sock = Line(self.sock, deadline)


class _PlainHandler(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Plain, req)


class _SecureHandler(HTTPSHandler):
    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Secure, req)


def _opener(endpoint: Endpoint) -> OpenerDirector:
    """Return what opens addresses: through the system's proxy, but never for this machine itself."""
    return build_opener(_NoRedirects, _PlainHandler, _SecureHandler, ProxyHandler({} if endpoint.is_here else None))


class Asking:
    """Asks one endpoint, and remembers which form of answer it knows."""

    def __init__(self, endpoint: Endpoint, patience: float = PATIENCE) -> None:
        self._endpoint = endpoint
        self._patience = patience
        self._form = 0
        self._opener = _opener(endpoint)

    def ask(self, document: Document, blocks: tuple[Block, ...]) -> Answer:
        """Return what the endpoint points to. Raises Malformed, and ReaderFailure where asking again is no use."""
        while True:
            try:
                return answer(self._post(document, blocks))
            except HTTPError as error:
                error.close()
                if error.code == 400 and self._form + 1 < len(FORMATS):
                    self._form += 1
                    continue
                raise _refusal(self._endpoint.host, error.code) from None
            except (URLError, OSError, HTTPException) as error:
                if isinstance(error, URLError) and not isinstance(error.reason, TimeoutError):
                    raise ReaderFailure(f"{self._endpoint.host} cannot be reached: {error.reason}.") from None
                raise Malformed("no answer in time") from None

    def _post(self, document: Document, blocks: tuple[Block, ...]) -> bytes:
        body = {
            "model": self._endpoint.model,
            "messages": messages(document, blocks),
            "temperature": 0,
            "response_format": FORMATS[self._form],
        }
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "User-Agent": f"rashomon/{__version__}",
        }
        if self._endpoint.key:
            headers["Authorization"] = f"Bearer {self._endpoint.key}"
        url = f"{self._endpoint.url}/chat/completions"
        request = Request(url, json.dumps(body).encode(), headers, method="POST")  # noqa: S310  # https, or this machine
        with self._opener.open(request, timeout=self._patience) as reply:
            return _whole(reply)


def _whole(reply: HTTPResponse) -> bytes:
    whole = bytearray()
    while part := reply.read1(PART):
        whole += part
        if len(whole) > LONGEST_ANSWER:
            raise Malformed("too long")
    return bytes(whole)


def _refusal(host: str, code: int) -> Exception:
    """Return what a status means: a failure of ours to say, or an answer that may be better the next time."""
    if 300 <= code < 400:
        return ReaderFailure(f"{host} sends elsewhere ({code}). Not followed: set {ENDPOINT} to the right address.")
    if code in (401, 403):
        return ReaderFailure(f"{host} refuses the key ({code}). Check {KEY}.")
    if code == 404:
        return ReaderFailure(f"{host} knows no such model or address (404). Check the address and the model's name.")
    if code == 429:
        return ReaderFailure(f"{host} asks to wait (429). Try again later.")
    return Malformed(f"status {code}")
