"""Small articles for the tests of the rules: a title, paragraphs and comments, in a line of Python."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.drafting.document import BODY, BlockKind, Comment, Document
from rashomon.drafting.items import ItemKind
from rashomon.drafting.propose.found import Found
from rashomon.drafting.propose.rules.passages import Passage, passages
from tests.library.drafting.drafts import document

Part = str | tuple[BlockKind, str]


def article(
    *parts: Part, title: str = "", byline: str = "", comments: Iterable[str | tuple[str, str]] = ()
) -> Document:
    """Return an article; a part is a paragraph unless it names its kind, and a comment may name its author."""
    blocks: list[tuple[BlockKind, str, int | None]] = []
    blocks += [(kind, words, None) for kind, words in ((BlockKind.TITLE, title), (BlockKind.BYLINE, byline)) if words]
    for part in parts:
        kind, words = (BlockKind.PARAGRAPH, part) if isinstance(part, str) else part
        blocks.append((kind, words, None))
    written = []
    for number, comment in enumerate(comments, start=1):
        author, words = ("", comment) if isinstance(comment, str) else comment
        written.append(Comment(number=number, author=author))
        blocks += [(BlockKind.COMMENT, paragraph, number) for paragraph in words.split("\n\n")]
    return document(blocks, tuple(written))


def body(*parts: Part) -> Passage:
    """Return the passage of an article without title and comments."""
    doc = article(*parts)
    return next(passages(doc)) if doc.of_kind(*BODY) else Passage(doc, None, (), ())


def comment(words: str) -> Passage:
    """Return the passage of one reader's comment."""
    return list(passages(article("The lamp went out.", comments=[words])))[1]


def words(doc: Document, found: Iterable[Found], kind: ItemKind | None = None) -> list[str]:
    """Return the words that were found, in the order given."""
    return [doc.text[one.start : one.end] for one in found if kind in (None, one.kind)]


def speakers(doc: Document, found: Found) -> list[str]:
    """Return the words that name who says what was found."""
    return [doc.text[span.start : span.end] for span in found.speakers]
