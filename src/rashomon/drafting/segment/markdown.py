"""Markdown cut into blocks, by markdown-it: title, paragraphs, lists, quotations, and comments at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from rashomon.drafting.document import BlockKind, Comment, Document
from rashomon.drafting.ingest.web_addresses import web_address
from rashomon.drafting.segment.building import Piece, Words, document_of, one_line, part_of
from rashomon.drafting.segment.plain_comments import is_sure_heading, split_comments, split_unmarked
from rashomon.drafting.segment.plain_text import BOILERPLATE, head_kind

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT = re.compile(r"\A---\s*\n(.*?)\n---\s*(?:\n|\Z)", re.DOTALL)
FIELD = re.compile(r"^(title|author|authors|byline|date)\s*:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
FIELDS = {
    "title": BlockKind.TITLE,
    "author": BlockKind.BYLINE,
    "authors": BlockKind.BYLINE,
    "byline": BlockKind.BYLINE,
    "date": BlockKind.DATE,
}


@dataclass(frozen=True, slots=True)
class _Below:
    """A paragraph below the heading of the comments: its piece, and its words as plain text has them."""

    piece: Piece
    paragraph: str


def from_markdown(text: str) -> Document:
    """Return the document of a Markdown text. Raises BadPage where there is none."""
    from markdown_it import MarkdownIt

    front = FRONT.match(text)
    pieces = list(_front(front[1])) if front else []
    typed = text[front.end() :] if front else text
    tokens = MarkdownIt("commonmark", {"html": False}).parse(typed)
    found, comments = _blocks(tokens, typed.split("\n"))
    if any(piece.kind == BlockKind.TITLE for piece in pieces):
        found = [_heading(piece) for piece in found]
    return document_of([*pieces, *found], comments)


def _front(fields: str) -> Iterator[Piece]:
    for name, value in FIELD.findall(fields):
        yield Piece(FIELDS[name.lower()], one_line(value).strip("\"'[] "))


def _heading(piece: Piece) -> Piece:
    return Piece(BlockKind.HEADING, piece.text, None, piece.links) if piece.kind == BlockKind.TITLE else piece


def _blocks(tokens: list[Token], typed: list[str]) -> tuple[list[Piece], list[Comment]]:
    pieces: list[Piece] = []
    below: list[_Below] = []
    opened: list[str] = []
    entries = 0
    in_comments = is_first = False
    for token in tokens:
        if token.nesting == 1:
            opened.append(token.type)
            is_first = is_first or (token.type == "list_item_open" and opened.count("list_item_open") == 1)
        elif token.nesting == -1:
            opened.pop()
        elif token.type in ("inline", "fence", "code_block"):
            words = _words(token, in_lines=in_comments)
            if in_comments and (piece := words.cut(BlockKind.COMMENT)):
                entries += is_first
                piece = _numbered(piece, entries) if is_first else piece
                below.append(_Below(piece, _cited(piece.text, token, typed)))
            elif not in_comments:
                in_comments = "heading_open" in opened and is_sure_heading(words.text)
                piece = words.cut(BlockKind.BOILERPLATE) if in_comments else _piece(words, opened, pieces)
                pieces += [piece] if piece else []
            is_first = False
    found, comments = _comments(below)
    return [*pieces, *found], comments


def _numbered(piece: Piece, number: int) -> Piece:
    """Return a piece with the number of its entry, as plain text has it."""
    mark = f"{number}. "
    links = tuple((start + len(mark), end + len(mark), url) for start, end, url in piece.links)
    return replace(piece, text=mark + piece.text, links=links)


def _cited(text: str, token: Token, typed: list[str]) -> str:
    """Return text with a `>` before each line that was typed with one; others may belong to the same paragraph."""
    said = text.split("\n")
    lines = typed[slice(*token.map)] if token.map else []
    marks = [line.lstrip().startswith(">") for line in lines]
    return "\n".join(f"> {one}" if is_cited else one for one, is_cited in zip_longest(said, marks[: len(said)]))


def _comments(below: list[_Below]) -> tuple[list[Piece], list[Comment]]:
    """Return the comments that plain text with these paragraphs would hold, with the links on their words."""
    paragraphs = [one.paragraph for one in below]
    found, after = split_comments(paragraphs)
    if not found:
        found, after = split_unmarked(paragraphs)
    made: list[Piece] = []
    left = (one.piece for one in below)
    piece = next(left, None)
    comments = [Comment(number=number, author=one.author, date=one.date) for number, one in enumerate(found, start=1)]
    for number, words in ((number, words) for number, one in enumerate(found, start=1) for words in one.paragraphs):
        while piece is not None and words not in one_line(piece.text):
            piece = next(left, None)
        if piece is not None:
            start = one_line(piece.text).index(words)
            made.append(replace(part_of(piece, start, start + len(words)), comment=number))
    return [*made, *(Piece(BlockKind.BOILERPLATE, words) for words in after if words)], comments


def _piece(words: Words, opened: list[str], before: list[Piece]) -> Piece | None:
    if BOILERPLATE.match(words.text):
        return words.cut(BlockKind.BOILERPLATE)
    if "heading_open" in opened:
        return words.cut(BlockKind.HEADING if before else BlockKind.TITLE)
    if "blockquote_open" in opened:
        return words.cut(BlockKind.BLOCKQUOTE)
    if "list_item_open" in opened:
        return words.cut(BlockKind.LIST_ITEM)
    is_head = len(before) < 4 and all(piece.kind != BlockKind.PARAGRAPH for piece in before)
    return words.cut(head_kind(one_line(words.text)) if is_head else BlockKind.PARAGRAPH)


def _words(token: Token, *, in_lines: bool) -> Words:
    """Return the words of a token; `in_lines` as it was typed."""
    words = Words()
    if token.type != "inline":
        words.add(token.content)
        return words
    for child in token.children or ():
        if child.type == "link_open":
            words.open_link(web_address(str(child.attrGet("href") or "")))
        elif child.type == "link_close":
            words.close_link()
        elif child.type in ("softbreak", "hardbreak"):
            words.add(" ") if child.type == "softbreak" and not in_lines else words.end_line()
        else:
            words.add(child.content)
    return words
