"""The article as one canonical text, cut into blocks, with its comments told apart.

Places are code points of `Document.text`, half open: `text[start:end]`.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from itertools import takewhile
from typing import Annotated, Self

from pydantic import Field, model_validator

from rashomon.drafting.frozen import Frozen

LONGEST_TEXT = 2_000_000
"""Code points of one article with its comments."""
MOST_BLOCKS = 50_000
Place = Annotated[int, Field(ge=0, le=LONGEST_TEXT, strict=True)]
BlockId = Annotated[str, Field(pattern=r"^b[1-9]\d{0,5}$")]
WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=2000)]
OptionalAddress = Annotated[str, Field(pattern=r"^(?:https?://[^\s<>\"]+)?$", max_length=2000)]


class BlockKind(StrEnum):
    """What a block of the page is."""

    TITLE = "title"
    BYLINE = "byline"
    DATE = "date"
    BIO = "author-bio"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    BLOCKQUOTE = "blockquote"
    COMMENT = "comment"
    BOILERPLATE = "boilerplate"


BODY = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.BLOCKQUOTE})
"""The kinds that are the article's own text."""


class Link(Frozen):
    """A link, and the words that carry it."""

    start: Place = Field(description="Where its words begin.")
    end: Place = Field(description="Where they end.")
    url: WebAddress = Field(description="Where it leads: `http` or `https` only.")


class Block(Frozen):
    """A piece of the text that belongs together: a paragraph, a title, one paragraph of a comment."""

    id: BlockId = Field(description="Its id: `b1`, `b2` …")
    kind: BlockKind = Field(description="What it is.")
    start: Place = Field(description="Where it begins.")
    end: Place = Field(description="Where it ends.")
    comment: int | None = Field(None, ge=1, description="The number of the comment that it belongs to.")
    links: tuple[Link, ...] = Field((), description="The links in it.")


class Comment(Frozen):
    """A reader's comment; its text is that of its blocks."""

    number: int = Field(ge=1, description="As the page numbers it, else counted from 1 in the page's order.")
    author: str = Field("", max_length=300, description="As written; empty if the page does not say.")
    date: str = Field("", max_length=100, description="As written, or as the page's markup states it.")
    parent: int | None = Field(None, ge=1, description="The number of the comment that it answers.")
    link: OptionalAddress = Field("", description="Its permalink, if it has one.")


class Document(Frozen):
    """The canonical text with its blocks and comments."""

    text: str = Field(max_length=LONGEST_TEXT, description="All words of the page that were read.")
    blocks: tuple[Block, ...] = Field(max_length=MOST_BLOCKS, description="The pieces of the text, in order.")
    comments: tuple[Comment, ...] = Field((), description="The comments; their words are in their blocks.")
    language: str = Field("en", max_length=35, description="The language, as the page states it.")

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        end = 0
        numbers = {comment.number for comment in self.comments}
        for block in self.blocks:
            if not end <= block.start < block.end <= len(self.text):
                raise ValueError(f"block {block.id} is empty, out of order or outside the text")
            end = block.end
            if (block.kind == BlockKind.COMMENT) != (block.comment is not None):
                raise ValueError(f"block {block.id}: blocks of comments, and no others, name their comment")
            if block.comment is not None and block.comment not in numbers:
                raise ValueError(f"block {block.id} belongs to comment {block.comment}, which is not listed")
            if any(not block.start <= link.start < link.end <= block.end for link in block.links):
                raise ValueError(f"block {block.id} has a link outside of itself")
        if len(numbers) != len(self.comments) or len({block.id for block in self.blocks}) != len(self.blocks):
            raise ValueError("two blocks have one id, or two comments one number")
        return self

    @cached_property
    def _by_id(self) -> dict[str, Block]:
        return {block.id: block for block in self.blocks}

    @cached_property
    def _reach(self) -> dict[str, int]:
        reach: dict[str, int] = {}
        after: Block | None = None
        for block in reversed(self.blocks):
            goes_on = after is not None and block.comment is not None and after.comment == block.comment
            reach[block.id] = reach[after.id] if after and goes_on else block.end
            after = block
        return reach

    def reach(self, block: Block) -> int:
        """Return how far words that begin in a block may go: to its end, in a comment to the last block in a row."""
        return self._reach[block.id]

    def row(self, block: Block) -> tuple[int, int]:
        """Return where the words begin and end that stand together with a block: itself, or its comment's in a row."""
        start = block.start
        before = reversed(self.blocks[: self.blocks.index(block)]) if block.comment is not None else ()
        for one in takewhile(lambda one: one.comment == block.comment, before):
            start = one.start
        return start, self.reach(block)

    def block(self, block_id: str) -> Block:
        """Return a block by its id. Raises KeyError."""
        return self._by_id[block_id]

    def text_of(self, block: Block) -> str:
        """Return the words of a block."""
        return self.text[block.start : block.end]

    def of_comment(self, number: int) -> tuple[Block, ...]:
        """Return the blocks of one comment, in order."""
        return tuple(block for block in self.blocks if block.comment == number)

    def of_kind(self, *kinds: BlockKind) -> tuple[Block, ...]:
        """Return the blocks of these kinds, in order."""
        return tuple(block for block in self.blocks if block.kind in kinds)

    def comment(self, number: int) -> Comment:
        """Return a comment by its number. Raises KeyError."""
        for comment in self.comments:
            if comment.number == number:
                return comment
        raise KeyError(number)
