"""A web page cut into blocks: comments first, then the article, then what only the metadata says."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from rashomon.drafting.document import BODY, BlockKind, Document
from rashomon.drafting.failures import BadPage
from rashomon.drafting.ingest.page import About, Page
from rashomon.drafting.segment.article import article_pieces
from rashomon.drafting.segment.building import Piece, document_of, one_line
from rashomon.drafting.segment.comments import add_ready, cut_out
from rashomon.drafting.segment.elements import part_rows

INSTEAD = {BlockKind.TITLE: "title", BlockKind.DATE: "date", BlockKind.BIO: "bio"}


def from_web_page(page: Page) -> Document:
    """Return the document of a web page. Raises BadPage where a reader would see no text."""
    assert page.tree is not None
    tree = deepcopy(page.tree)
    part_rows(tree)
    base = page.origin.url
    comments = cut_out(tree, base)
    if not comments.comments:
        add_ready(comments, page.comments)
    article = _once(article_pieces(tree, base))
    if not any(piece.kind in BODY for piece in article) and not comments.comments:
        raise BadPage(f"{page.origin.name}: no article was found on the page. Paste its text instead.")
    pieces = [*_from_metadata(page.about, article), *article, *comments.pieces, *comments.rest]
    return document_of(pieces, comments.comments, page.about.language)


def _from_metadata(about: About, article: list[Piece]) -> Iterator[Piece]:
    """Yield what the visible page does not say: title, authors, date and bio."""
    seen = {piece.kind for piece in article}
    if BlockKind.TITLE not in seen and about.title:
        yield Piece(BlockKind.TITLE, one_line(about.title))
    if BlockKind.BYLINE not in seen:
        yield from (Piece(BlockKind.BYLINE, one_line(author)) for author in about.authors)
    if BlockKind.DATE not in seen and about.date:
        yield Piece(BlockKind.DATE, one_line(about.date))
    if BlockKind.BIO not in seen and about.bio:
        yield Piece(BlockKind.BIO, one_line(about.bio))


def _once(pieces: list[Piece]) -> list[Piece]:
    """Return pieces without a second byline or date of the same words."""
    seen: set[tuple[BlockKind, str]] = set()
    kept = []
    for piece in pieces:
        key = (piece.kind, piece.text)
        if piece.kind in (BlockKind.BYLINE, BlockKind.DATE, BlockKind.BIO) and key in seen:
            continue
        seen.add(key)
        kept.append(piece)
    return kept
