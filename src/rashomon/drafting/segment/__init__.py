"""A page cut into blocks: title, byline, date, paragraphs, comments. Comments are cut out first."""

from __future__ import annotations

from rashomon.drafting.document import Document
from rashomon.drafting.ingest.page import Page


def segment(page: Page) -> Document:
    """Return the document of a page. Raises BadPage where there is no text in it."""
    from rashomon.drafting.segment.plain_text import from_plain_text

    return from_plain_text(page.text)
