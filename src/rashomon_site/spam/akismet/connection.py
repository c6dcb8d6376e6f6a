"""One HTTP request to a service that may be slow, silent or broken: bounded in time and size, no redirects."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from socket import SHUT_RDWR, socket
from threading import Timer
from urllib.parse import urlencode, urlsplit

import rashomon

TIMEOUT_SECONDS = 4.0  # to connect, and for each read
DEADLINE_SECONDS = 10.0  # for all of it, so that one byte every three seconds does not hold the worker up
LONGEST_ANSWER = 10_000
USER_AGENT = f"Rashomon/{rashomon.__version__} | Rashomon/{rashomon.__version__}"

Values = Mapping[str, str | list[str]]


class Unanswered(Exception):
    """The service gave no answer that can be used; the message says why, for the log and for moderators."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The text of an answer, and its headers by small letters."""

    text: str
    headers: dict[str, str]


def post(url: str, values: Values) -> Reply:
    """Send a form and return the answer. Raises Unanswered for anything but a short answer with status 200."""
    connection = _connection(url)
    timer = Timer(DEADLINE_SECONDS, _cut, [connection])
    timer.daemon = True
    timer.start()
    try:
        return _exchange(connection, urlsplit(url).path, values)
    except TimeoutError:
        raise Unanswered("it did not answer in time") from None
    except (OSError, HTTPException, ValueError, AttributeError) as problem:  # a socket that `_cut` took away, too
        raise Unanswered(f"it could not be reached or broke off ({type(problem).__name__})") from problem
    finally:
        timer.cancel()
        connection.close()


def _connection(url: str) -> HTTPConnection:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Unanswered("its address is no http:// or https:// address")
    if parts.scheme == "http":
        return HTTPConnection(parts.hostname, parts.port, timeout=TIMEOUT_SECONDS)
    return HTTPSConnection(parts.hostname, parts.port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context())


def _exchange(connection: HTTPConnection, path: str, values: Values) -> Reply:
    headers = {
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        "User-Agent": USER_AGENT,
        "Connection": "close",
    }
    connection.request("POST", path, urlencode(pairs(values)).encode(), headers)
    response = connection.getresponse()
    if response.status != 200:
        raise Unanswered(f"it answered with status {response.status}")
    body = response.read(LONGEST_ANSWER + 1)
    if len(body) > LONGEST_ANSWER:
        raise Unanswered("its answer was too long")
    return Reply(
        body.decode("utf-8", "replace").strip(), {name.lower(): value.strip() for name, value in response.getheaders()}
    )


def pairs(values: Values) -> list[tuple[str, str]]:
    """Return the fields of the form; a list is sent as `name[]`, once for each of its members."""
    return [
        (f"{name}[]" if isinstance(value, list) else name, each)
        for name, value in values.items()
        for each in (value if isinstance(value, list) else [value])
    ]


def _cut(connection: HTTPConnection) -> None:
    """End a connection from another thread: whoever reads from it finds it closed."""
    sock = connection.sock
    if sock is None:
        return
    with suppress(OSError):
        socket.shutdown(sock, SHUT_RDWR)  # the plain one: that of a TLS socket would first take its keys away
