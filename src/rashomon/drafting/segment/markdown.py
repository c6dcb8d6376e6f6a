"""Markdown cut into blocks, by markdown-it: title, paragraphs, lists, quotations, and numbered comments at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rashomon.drafting.document import BlockKind, Comment, Document
from rashomon.drafting.ingest.web_addresses import web_address
from rashomon.drafting.segment.building import Piece, Words, document_of, one_line
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
HEADED = re.compile(r"^(?:\d+ )?(?:reader )?(?:comments?|responses?|replies)\b", re.IGNORECASE)


def from_markdown(text: str) -> Document:
    """Return the document of a Markdown text. Raises BadPage where there is none."""
    from markdown_it import MarkdownIt

    front = FRONT.match(text)
    pieces = list(_front(front[1])) if front else []
    tokens = MarkdownIt("commonmark", {"html": False}).parse(text[front.end() :] if front else text)
    found, comments = _blocks(tokens)
    if any(piece.kind == BlockKind.TITLE for piece in pieces):
        found = [_heading(piece) for piece in found]
    return document_of([*pieces, *found], comments)


def _front(fields: str) -> Iterator[Piece]:
    for name, value in FIELD.findall(fields):
        yield Piece(FIELDS[name.lower()], one_line(value).strip("\"'[] "))


def _heading(piece: Piece) -> Piece:
    return Piece(BlockKind.HEADING, piece.text, None, piece.links) if piece.kind == BlockKind.TITLE else piece


def _blocks(tokens: list[Token]) -> tuple[list[Piece], list[Comment]]:
    pieces: list[Piece] = []
    comments: list[Comment] = []
    opened: list[str] = []
    in_comments = False
    for token in tokens:
        if token.nesting == 1:
            opened.append(token.type)
            if in_comments and token.type == "list_item_open" and opened.count("list_item_open") == 1:
                comments.append(Comment(number=len(comments) + 1))
        elif token.nesting == -1:
            opened.pop()
        elif token.type in ("inline", "fence", "code_block"):
            words = _words(token)
            if "heading_open" in opened and HEADED.match(words.text.strip()):
                in_comments = True
            piece = _piece(words, opened, pieces, comments if in_comments else None)
            pieces += [piece] if piece else []
    return pieces, comments


def _piece(words: Words, opened: list[str], before: list[Piece], comments: list[Comment] | None) -> Piece | None:
    if comments is not None and "list_item_open" in opened:
        return words.cut(BlockKind.COMMENT, comments[-1].number)
    if comments is not None or BOILERPLATE.match(words.text):
        return words.cut(BlockKind.BOILERPLATE)
    if "heading_open" in opened:
        return words.cut(BlockKind.HEADING if before else BlockKind.TITLE)
    if "blockquote_open" in opened:
        return words.cut(BlockKind.BLOCKQUOTE)
    if "list_item_open" in opened:
        return words.cut(BlockKind.LIST_ITEM)
    is_head = len(before) < 4 and all(piece.kind != BlockKind.PARAGRAPH for piece in before)
    return words.cut(head_kind(one_line(words.text)) if is_head else BlockKind.PARAGRAPH)


def _words(token: Token) -> Words:
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
            words.add(" ") if child.type == "softbreak" else words.end_line()
        else:
            words.add(child.content)
    return words
