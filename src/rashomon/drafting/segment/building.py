"""The canonical text, put together from pieces: blanks made one, an empty line between blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.drafting.document import Block, BlockKind, Comment, Document

BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the page that belong together, before they have a place."""

    kind: BlockKind
    text: str
    comment: int | None = None


def one_line(text: str) -> str:
    """Return a text with every run of blanks made one."""
    return re.sub(r"\s+", " ", text).strip()


def document_of(pieces: Iterable[Piece], comments: Iterable[Comment] = (), language: str = "en") -> Document:
    """Return the document of these pieces, in order; empty ones are left out."""
    blocks: list[Block] = []
    text: list[str] = []
    length = 0
    for piece in pieces:
        words = one_line(piece.text)
        if not words:
            continue
        start = length + (len(BETWEEN) if blocks else 0)
        blocks.append(
            Block(id=f"b{len(blocks) + 1}", kind=piece.kind, start=start, end=start + len(words), comment=piece.comment)
        )
        text.append(words)
        length = start + len(words)
    return Document(text=BETWEEN.join(text), blocks=tuple(blocks), comments=tuple(comments), language=language)
