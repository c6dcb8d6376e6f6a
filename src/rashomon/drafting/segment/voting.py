"""What trafilatura takes for the article: a second vote, which adds no words."""

from __future__ import annotations

import logging
import re
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST = 1_000_000
"""Signs of a page with its markup, above which there is no vote: its time grows faster than the page."""
WIDEST = 2_000
"""Elements in one element, above which there is none, for the same reason."""


def voted(tree: HtmlElement) -> frozenset[str]:
    """Return what trafilatura takes for the article, by plain words; nothing where it fails or is missing."""
    if any(len(element) > WIDEST for element in tree.iter()):
        return frozenset()
    try:
        import trafilatura
        from lxml.html import tostring

        html = tostring(tree, encoding="unicode")
        logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is no news to anybody
        text = "" if len(html) > LARGEST else _extracted(trafilatura, html)
    except Exception:  # it only votes, and whatever it stumbles over is no reason to stop
        return frozenset()
    return frozenset(plain(line) for line in text.splitlines() if len(line) > 3)


def _extracted(trafilatura: ModuleType, html: str) -> str:
    found = trafilatura.extract(html, include_comments=False, include_tables=False, favor_precision=True)
    return str(found or "")


def plain(text: str) -> str:
    """Return letters and digits alone, in small letters."""
    return re.sub(r"[\W_]+", "", text).lower()
