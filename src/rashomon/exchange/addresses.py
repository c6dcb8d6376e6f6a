"""Addresses of sites and of cases on them, as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from rashomon.problems import UsageError

SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")  # a name, or an address of IPv6
_PATH = re.compile(r"[A-Za-z0-9/._~%-]*")
_CASE = re.compile(r"(?P<base>.*?)/cases/(?P<slug>[^/]+)(/.*)?")


@dataclass(frozen=True, slots=True)
class Site:
    """Where a site is: `https://cases.example`, or with a path below which it lives."""

    url: str

    @property
    def api(self) -> str:
        """The address below which its API is."""
        return f"{self.url}/api/v1"


def site_at(text: str) -> Site:
    """Return the site of an address; raises UsageError for one that cannot be used, or not safely."""
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise UsageError(f"`{text}` is not an address: write it as https://cases.example") from None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host) or not text.strip().isprintable():
        raise UsageError(f"`{text}` is not an address: write it as https://cases.example")
    if parts.username is not None or parts.password is not None:
        raise UsageError("an address holds no name and no password: the token goes into RASHOMON_TOKEN")
    if parts.query or parts.fragment or not _PATH.fullmatch(parts.path):
        raise UsageError(f"`{text}` is more than the address of a site: leave out what follows the path")
    if parts.scheme == "http" and not is_loopback(host):
        raise UsageError(f"`{text}` is not encrypted, and a token would be sent in the open: use https")
    shown = f"[{host}]" if ":" in host else host
    return Site(f"{parts.scheme}://{shown}{f':{port}' if port else ''}{parts.path.rstrip('/')}")


def is_loopback(host: str) -> bool:
    """Whether only this machine answers there."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def site_and_slug(text: str) -> tuple[Site | None, str]:
    """Split the address of a case into its site and its name; a bare name has no site, a bare site no name."""
    if "://" not in text:
        return None, checked_slug(text)
    address = text.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]
    scheme, _, rest = address.partition("://")
    found = _CASE.fullmatch(rest)
    if found is None:
        return site_at(address), ""
    return site_at(f"{scheme}://{found['base']}"), checked_slug(found["slug"])


def checked_slug(text: str) -> str:
    """Return the name of a case; raises UsageError for what cannot be one."""
    if not SLUG.fullmatch(text):
        raise UsageError(f"`{text[:100]}` is not the name of a case: take it from its address, such as wagner-2023")
    return text
