"""HTML to a tree, however broken, within limits; nothing is fetched and no entity is expanded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.drafting.failures import BadPage

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DEEPEST = 200
MOST_ELEMENTS = 200_000
INSTALL = 'pip install "rashomon[drafting]"'
DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
TOO_DEEP = "{} nests more than {} elements. Not read."


def parse(text: str, *, name: str) -> HtmlElement:
    """Return the tree of a page. Raises BadPage for one that is empty, too deep or too large."""
    try:
        from lxml import etree
        from lxml.html import HTMLParser, document_fromstring
    except ImportError:
        raise BadPage(f"{name} is a web page, and reading one takes two more packages. Install: {INSTALL}") from None
    _check_depth(text, name)
    parser = HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_pis=True, remove_comments=True)
    try:
        tree: HtmlElement = document_fromstring(DECLARED.sub("", text).encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise BadPage(f"{name} cannot be read as a web page: {error}") from None
    _check_size(tree, name)
    return tree


def _check_depth(text: str, name: str) -> None:
    """Refuse at once what would take long to refuse later: thousands of elements opened and never closed."""
    opened = len(re.findall(r"<(?:div|span|blockquote|b|i|em|font|table|ul|ol|section|article|center)\b", text))
    closed = len(re.findall(r"</(?:div|span|blockquote|b|i|em|font|table|ul|ol|section|article|center)\b", text))
    if opened - closed > 10 * DEEPEST:
        raise BadPage(TOO_DEEP.format(name, DEEPEST))


def _check_size(tree: HtmlElement, name: str) -> None:
    elements, depth = 0, 0
    from lxml import etree

    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > DEEPEST:
            raise BadPage(TOO_DEEP.format(name, DEEPEST))
        if elements > MOST_ELEMENTS:
            raise BadPage(f"{name} holds more than {MOST_ELEMENTS:,} elements. Not read.")
