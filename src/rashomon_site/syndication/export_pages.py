"""Walk the whole site from inside, as a reader without an account, and note every link."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils._os import safe_join

from rashomon_site.cases.models import Publication
from rashomon_site.syndication.downloads import DOWNLOADS
from rashomon_site.syndication.export_addresses import exported, file_of, live, place
from rashomon_site.syndication.export_rewriting import links_in_css, links_in_html
from rashomon_site.syndication.sitemap import PAGES

EVERY = 100  # pages between two words of progress
REQUEST_LOG = "rashomon_site.requests"

Say = Callable[[str], object]


class ExportFailed(Exception):
    """The site cannot be exported; the message says why. Nothing was replaced."""


@dataclass
class Walk:
    """What was found: for each address the kind of file, or where it leads; and what is missing."""

    folder: Path
    say: Say
    kinds: dict[str, str] = field(default_factory=dict)  # exported address: content type
    moved: dict[str, str] = field(default_factory=dict)  # exported address: another address
    fragments: dict[str, str] = field(default_factory=dict)  # exported address: the place on the page it leads to
    missing: set[str] = field(default_factory=set)
    outside: set[str] = field(default_factory=set)  # addresses of the site that no export holds

    def file(self, address: str) -> str:
        """Return the file that stands for an address, "" if the export has none."""
        kept = exported(address)
        for _ in range(5):  # a redirect may lead to another
            if kept in self.kinds:
                return file_of(kept)
            kept = exported(self.moved.get(kept, "")) if kept in self.moved else ""
        return ""

    def run(self) -> None:
        """Fetch everything that can be reached."""
        handler, waiting, seen = WSGIHandler(), deque(_start()), set[str]()
        with _quiet():
            while waiting:
                address = exported(waiting.popleft())
                if not address or address in seen:
                    continue
                seen.add(address)
                waiting.extend(self._visit(handler, address))
                if len(seen) % EVERY == 0:
                    self.say(f"{len(seen):,} files, {len(waiting):,} links to follow")

    def _visit(self, handler: WSGIHandler, address: str) -> list[str]:
        if address.startswith(settings.STATIC_URL):
            return self._take_static(address)
        # Not closed: it holds nothing open, and closing ends a request, with all that the site does then.
        return self._take_answer(address, handler.get_response(_request(address)))

    def _take_static(self, address: str) -> list[str]:
        path = _static_file(unquote(address.removeprefix(settings.STATIC_URL)))
        if path is None:
            self.missing.add(address)
            return []
        return self._keep(address, path.read_bytes(), guess_type(path.name)[0] or "")

    def _take_answer(self, address: str, response: HttpResponseBase) -> list[str]:
        if response.status_code in (301, 302, 303, 307, 308):
            self.moved[address], self.fragments[address] = place(address, response["Location"]) or ("", "")
            return [self.moved[address]]
        if response.status_code != 200:
            if response.status_code >= 500 or address == "/":
                raise ExportFailed(f"{live(address)} answered {response.status_code}. {_hint(response)}")
            self.missing.add(address)
            return []
        assert isinstance(response, HttpResponse)  # only static files come as streams
        return self._keep(address, response.content, response.get("Content-Type", "").partition(";")[0])

    def _keep(self, address: str, content: bytes, kind: str) -> list[str]:
        self.kinds[address] = kind
        target = self.folder / file_of(address)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        return list(self._followed(address, _links(kind, content)))

    def _followed(self, address: str, links: Iterable[str]) -> Iterator[str]:
        for link in links:
            found = place(address, link)
            if found and exported(found[0]):
                yield found[0]
            elif found:
                self.outside.add(found[0])


def _hint(response: HttpResponseBase) -> str:
    if response.status_code == 400:
        return "Is the host name of RASHOMON_URL among RASHOMON_HOSTS?"
    return "The log of this command says more."


def _static_file(name: str) -> Path | None:
    """Return a static file as gathered for a public site, or as it lies in the package."""
    try:
        gathered = safe_join(settings.STATIC_ROOT, name)
        found = gathered if Path(gathered).is_file() else finders.find(name)
    except (SuspiciousFileOperation, ValueError):
        return None
    return Path(found) if isinstance(found, str) and Path(found).is_file() else None


def _links(kind: str, content: bytes) -> list[str]:
    if kind == "text/html":
        return links_in_html(content.decode())
    return links_in_css(content.decode()) if kind == "text/css" else []


def _start() -> Iterator[str]:
    """Yield where the walk begins: what no page may link to is named here."""
    yield "/"
    yield from (reverse(f"reading:{name}") for name in PAGES)
    yield from (reverse(f"syndication:{name}") for name in ("site_feed", "changes_feed", "sitemap", "robots"))
    shown = Publication.objects.shown().filter(case__published_revision__isnull=False)
    pairs = shown.order_by("case__slug", "revision__number").values_list("case__slug", "revision__number").distinct()
    for slug, number in pairs:
        yield from _of_case(slug)
        yield f"/cases/{slug}/revisions/{number}/"
        yield from (f"/cases/{slug}/revisions/{number}/{name}" for name in DOWNLOADS)


def _of_case(slug: str) -> Iterator[str]:
    for name in ("", "revisions/", "over-time/", "compare/", "feed.atom", "card/", "share/", "share.png"):
        yield f"/cases/{slug}/{name}"


def _request(address: str) -> WSGIRequest:
    own = urlsplit(settings.SITE_URL)
    path, _, query = address.partition("?")
    secure = own.scheme == "https"
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(path).encode().decode("latin-1"),
        "QUERY_STRING": query,
        "HTTP_HOST": own.netloc,
        "SERVER_NAME": own.hostname or "localhost",
        "SERVER_PORT": str(own.port or (443 if secure else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": own.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
    }
    return WSGIRequest(environ | ({"HTTP_X_FORWARDED_PROTO": "https"} if secure else {}))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the request log for requests that somebody made."""
    log = logging.getLogger(REQUEST_LOG)
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)
