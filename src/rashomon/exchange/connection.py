"""Requests to one site: bounded in time and size, and with the token to that site alone."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from rashomon import __version__
from rashomon.exchange.addresses import Site, is_loopback
from rashomon.exchange.failures import SiteError, refusal
from rashomon.problems import UsageError

PATIENCE = 30.0  # seconds for each step of a request
LONGEST = 120.0  # seconds for a whole answer
MOST_BYTES = 16_000_000
LONGEST_WAIT = 70  # seconds, where the site asks to wait; its counts begin anew each minute
TRIES = 4
_PART = 65_536


class _NoRedirects(HTTPRedirectHandler):
    """Follows nothing: what an address answers with is told, so that no token and no text goes astray."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that was no failure."""

    status: int
    content: bytes

    @property
    def body(self) -> dict[str, Any]:
        """The object in it; raises SiteError if there is none."""
        try:
            found = json.loads(self.content)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise SiteError("the site's answer is no JSON object: is this the address of a site of Rashomon?")
        return found


class Connection:
    """Asks one site. `say` is told when the site wants to be left in peace for a while."""

    def __init__(self, site: Site, token: str = "", say: Callable[[str], None] = lambda text: None) -> None:
        if token and not (token.isascii() and token.isprintable() and " " not in token):
            raise UsageError("RASHOMON_TOKEN holds what no token has: copy it again, without blanks or line ends")
        self.site = site
        self._token = token
        self._say = say
        self._opener = _opener(site)

    def get(self, path: str, *, accept: str = "application/json") -> Reply:
        """Read; raises SiteError."""
        return self._ask("GET", path, None, accept)

    def post(self, path: str, body: dict[str, Any]) -> Reply:
        """Send; raises SiteError."""
        return self._ask("POST", path, json.dumps(body).encode(), "application/json")

    def _ask(self, method: str, path: str, data: bytes | None, accept: str) -> Reply:
        lines = {"Accept": accept, "User-Agent": f"rashomon/{__version__}"}
        if data is not None:
            lines["Content-Type"] = "application/json"
        if self._token:
            lines["Authorization"] = f"Bearer {self._token}"
        request = Request(f"{self.site.api}{path}", data=data, headers=lines, method=method)  # noqa: S310 - http(s) alone
        for _ in range(TRIES - 1):
            try:
                return self._once(request)
            except _Busy as busy:
                self._say(f"{urlsplit(self.site.url).hostname} asks to wait for {busy.seconds} seconds")
                time.sleep(busy.seconds)
        return self._once(request)

    def _once(self, request: Request) -> Reply:
        try:
            with self._opener.open(request, timeout=PATIENCE) as response:
                return Reply(response.status, _content(response))
        except HTTPError as error:
            with error:
                raise _failure(error) from None
        except TimeoutError:
            raise SiteError(f"{self.site.url} does not answer: try again later") from None
        except URLError as error:
            raise SiteError(f"{self.site.url} cannot be reached: {_reason(error)}") from None
        except (HTTPException, OSError) as error:
            raise SiteError(f"{self.site.url} broke off: {_reason(error)}") from None


class _Busy(SiteError):
    """The site asks to wait."""

    @property
    def seconds(self) -> int:
        return int(self.content["seconds"])


def _opener(site: Site) -> OpenerDirector:
    """Return what opens addresses: through the system's proxy, but never for this machine itself."""
    host = urlsplit(site.url).hostname or ""
    return build_opener(_NoRedirects(), ProxyHandler({} if is_loopback(host) else None))


def _content(response: HTTPResponse | HTTPError) -> bytes:
    deadline, found = time.monotonic() + LONGEST, bytearray()
    while part := response.read1(_PART) if isinstance(response, HTTPResponse) else response.read(_PART):
        found += part
        if len(found) > MOST_BYTES:
            raise SiteError(f"the site's answer is larger than {MOST_BYTES // 1_000_000} MB")
        if time.monotonic() > deadline:
            raise SiteError("the site takes too long to answer: try again later")
    return bytes(found)


def _failure(error: HTTPError) -> SiteError:
    if 300 <= error.code < 400:
        where = str(error.headers.get("Location", "elsewhere"))[:300]
        return SiteError(f"the site sends us on to {where}: if you trust that address, name it instead")
    try:
        body = json.loads(_content(error))
    except (ValueError, RecursionError, HTTPException, OSError):
        body = None
    after = str(error.headers.get("Retry-After", ""))
    if error.code == 429 and after.isdecimal() and int(after) <= LONGEST_WAIT:
        return _Busy(str(refusal(error.code, body)), "too-many", {"seconds": max(int(after), 1)})
    return refusal(error.code, body)


def _reason(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    return str(getattr(reason, "strerror", None) or reason)[:200] or type(error).__name__
