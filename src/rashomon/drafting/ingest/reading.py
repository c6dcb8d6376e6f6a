"""Bytes to a page: what they are, and what they hold."""

from __future__ import annotations

from hashlib import sha256

from rashomon.drafting.draft import Dropped, Origin
from rashomon.drafting.failures import BadPage
from rashomon.drafting.ingest.page import Page
from rashomon.drafting.ingest.unseen import without_unseen

LARGEST_PAGE = 10_000_000
"""Bytes."""


def page_of(data: bytes, *, name: str, url: str = "", content_type: str = "") -> Page:
    """Return the page that bytes hold. Raises BadPage."""
    if len(data) > LARGEST_PAGE:
        raise BadPage(f"{name} is larger than {LARGEST_PAGE // 1_000_000} MB. Not read.")
    text, dropped = without_unseen(data.decode("utf-8", errors="replace"))
    if not text.strip():
        raise BadPage(f"{name} holds no text.")
    origin = Origin(name=name, url=url, format="text", sha256=sha256(data).hexdigest(), size=len(data))
    return Page(origin, text=text, dropped=tuple(Dropped(what=what, count=count) for what, count in dropped.items()))
