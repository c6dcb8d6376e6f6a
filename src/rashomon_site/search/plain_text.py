"""Markdown as the words that a reader sees."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_ITEM_LINK = re.compile(r"\s?\[evidence:[a-z0-9_.-]+\]")


def plain_text(markdown: str) -> str:
    """Return the text of a Markdown document, a line for each paragraph, heading or cell."""
    tokens = _parser().parse(_ITEM_LINK.sub("", markdown))
    blocks = (_inline(token.children or []) if token.type == "inline" else token.content for token in tokens)
    return "\n".join(block.strip() for block in blocks if block.strip())


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 20}).enable("table")


def _inline(children: list) -> str:  # type: ignore[type-arg]
    breaks = ("softbreak", "hardbreak")
    return "".join(" " if child.type in breaks else child.content for child in children)
