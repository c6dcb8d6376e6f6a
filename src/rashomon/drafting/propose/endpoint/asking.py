"""One call to an endpoint: bounded in time and size, no redirects, no tools, and the key to that host alone."""

from __future__ import annotations

import json
import time
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from rashomon import __version__
from rashomon.drafting.document import Block, Document
from rashomon.drafting.failures import ReaderFailure
from rashomon.drafting.propose.endpoint.configuration import KEY, Endpoint
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


class Asking:
    """Asks one endpoint, and remembers which form of answer it knows."""

    def __init__(self, endpoint: Endpoint, patience: float = PATIENCE) -> None:
        self._endpoint = endpoint
        self._patience = patience
        self._form = 0
        self._opener: OpenerDirector = build_opener(_NoRedirects)

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
        until = time.monotonic() + self._patience
        with self._opener.open(request, timeout=self._patience) as reply:
            return _whole(reply, until)


def _whole(reply: HTTPResponse, until: float) -> bytes:
    whole = bytearray()
    while part := reply.read1(PART):
        whole += part
        if len(whole) > LONGEST_ANSWER or time.monotonic() > until:
            raise Malformed("too long, in signs or in time")
    return bytes(whole)


def _refusal(host: str, code: int) -> Exception:
    """Return what a status means: a failure of ours to say, or an answer that may be better the next time."""
    if code in (401, 403):
        return ReaderFailure(f"{host} refuses the key ({code}). Check {KEY}.")
    if code == 404:
        return ReaderFailure(f"{host} knows no such model or address (404). Check the address and the model's name.")
    if code == 429:
        return ReaderFailure(f"{host} asks to wait (429). Try again later.")
    return Malformed(f"status {code}")
