"""The links in a text, however they are written, and where they lead."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings

ENDINGS = (
    "com net org info biz ru ua by kz cn de fr uk nl pl it es eu us ca au in br jp io co me tv cc ly gl app xyz top"
)
ENDINGS += " online site shop store club live pro vip win bet casino click link icu buzz fun space website work loan"
# Every repetition ends at a sign that cannot belong to it, so that no text takes more than one pass.
_LINK = re.compile(
    r"\[[^\[\]\n]{0,300}\]\(\s*<?(?P<target>[^\s<>()]+)"  # [words](address) of Markdown
    r"|(?P<address>[a-z][a-z0-9+.-]{1,15}:/{1,2}[^\s<>\"'\[\]()]+)"
    r"|(?P<bare>(?<![\w@.-])(?:www\.[^\s<>\"'\[\]()]+"
    rf"|(?:[\w-]{{1,63}}\.){{1,8}}(?:{'|'.join(ENDINGS.split())})(?![\w-])(?::\d+)?(?:/[^\s<>\"'\[\]()]*)?))",
    re.IGNORECASE,
)
_UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Link:
    """A link: the text of its address, and the host, in small letters and without `www.`"""

    address: str
    host: str
    signs: int  # how much of the text it takes


def links_in(text: str) -> list[Link]:
    """Return the links to other sites, in their order."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", unescape(text)))
    found = [_link(match) for match in _LINK.finditer(plain)]
    return [link for link in found if link and not _is_own(link.host)]


def host_of(address: str) -> str:
    """Return the host of an address as it is compared: ASCII, in small letters, without `www.`; "" without one."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
        host = host.encode("idna").decode() if not host.isascii() else host
    except ValueError:  # no address, or a host that no name server could know
        return ""
    name = host.casefold().rstrip(".").removeprefix("www.")
    return name if all(name.split(".")) else ""


def is_within(host: str, domains: set[str] | frozenset[str]) -> str:
    """Return which of the domains the host is or belongs to; "" for none."""
    parts = host.split(".")
    return next((name for at in range(len(parts)) if (name := ".".join(parts[at:])) in domains), "")


def _link(match: re.Match[str]) -> Link | None:
    address = next(text for text in match.groups() if text).rstrip(".,;:!?*_")
    if match["target"] and not match["target"].startswith("//") and ":" not in address.split("/")[0]:
        return None  # a link within this site
    host = host_of(address.replace(":/", "://", 1) if ":/" in address and "://" not in address else address)
    return Link(address, host, len(match[0])) if host or "://" in address else None


def _is_own(host: str) -> bool:
    return bool(host) and host == host_of(settings.SITE_URL)
