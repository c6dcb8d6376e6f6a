"""The article: Markdown without raw HTML or images, and `[evidence:ID]` as a link to an item."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from markupsafe import Markup

from rashomon.explain.sentence import Mention

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_EVIDENCE = re.compile(r"\[evidence:([a-z0-9][a-z0-9_.-]{0,79})\]")
_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_HEADING_SHIFT = 2  # the page's own headings come above the article's
_LOWEST_HEADING = 6


def markdown_html(source: str, items: dict[str, Mention], box: Callable[[Mention], Markup]) -> Markup:
    """Return the article as HTML. An id that `items` does not hold stays as it was written.

    Raw HTML is shown as text, images become links, and only http and https addresses are linked.
    """
    parser = _parser(items, box)
    tokens = parser.parse(source)
    for token in tokens:
        _adapt(token)
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704 - the renderer escapes


def _parser(items: dict[str, Mention], box: Callable[[Mention], Markup]) -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table").disable("image")
    parser.validateLink = lambda url: _LINK.fullmatch(url) is not None  # type: ignore[method-assign] # its documented way

    def evidence(state: StateInline, silent: bool) -> bool:
        match = _EVIDENCE.match(state.src, state.pos)
        if match is None or match[1] not in items:
            return False
        if not silent:
            token = state.push("html_inline", "", 0)
            token.content = str(box(items[match[1]]))
        state.pos = match.end()
        return True

    parser.inline.ruler.before("link", "evidence", evidence)
    return parser


def _adapt(token: Token) -> None:
    if token.type in ("heading_open", "heading_close"):
        level = min(int(token.tag[1]) + _HEADING_SHIFT, _LOWEST_HEADING)
        token.tag = f"h{level}"
    for child in token.children or ():
        if child.type == "link_open":
            child.attrSet("rel", "noopener noreferrer nofollow ugc")
