"""Looking at elements: their classes, what they match, and their words with links."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from rashomon.drafting.document import BlockKind
from rashomon.drafting.ingest.web_addresses import web_address
from rashomon.drafting.segment.building import Piece, Words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
        "html",
    )
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
ROWS = frozenset(("div", "footer", "header", "section"))


def tokens(element: HtmlElement) -> frozenset[str]:
    """Return the classes and the id of an element, in small letters."""
    return frozenset(f"{element.get('class') or ''} {element.get('id') or ''}".lower().split())


def classes(element: HtmlElement) -> frozenset[str]:
    """Return the classes of an element, in small letters."""
    return frozenset((element.get("class") or "").lower().split())


def prop(element: HtmlElement) -> frozenset[str]:
    """Return the microdata properties of an element."""
    return frozenset((element.get("itemprop") or "").lower().split())


def part_rows(tree: HtmlElement) -> None:
    """Put a blank between elements that a browser draws apart though no sign stands between them.

    Those are blocks, and the parts of a row: `<div><span>Vera</span><span>4 May</span></div>`.
    """
    for element in tree.iter():
        if element.tag in BLOCKS or _is_part_of_row(element):
            element.tail = element.tail or " "


def _is_part_of_row(element: HtmlElement) -> bool:
    row, following = element.getparent(), element.getnext()
    if row is None or following is None or row.tag not in ROWS or element.tail or (row.text or "").strip():
        return False
    return has_words(following) and not is_short(element, 1) and following.tag != "sup"


def words_of(element: HtmlElement) -> str:
    """Return all words of an element in one line."""
    return " ".join("".join(element.itertext()).split())


def has_words(element: HtmlElement) -> bool:
    """Return whether there is a word in an element."""
    return any(not text.isspace() for text in element.itertext())


def is_short(element: HtmlElement, most: int) -> bool:
    """Return whether the words of an element are no longer than `most` signs, looking no further than needed."""
    length = -1
    for text in element.itertext():
        length += sum(len(word) + 1 for word in text.split())
        if length > most:
            return False
    return True


def pieces(
    element: HtmlElement, base: str, kind: BlockKind, comment: int | None = None, apart: Container[HtmlElement] = ()
) -> Iterator[Piece]:
    """Yield the words of an element in pieces, one for each block in it; `apart` and what is in it is left out."""
    collected = Words()
    yield from _walk(element, base, kind, comment, apart, collected)
    yield from _finish(collected, kind, comment)


def _walk(
    element: HtmlElement, base: str, kind: BlockKind, comment: int | None, apart: Container[HtmlElement], words: Words
) -> Iterator[Piece]:
    """Yield finished pieces; what is still open stays in `words`."""
    if element in apart:
        return
    words.add(element.text or "")
    for child in element:
        if child in apart:
            pass
        elif child.tag in BLOCKS or (child.tag == "cite" and kind == BlockKind.BLOCKQUOTE and is_credit(child)):
            yield from _finish(words, kind, comment)
            inner = kind_of(child, kind)
            yield from _walk(child, base, inner, comment, apart, words)
            yield from _finish(words, inner, comment)
        elif child.tag == "br":
            # Two in a row part paragraphs, as pages without `<p>` do.
            if words.end_line():
                yield from _finish(words, kind, comment)
        elif child.tag == "a":
            words.open_link(address(child, base))
            yield from _walk(child, base, kind, comment, apart, words)
            words.close_link()
        else:
            yield from _walk(child, base, kind, comment, apart, words)
        words.add(child.tail or "")


def _finish(words: Words, kind: BlockKind, comment: int | None) -> Iterator[Piece]:
    piece = words.cut(kind, comment)
    if piece:
        yield piece


def kind_of(element: HtmlElement, kind: BlockKind) -> BlockKind:
    """Return the kind of block that an element of the article's text is."""
    if kind in (BlockKind.COMMENT, BlockKind.BOILERPLATE, BlockKind.BIO):
        return kind
    if element.tag in HEADINGS:
        return BlockKind.HEADING
    if element.tag == "blockquote" or "pullquote" in classes(element) or kind == BlockKind.BLOCKQUOTE:
        return BlockKind.BLOCKQUOTE
    if is_credit(element):
        return BlockKind.BLOCKQUOTE
    if element.tag in ("li", "dt", "dd"):
        return BlockKind.LIST_ITEM
    if element.tag in ("figcaption", "caption", "nav", "footer", "form", "aside"):
        return BlockKind.BOILERPLATE
    return BlockKind.LIST_ITEM if kind == BlockKind.LIST_ITEM and element.tag != "div" else BlockKind.PARAGRAPH


def is_credit(element: HtmlElement) -> bool:
    """Return whether an element names who is quoted in a block: its footer, or the caption of its figure."""
    up = element.getparent()
    if up is None or element.tag not in ("footer", "figcaption", "cite"):
        return False
    if any(one.tag == "blockquote" for one in element.iterancestors()):
        is_last = element.getnext() is None and not (element.tail or "").strip()
        return element.tag != "cite" or (is_last and up.tag in ("p", "blockquote"))
    return element.tag == "figcaption" and next(up.iter("blockquote"), None) is not None


def address(element: HtmlElement, base: str) -> str:
    """Return where a link leads, if that is a web address that a draft may hold."""
    try:
        url = urljoin(base, (element.get("href") or "").strip()) if base else (element.get("href") or "").strip()
    except ValueError:
        return ""
    return web_address(url)
