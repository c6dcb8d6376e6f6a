"""Bytes to a page: what they are, and what they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from rashomon.drafting.document import LONGEST_TEXT
from rashomon.drafting.draft import Dropped, Format, Origin
from rashomon.drafting.failures import BadPage
from rashomon.drafting.ingest.decoding import decode
from rashomon.drafting.ingest.page import Page, ReadyComment
from rashomon.drafting.ingest.unseen import without_unseen
from rashomon.drafting.ingest.web_addresses import web_address

LARGEST_PAGE = 10_000_000
"""Bytes."""
HTML = re.compile(
    r"<!doctype html|<(?:html|head|body|article|main|section|div|p|h1|h2|ol|ul|table|blockquote|span|br)\b[^>]*>",
    re.IGNORECASE,
)
MARKDOWN = re.compile(r"^(?:#{1,3} \S|\s*---\s*$|[-*] \[|.*\]\(https?://)", re.MULTILINE)
HEAD = 5_000


def page_of(data: bytes, *, name: str, url: str = "", content_type: str = "") -> Page:
    """Return the page that bytes hold: a web page, Markdown or plain text. Raises BadPage."""
    if len(data) > LARGEST_PAGE:
        raise BadPage(f"{name} is larger than {LARGEST_PAGE // 1_000_000} MB. Not read.")
    text = decode(data, name=name, content_type=content_type)
    _refuse_other_files(text, name)
    form = _format(text, name, content_type)
    origin = Origin(
        name=name[:1000], url=web_address(url), format=form, sha256=sha256(data).hexdigest(), size=len(data)
    )
    return _web_page(text, origin) if form == "html" else _text_page(text, origin)


def _refuse_other_files(text: str, name: str) -> None:
    head = text[:HEAD]
    if "wordpress.org/export" in head:
        raise BadPage(
            f"{name} is a WordPress export of many articles: `rashomon draft EXPORT.xml` makes a draft of each."
        )
    if "<?xml" in head[:100] and "<html" not in head:
        raise BadPage(f"{name} is XML, and no web page. Save the page itself and give that.")
    if re.match(r"\s*\{\s*\"rashomon_draft\"", head):
        raise BadPage(f"{name} is a draft already: `rashomon review` shows it item by item.")


def html_page(html: str, origin: Origin, comments: tuple[ReadyComment, ...] = ()) -> Page:
    """Return the page of a piece of HTML whose comments came apart from it, as in an export. Raises BadPage."""
    page = _web_page(html, origin)
    return replace(page, comments=comments)


def _format(text: str, name: str, content_type: str) -> Format:
    if "html" in content_type.lower() or name.lower().endswith((".html", ".htm", ".xhtml")):
        return "html"
    if "markdown" in content_type.lower() or name.lower().endswith((".md", ".markdown")):
        return "markdown"
    if name.lower().endswith(".txt") or "text/plain" in content_type.lower():
        return "text"
    if HTML.search(text[:HEAD]):
        return "html"
    return "markdown" if MARKDOWN.search(text[:HEAD]) else "text"


def _text_page(text: str, origin: Origin) -> Page:
    text, dropped = without_unseen(text)
    if not text.strip():
        raise BadPage(f"{origin.name} holds no text.")
    if len(text) > LONGEST_TEXT:
        raise BadPage(f"{origin.name} holds more than {LONGEST_TEXT:,} characters. Not read.")
    return Page(origin, text=text, dropped=_told(dropped))


def _web_page(text: str, origin: Origin) -> Page:
    from rashomon.drafting.ingest.about import about
    from rashomon.drafting.ingest.hidden import drop_hidden
    from rashomon.drafting.ingest.html_tree import parse

    if not text.strip():
        raise BadPage(f"{origin.name} holds no text.")
    tree = parse(text, name=origin.name)
    described, comments = about(tree)
    dropped = drop_hidden(tree)
    origin = origin if origin.url else origin.model_copy(update={"url": described.url})
    return Page(origin, tree=tree, about=described, comments=comments, dropped=_told(dropped))


def _told(dropped: Mapping[str, int]) -> tuple[Dropped, ...]:
    return tuple(Dropped(what=what, count=count) for what, count in sorted(dropped.items()))
