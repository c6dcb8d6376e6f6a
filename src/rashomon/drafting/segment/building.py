"""The canonical text, put together from pieces: blanks made one, an empty line between blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rashomon.drafting.document import LONGEST_TEXT, MOST_BLOCKS, Block, BlockKind, Comment, Document, Link
from rashomon.drafting.failures import BadPage

BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the page that belong together, before they have a place; links are places within `text`."""

    kind: BlockKind
    text: str
    comment: int | None = None
    links: tuple[tuple[int, int, str], ...] = ()
    leading: tuple[int, int] = (0, 0)
    """How many links of any sort there are, and how many signs they cover."""


@dataclass
class Words:
    """Words as they come, with every run of blanks made one sign, and the links on them."""

    text: str = ""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    leading: tuple[int, int] = (0, 0)

    def add(self, words: str) -> None:
        """Add words as a page shows them: a run of blanks is one blank, and none stands at the start of a line."""
        words = re.sub(r"\s+", " ", words)
        if not self.text or self.text[-1] in " \n":
            words = words.lstrip(" ")
        self.text += words

    def end_line(self) -> None:
        """End the line, as `<br>` does; never twice."""
        self.text = self.text.rstrip(" ")
        if self.text and not self.text.endswith("\n"):
            self.text += "\n"

    def link(self, start: int, url: str) -> None:
        """Make a link of what was added since `start`."""
        end = len(self.text.rstrip())
        start += len(self.text[start:]) - len(self.text[start:].lstrip())
        if start < end:
            self.links.append((start, end, url))

    def piece(self, kind: BlockKind, comment: int | None = None) -> Piece | None:
        """Return the words as a piece, or None if there are none."""
        text = self.text.rstrip()
        links = tuple((start, min(end, len(text)), url) for start, end, url in self.links if start < len(text))
        return Piece(kind, text, comment, links, self.leading) if text else None


def one_line(text: str) -> str:
    """Return a text with every run of blanks made one."""
    return re.sub(r"\s+", " ", text).strip()


def document_of(pieces: Iterable[Piece], comments: Iterable[Comment] = (), language: str = "") -> Document:
    """Return the document of these pieces, in order; empty ones are left out. Raises BadPage if there are too many."""
    blocks: list[Block] = []
    text: list[str] = []
    length = 0
    for piece in pieces:
        if not piece.text.strip():
            continue
        start = length + (len(BETWEEN) if blocks else 0)
        length = start + len(piece.text)
        if length > LONGEST_TEXT or len(blocks) >= MOST_BLOCKS:
            raise BadPage(f"The page holds more than {LONGEST_TEXT:,} characters or {MOST_BLOCKS:,} blocks. Not read.")
        links = tuple(Link(start=start + first, end=start + last, url=url) for first, last, url in piece.links)
        block_id = f"b{len(blocks) + 1}"
        blocks.append(Block(id=block_id, kind=piece.kind, start=start, end=length, comment=piece.comment, links=links))
        text.append(piece.text)
    if not blocks:
        raise BadPage("The page holds no text that a reader sees.")
    kept = {block.comment for block in blocks}
    told = tuple(comment for comment in comments if comment.number in kept)
    return Document(text=BETWEEN.join(text), blocks=tuple(blocks), comments=told, language=language or "en")
