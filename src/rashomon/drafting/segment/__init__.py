"""A page cut into blocks: title, byline, date, paragraphs, comments. Comments are cut out first."""

from __future__ import annotations

from rashomon.drafting.document import Document
from rashomon.drafting.ingest.page import Page


def segment(page: Page) -> Document:
    """Return the document of a page. Raises BadPage where there is no text in it."""
    if page.tree is not None:
        from rashomon.drafting.segment.web_page import from_web_page

        return from_web_page(page)
    if page.origin.format == "markdown":
        from rashomon.drafting.segment.markdown import from_markdown

        return from_markdown(page.text)
    from rashomon.drafting.segment.plain_text import from_plain_text

    return from_plain_text(page.text)
