"""The canonical text, put together from pieces: blanks made one, an empty line between blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

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


def part_of(piece: Piece, start: int, end: int) -> Piece:
    """Return a part of a piece, with the links in it."""
    links = ((max(0, a - start), min(b, end) - start, url) for a, b, url in piece.links if a < end and b > start)
    return replace(piece, text=piece.text[start:end], links=tuple(links))


def lines_of(piece: Piece) -> list[Piece]:
    """Return the lines of a piece as pieces."""
    return [part_of(piece, found.start(), found.end()) for found in re.finditer(r"[^\n]+", piece.text)]


class Words:
    """Words as they come, with every run of blanks made one sign, and the links on them.

    They are kept in parts, since one text that grows sign by sign takes time by the square of its length.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._opened: list[tuple[int, str]] = []
        self._links: list[tuple[int, int, str]] = []
        self._leading = (0, 0)

    @property
    def text(self) -> str:
        """Return the words so far."""
        return "".join(self._parts)

    @property
    def _last(self) -> str:
        return self._parts[-1][-1] if self._parts else "\n"

    def _put(self, words: str) -> None:
        if words:
            self._parts.append(words)
            self._length += len(words)

    def _take_blank(self) -> None:
        if self._parts and self._last == " ":
            last = self._parts.pop()[:-1]
            self._length -= len(last) + 1
            self._put(last)

    def add(self, words: str) -> None:
        """Add words as a page shows them: a run of blanks is one blank, and none stands at the start of a line."""
        words = re.sub(r"\s+", " ", words)
        self._put(words.lstrip(" ") if self._last in " \n" else words)

    def end_line(self) -> bool:
        """End the line, as `<br>` does, and return whether it had ended before; it never ends twice."""
        self._take_blank()
        if self._last == "\n":
            return bool(self._parts)
        self._put("\n")
        return False

    def open_link(self, url: str) -> None:
        """Begin a link; one without an address is counted only."""
        self._opened.append((self._length, url))

    def close_link(self) -> None:
        """Make a link of what was added since it was opened."""
        start, url = self._opened.pop()
        self._leading = (self._leading[0] + 1, self._leading[1] + max(0, self._length - start))
        if url and start < self._length:
            self._links.append((start, self._length, url))

    def cut(self, kind: BlockKind, comment: int | None = None) -> Piece | None:
        """Return the words as a piece, or None if there are none, and begin anew; links go on."""
        opened = [url for _, url in self._opened]
        while self._opened:
            self.close_link()
        text = self.text.rstrip()
        links = tuple(link for link in (_trimmed(text, *one) for one in self._links) if link)
        piece = Piece(kind, text, comment, links, self._leading) if text else None
        self._parts, self._length, self._links, self._leading = [], 0, [], (0, 0)
        for url in opened:
            self.open_link(url)
        return piece


def _trimmed(text: str, start: int, end: int, url: str) -> tuple[int, int, str] | None:
    """Return a link without blanks at its ends, or None if nothing is left."""
    end = min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end, url) if start < end else None


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
