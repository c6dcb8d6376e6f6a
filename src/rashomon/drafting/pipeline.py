"""The stages put together: from a page to a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.drafting.document import Document
from rashomon.drafting.draft import Draft, Dropped, Origin
from rashomon.drafting.link.linking import link
from rashomon.drafting.propose import language_model
from rashomon.drafting.propose.rules.reader import RulesReader
from rashomon.drafting.segment.stated_comments import missing_comments

if TYPE_CHECKING:
    from rashomon.drafting.ingest.page import Page
    from rashomon.drafting.propose.found import Reader


def rules_reader() -> RulesReader:
    """Return the built-in reader without a language model."""
    return RulesReader()


def model_reader() -> RulesReader:
    """Return the built-in reader with spaCy's model. Raises ReaderFailure if it is missing or not genuine."""
    return RulesReader(language_model.load())


def default_reader() -> RulesReader:
    """Return the reader with the model where one is installed, else rules alone.

    Raises ReaderFailure if a model is installed that is not the one we know.
    """
    return model_reader() if language_model.installed() else rules_reader()


def draft_page(page: Page, reader: Reader | None = None) -> Draft:
    """Return the draft of a page. Raises BadPage, and ReaderFailure where the reader cannot work."""
    from rashomon.drafting.segment import segment

    return draft_document(segment(page), page.origin, page.dropped, reader)


def draft_document(
    document: Document, origin: Origin, dropped: tuple[Dropped, ...] = (), reader: Reader | None = None
) -> Draft:
    """Return the draft of an article that is cut up already."""
    reading = (reader or default_reader()).read(document)
    return Draft(
        origin=origin,
        dropped=dropped,
        document=document,
        items=link(document, reading.found),
        read_by=reading.read_by,
        warnings=(*missing_comments(document), *reading.warnings),
    )
