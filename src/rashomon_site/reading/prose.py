"""Markdown from strangers: the library turns it into HTML without raw HTML, and nh3 looks at what came out."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt

TAGS = {
    "a", "b", "blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre",
    "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title", "rel"}, "ol": {"start"}}
CLASSES = {"a": {"e"}, "span": {"vh"}}  # the numbers of evidence items


def clean_html(html: str) -> str:
    """Return HTML with nothing but plain prose in it: no script, style, form or picture, and only web links."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes={"http", "https"},
        link_rel=None,  # the library has set it, on links that lead away
        generic_attribute_prefixes=set(),
    )


def plain_markdown(text: str) -> str:
    """Return a short text in Markdown, such as a biography, as clean HTML with links that pass on no credit."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).disable(["image", "heading", "lheading"])
    return nh3.clean(
        parser.render(text),
        tags=TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer nofollow ugc",
    )
