"""Read a page from its address: public hosts only, after each redirect too, and within limits of size and time.

The name is resolved once, and the connection goes to the address that was checked, so that a name that answers
differently the second time gains nothing.
"""

from __future__ import annotations

import socket
import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import SplitResult, urljoin, urlsplit

from rashomon import __version__
from rashomon.drafting.failures import Unfetched
from rashomon.drafting.ingest.public_addresses import resolve
from rashomon.drafting.ingest.reading import LARGEST_PAGE

PATIENCE = 20.0
"""Seconds for everything, redirects included."""
MOST_REDIRECTS = 5
PORTS = {"http": 80, "https": 443}
TYPES = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "text/xml",
    "application/xml",
    "application/rss+xml",
)
REDIRECTS = frozenset((301, 302, 303, 307, 308))
PART = 65_536
HEADERS = {
    "User-Agent": f"rashomon/{__version__} (reads one page at a person's request)",
    "Accept": "text/html,application/xhtml+xml,text/plain,text/markdown;q=0.9",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered; `url` is where it was found, behind the redirects."""

    data: bytes
    url: str
    content_type: str


def fetch(url: str, *, private: bool = False, patience: float = PATIENCE) -> Fetched:
    """Return the page at an address. `private` allows hosts of one's own network, and any port. Raises Unfetched."""
    until = time.monotonic() + patience
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(url, private=private)
        answer = _ask(parts, until, private=private)
        if isinstance(answer, Fetched):
            return answer
        url = urljoin(url, answer)
    raise Unfetched(
        f"{parts.hostname} sends from one address to the next, more than {MOST_REDIRECTS} times. Not followed."
    )


def _checked(url: str, *, private: bool) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise Unfetched(f"{url[:200]!r} is no web address.") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise Unfetched(f"{url[:200]!r} is no web address: write one that begins with https:// or http://.")
    if parts.username is not None or parts.password is not None:
        raise Unfetched(
            "The address holds a user name or password. Leave those out, or save the page and give the file."
        )
    if not private and port not in (None, PORTS[parts.scheme]):
        raise Unfetched(f"{parts.hostname}:{port} is not the usual port of a web site. Such addresses are not opened.")
    if any(ord(sign) <= 32 or ord(sign) == 127 for sign in url.strip()):
        raise Unfetched("The address holds a blank or a control character. Copy it again.")
    return parts


def _ask(parts: SplitResult, until: float, *, private: bool) -> Fetched | str:
    """Ask one address, and return the page, or where it sends to. Raises Unfetched."""
    host = str(parts.hostname)
    port = parts.port or PORTS[parts.scheme]
    addresses = resolve(host, port, private=private)
    connection = _Pinned(host, port, addresses, until, is_tls=parts.scheme == "https")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(
            "GET", path.encode("ascii", "ignore").decode() if path.isascii() else _quoted(path), headers=HEADERS
        )
        answer = connection.getresponse()
        return _read(answer, parts, until, connection.hurry)
    except Unfetched:
        raise
    except TimeoutError:
        raise Unfetched(f"{host} did not answer in time. Try again, or save the page and give the file.") from None
    except (OSError, HTTPException, ValueError) as error:
        raise Unfetched(f"{host} could not be read: {_reason(error)}. Save the page and give the file.") from None
    finally:
        connection.close()


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/%?&=;:@+$,!~*'()#[]")


def _reason(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return " ".join(text.split())[:200]


class _Pinned(HTTPConnection):
    """A connection to one of the addresses that were checked; the certificate is held against the host's name."""

    def __init__(self, host: str, port: int, addresses: list[str], until: float, *, is_tls: bool) -> None:
        super().__init__(host, port)
        self._addresses = addresses
        self._until = until
        self._is_tls = is_tls

    def connect(self) -> None:
        failure: OSError = OSError("no address")
        for address in self._addresses:
            try:
                self.sock = socket.create_connection((address, self.port), timeout=self._left())
                break
            except OSError as error:
                failure = error
        else:
            raise failure
        if self._is_tls:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def hurry(self) -> None:
        """Give what is left of the time to the next step. Raises TimeoutError."""
        left = self._left()
        if self.sock is not None:
            self.sock.settimeout(left)

    def _left(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def _read(answer: HTTPResponse, parts: SplitResult, until: float, hurry: Callable[[], None]) -> Fetched | str:
    if answer.status in REDIRECTS:
        place = answer.getheader("Location")
        if not place:
            raise Unfetched(f"{parts.hostname} sends elsewhere without saying where.")
        return place
    if answer.status != 200:
        raise Unfetched(f"{parts.hostname} answered {answer.status} {answer.reason}. Save the page and give the file.")
    content_type = answer.getheader("Content-Type") or "text/html"
    if content_type.partition(";")[0].strip().lower() not in TYPES:
        raise Unfetched(f"{parts.hostname} answered with {content_type[:80]}, which is no page of text.")
    return Fetched(_body(answer, until, hurry), parts.geturl(), content_type)


def _body(answer: HTTPResponse, until: float, hurry: Callable[[], None]) -> bytes:
    """Return the whole answer, unpacked; the limit holds for what comes out of the packing. Raises Unfetched."""
    packed = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if packed not in ("identity", "gzip", "x-gzip"):
        raise Unfetched(f"The answer is packed as {packed[:40]}, which was not asked for.")
    unpack = zlib.decompressobj(wbits=31) if "gzip" in packed else None
    whole = bytearray()
    while True:
        hurry()
        part = answer.read1(PART)
        if not part:
            break
        whole += unpack.decompress(part, LARGEST_PAGE + 1 - len(whole)) if unpack else part
        if len(whole) > LARGEST_PAGE or (unpack and unpack.unconsumed_tail):
            raise Unfetched(f"The page is larger than {LARGEST_PAGE // 1_000_000} MB. Not read.")
        if time.monotonic() > until:
            raise TimeoutError
    return bytes(whole)
