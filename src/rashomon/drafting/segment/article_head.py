"""Title, byline, date and the author's bio of a page, where its markup tells them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rashomon.drafting.document import BlockKind
from rashomon.drafting.segment.article_marks import BIO, BYLINE, CONTAINERS, DATE, TITLE
from rashomon.drafting.segment.elements import HEADINGS, classes, has_words, is_short, prop, tokens

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_HEAD = 200


def head_of(body: HtmlElement, container: HtmlElement) -> Mapping[HtmlElement, BlockKind]:
    """Find title, byline, date and bio; the first title, and of the running text nothing but a bio."""
    kinds: dict[HtmlElement, BlockKind] = {}
    title = _title(body)
    if title is not None:
        kinds[title] = BlockKind.TITLE
    text = list(container.iterdescendants()) if _is_text(container) else []
    within = set(text)
    for element in body.iter():
        kind = _kind(element) if isinstance(element.tag, str) else None
        if kind and element not in within:
            _add(kinds, element, kind)
    for element in text:
        if _is_bio(element):
            _add(kinds, element, BlockKind.BIO)
    return kinds


def _add(kinds: dict[HtmlElement, BlockKind], element: HtmlElement, kind: BlockKind) -> None:
    is_free = element not in kinds and not any(up in kinds for up in element.iterancestors())
    if is_free and has_words(element) and (kind == BlockKind.BIO or is_short(element, LONGEST_HEAD)):
        kinds[element] = kind


def _is_text(container: HtmlElement) -> bool:
    """Return whether a container holds the running text alone, and not the head above it, too."""
    return "articlebody" in prop(container) or any(re.match(CONTAINERS[0], token) for token in tokens(container))


def _title(body: HtmlElement) -> HtmlElement | None:
    named = [one for one in body.iter() if "headline" in prop(one) or any(TITLE.match(token) for token in classes(one))]
    first = [one for one in body.iter("h1") if has_words(one)]
    for found in (named if len(named) == 1 else [], first if len(first) == 1 else [], named, first):
        if found and has_words(found[0]):
            return found[0]
    return None


def _kind(element: HtmlElement) -> BlockKind | None:
    named = classes(element)
    if _is_bio(element):
        return BlockKind.BIO
    if element.tag in HEADINGS:
        return None
    if any(BYLINE.match(token) for token in named) or element.get("rel") == "author" or "author" in prop(element):
        return BlockKind.BYLINE
    is_date = any(DATE.match(token) for token in named) or "datepublished" in prop(element) or element.tag == "time"
    return BlockKind.DATE if is_date else None


def _is_bio(element: HtmlElement) -> bool:
    return any(BIO.match(token) for token in classes(element))
