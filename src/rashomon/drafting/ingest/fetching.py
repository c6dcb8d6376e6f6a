"""Read a page from its address: public hosts only, after each redirect too, and within limits of size and time.

The name is resolved once, and the connection goes to the address that was checked, so that a name that answers
differently the second time gains nothing.
"""

from __future__ import annotations

import socket
import ssl
import zlib
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from rashomon import __version__
from rashomon.drafting.deadline import Deadline, Line
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
GZIP = 31
"""What zlib calls the format."""
LEGIBLE = "/%?&=;:@+$,!~*'()#[]"
"""What stands in an address as it is, beside letters and digits."""
TOO_LARGE = f"The page is larger than {LARGEST_PAGE // 1_000_000} MB. Not read."
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
    deadline = Deadline(patience)
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(url, private=private)
        answer = _ask(parts, deadline, private=private)
        if isinstance(answer, Fetched):
            return answer
        url = _next(url, answer)
    raise Unfetched(
        f"{parts.hostname} sends from one address to the next, more than {MOST_REDIRECTS} times. Not followed."
    )


def _checked(url: str, *, private: bool) -> SplitResult:
    """Return the parts of an address that may be asked, as far as it can be told from its words. Raises Unfetched."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise Unfetched(f"{url[:200]!r} is no web address.") from None
    if any(ord(sign) <= 32 or ord(sign) == 127 for sign in url.strip()):
        raise Unfetched("The address holds a blank or a control character. Copy it again.")
    if parts.scheme not in PORTS or not parts.hostname:
        raise Unfetched(f"{url[:200]!r} is no web address: write one that begins with https:// or http://.")
    if parts.username is not None or parts.password is not None:
        raise Unfetched(
            "The address holds a user name or password. Leave those out, or save the page and give the file."
        )
    if not private and port not in (None, PORTS[parts.scheme]):
        raise Unfetched(f"{parts.hostname}:{port} is not the usual port of a web site. Such addresses are not opened.")
    return parts


def _next(url: str, place: str) -> str:
    """Return the address that a redirect names; signs beyond ASCII come as bytes of UTF-8. Raises Unfetched."""
    try:
        return urljoin(url, quote(place.strip().encode("latin-1"), safe=LEGIBLE))
    except ValueError:
        raise Unfetched(f"{urlsplit(url).hostname} sends to {place[:200]!r}, which is no web address.") from None


def _ask(parts: SplitResult, deadline: Deadline, *, private: bool) -> Fetched | str:
    """Ask one address, and return the page, or where it sends to. Raises Unfetched."""
    host = str(parts.hostname)
    addresses = resolve(host, parts.port or PORTS[parts.scheme], private=private)
    connection = _Pinned(parts, addresses, deadline)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("GET", quote(path, safe=LEGIBLE), headers=HEADERS)
        return _read(connection.getresponse(), parts)
    except TimeoutError:
        raise Unfetched(f"{host} did not answer in time. Try again, or save the page and give the file.") from None
    except (OSError, HTTPException, ValueError, zlib.error) as error:
        raise Unfetched(f"{host} could not be read: {_reason(error)}. Save the page and give the file.") from None
    finally:
        connection.close()


def _reason(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return " ".join(text.split())[:200]


class _Pinned(HTTPConnection):
    """A connection to one of the addresses that were checked; the certificate is held against the host's name."""

    def __init__(self, parts: SplitResult, addresses: list[str], deadline: Deadline) -> None:
        port = PORTS[parts.scheme]
        super().__init__(str(parts.hostname), parts.port or port)
        self.default_port = port  # so that the name is sent without it
        self._is_tls = parts.scheme == "https"
        self._addresses = addresses
        self._deadline = deadline

    def connect(self) -> None:
        self.sock = line = self._connected()
        if self._is_tls:
            line.settimeout(self._deadline.left())
            line = ssl.create_default_context().wrap_socket(line, server_hostname=self.host)
        self.sock = Line(line, self._deadline)

    def _connected(self) -> socket.socket:
        failure = OSError("no address")
        for address in self._addresses:
            try:
                return socket.create_connection((address, self.port), timeout=self._deadline.left())
            except OSError as error:
                failure = error
        raise failure


def _read(answer: HTTPResponse, parts: SplitResult) -> Fetched | str:
    with answer:
        if answer.status in REDIRECTS:
            return _place(answer, parts)
        if answer.status != 200:
            raise Unfetched(
                f"{parts.hostname} answered {answer.status} {answer.reason[:80]}. Save the page and give the file."
            )
        content_type = answer.getheader("Content-Type") or "text/html"
        if content_type.partition(";")[0].strip().lower() not in TYPES:
            raise Unfetched(f"{parts.hostname} answered with {content_type[:80]}, which is no page of text.")
        return Fetched(_body(answer), parts.geturl(), content_type)


def _place(answer: HTTPResponse, parts: SplitResult) -> str:
    place = answer.getheader("Location")
    if not place:
        raise Unfetched(f"{parts.hostname} sends elsewhere without saying where.")
    return place


def _body(answer: HTTPResponse) -> bytes:
    """Return the whole answer, unpacked. Raises Unfetched, and what http.client and zlib raise."""
    packed = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if packed not in ("identity", "gzip", "x-gzip"):
        raise Unfetched(f"The answer is packed as {packed[:40]}, which was not asked for.")
    whole = _received(answer)
    return whole if packed == "identity" else _unpacked(whole)


def _received(answer: HTTPResponse) -> bytes:
    said = answer.length  # read1 does not say so where an answer ends too early
    whole = bytearray()
    while part := answer.read1(PART):
        whole += part
        if len(whole) > LARGEST_PAGE:
            raise Unfetched(TOO_LARGE)
    if said is not None and len(whole) < said:
        raise IncompleteRead(bytes(whole), said - len(whole))
    return bytes(whole)


def _unpacked(packed: bytes) -> bytes:
    """Return what is in the packing; the limit holds for that too."""
    unpack = zlib.decompressobj(wbits=GZIP)
    whole = unpack.decompress(packed, LARGEST_PAGE + 1)
    if len(whole) > LARGEST_PAGE:
        raise Unfetched(TOO_LARGE)
    if not unpack.eof:
        raise IncompleteRead(whole)
    return whole
