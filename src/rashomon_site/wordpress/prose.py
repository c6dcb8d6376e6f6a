"""HTML as WordPress stores it to Markdown, and back."""

from __future__ import annotations

import re

import nh3
from markdownify import markdownify

BLOCKS = re.compile(r"<!--.*?-->", re.DOTALL)  # where the block editor keeps its notes
TAGS = {
    "a", "b", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre",
    "strong", "ul",
}  # fmt: skip
DROPPED = {"script", "style", "iframe", "object", "form", "svg"}


def to_markdown(html: str) -> str:
    """Return prose as Markdown: what is no prose is dropped, and single line ends become paragraphs and breaks."""
    clean = nh3.clean(
        BLOCKS.sub("", html),
        tags=TAGS,
        clean_content_tags=DROPPED,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel=None,
    )
    return re.sub(r"\n{3,}", "\n\n", markdownify(_paragraphs(clean), heading_style="ATX", bullets="-")).strip()


def _paragraphs(html: str) -> str:
    """Do what WordPress does on showing: an empty line parts paragraphs, a line end is a break."""
    if re.search(r"<(p|blockquote|ul|ol|pre|h\d)\b", html):
        return html
    parts = [part.strip() for part in re.split(r"\n\s*\n", html.replace("\r\n", "\n")) if part.strip()]
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts)
