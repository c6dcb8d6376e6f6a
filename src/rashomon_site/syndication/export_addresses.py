"""Which addresses a static export holds, the file for each, and how one file links to another."""

from __future__ import annotations

import posixpath
import re
from hashlib import sha256
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

EXPORTED = ("reading", "syndication")
NOT_EXPORTED = ("oembed",)
COMMENTS = ("thread", "comment", "case_feed", "site_feed")
"""Of the discussion, what readers read: the rest is for writing."""

WITHOUT_QUERY = ("compare", "share_image", "card", "download")
"""Pages whose query is a reader's own: numbers to try, or a mark for caches."""

_ODD = re.compile(r"[^A-Za-z0-9.=,_-]")
LONGEST_QUERY_NAME = 80


def live(address: str) -> str:
    """Return the full address on the live site of a path with its query."""
    return urljoin(f"{settings.SITE_URL}/", address.lstrip("/")) if address.startswith("/") else address


def place(base: str, link: str) -> tuple[str, str] | None:
    """Return path with query, and fragment, of a link on the page at `base`; None for one that leads elsewhere."""
    own = urlsplit(settings.SITE_URL)
    try:
        parts = urlsplit(urljoin(f"{settings.SITE_URL}{base}", link.strip()))
    except ValueError:
        return None
    if (parts.scheme, parts.netloc) != (own.scheme, own.netloc) or not parts.path.startswith(f"{own.path}/"):
        return None
    path = parts.path.removeprefix(own.path)
    return (f"{path}?{parts.query}" if parts.query else path), parts.fragment


def exported(address: str) -> str:
    """Return the address under which an export holds what is at `address`; "" if it does not hold it."""
    path, _, query = address.partition("?")
    if path.startswith(settings.STATIC_URL):
        return path
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    is_read = match.namespace in EXPORTED or (match.namespace == "comments" and match.url_name in COMMENTS)
    if not is_read or match.url_name in NOT_EXPORTED:
        return ""
    kept = "" if match.url_name in WITHOUT_QUERY else _query(query)
    return f"{path}?{kept}" if kept else path


def _query(query: str) -> str:
    return "&".join(f"{quote(name)}={quote(value)}" for name, value in sorted(parse_qsl(query)))


def file_of(address: str) -> str:
    """Return the file, relative to the export, for an exported address."""
    path, _, query = address.partition("?")
    name = path.lstrip("/")
    if name and not name.endswith("/"):
        return name
    return f"{name}{_folder(query)}index.html"


def _folder(query: str) -> str:
    """Return a folder for one page of a list; slugs hold no "=", so that it is never that of another page."""
    if not query:
        return ""
    name = query.replace("&", ",")
    if _ODD.search(name) or len(name) > LONGEST_QUERY_NAME:
        name = "query=" + sha256(query.encode()).hexdigest()[:16]
    return f"{name}/"


def relative(source: str, target: str, fragment: str = "") -> str:
    """Return how the file `source` links to the file `target`."""
    way = quote(posixpath.relpath(target, posixpath.dirname(source) or "."), safe="/=,.-_~")
    return f"{way}#{fragment}" if fragment else way
