"""What the page says of itself: authors of a byline, and links, each once."""

from __future__ import annotations

import pytest

from rashomon.drafting.document import Block, BlockKind, Document, Link
from rashomon.drafting.items import ItemKind
from rashomon.drafting.link.linking import link
from rashomon.drafting.pipeline import rules_reader
from rashomon.drafting.propose.rules.page_parts import page_parts
from tests.library.drafting.articles import article, words

BYLINES: tuple[tuple[str, list[str]], ...] = (
    ("By Ada Quill", ["Ada Quill"]),
    ("by ada quill", ["ada quill"]),
    ("Ada Quill", ["Ada Quill"]),
    ("By: Ada Quill", ["Ada Quill"]),
    ("Words by Ada Quill", ["Ada Quill"]),
    ("Posted by Ada Quill on 3 July 2023", ["Ada Quill"]),
    ("By Ada Quill and Bo Lund", ["Ada Quill", "Bo Lund"]),
    ("By Ada Quill, Bo Lund and Cy Orr", ["Ada Quill", "Bo Lund", "Cy Orr"]),
    ("By Ada Quill & Bo Lund", ["Ada Quill", "Bo Lund"]),
    ("By Ada Quill with Bo Lund", ["Ada Quill", "Bo Lund"]),
    ("By Ada Quill | Science reporter", ["Ada Quill"]),
    ("By Ada Quill, Science Editor", ["Ada Quill"]),
    ("By Ada Quill, staff writer", ["Ada Quill"]),
    ("By Ada Quill in Port Osk", ["Ada Quill"]),
    ("By Ada Quill – 3 July 2023", ["Ada Quill"]),
    ("By J. R. O’Hare-Lund", ["J. R. O’Hare-Lund"]),
    ("By Anders Land and Andy Withers", ["Anders Land", "Andy Withers"]),
    ("By Élise Ödman", ["Élise Ödman"]),
    ("By Ada Quill and Ada Quill-Orr", ["Ada Quill", "Ada Quill-Orr"]),
    ("By Ada Quill, 12 June 2022", ["Ada Quill"]),
    ("By Ada Quill 12 June 2022", ["Ada Quill"]),
    ("By Ada Quill | March 9, 2018 | 2 Comments", ["Ada Quill"]),
    ("June 1st, 2009 by Ada Quill", ["Ada Quill"]),
    ("Posted on 1 June 2009 by Ada Quill", ["Ada Quill"]),
    ("By Ada Quill. Published 4 April 2021.", ["Ada Quill"]),
    ("By Ada Quill, Curator’s Corner", ["Ada Quill"]),
    ("By Ada Quill, Bo O’Hare", ["Ada Quill", "Bo O’Hare"]),
    ("By admin", []),
    ("By Staff", []),
    ("By The Editors", []),
    ("By ", []),
    ("By 12345", []),
    ("|", []),
)


@pytest.mark.parametrize(("byline", "authors"), BYLINES)
def test_authors_of_a_byline(byline: str, authors: list[str]) -> None:
    doc = article("It went.", byline=byline)
    assert words(doc, page_parts(doc), ItemKind.AUTHOR) == authors


@pytest.mark.parametrize(
    ("byline", "dates"),
    [
        ("By Ada Quill, 12 June 2022", ["12 June 2022"]),
        ("June 1st, 2009 by Ada Quill", ["June 1st, 2009"]),
        ("By Ada Quill | Friday, March 9, 2018 at 5:00 pm | 2 Comments", ["Friday, March 9, 2018 at 5:00 pm"]),
        ("By Ada Quill", []),
    ],
)
def test_a_date_in_a_byline_is_the_pages_where_no_line_is(byline: str, dates: list[str]) -> None:
    doc = article("It went.", byline=byline)
    assert words(doc, page_parts(doc), ItemKind.DATE) == dates


def test_title_bio_and_date_are_whole_blocks() -> None:
    doc = article((BlockKind.DATE, "3 July"), "It went.", (BlockKind.BIO, "Ada writes."), title="Why?")
    kinds = [(one.kind, doc.text[one.start : one.end]) for one in page_parts(doc)]
    assert kinds == [(ItemKind.TITLE, "Why?"), (ItemKind.DATE, "3 July"), (ItemKind.BIO, "Ada writes.")]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://example.org/a.", ["https://example.org/a"]),
        ("See (https://example.org/a).", ["https://example.org/a"]),
        ("See “https://example.org/a”, and http://example.org!", ["https://example.org/a", "http://example.org"]),
        ("https://example.org/a?b=c&d=%20#e;", ["https://example.org/a?b=c&d=%20#e"]),
        ("<https://example.org>", ["https://example.org"]),
        ("See example.org or ftp://example.org or javascript:alert(1) or mailto:a@example.org.", []),
        ("https://", []),
        ("https://...", []),
    ],
)
@pytest.mark.parametrize("is_comment", [False, True])
def test_addresses_in_the_text(text: str, links: list[str], is_comment: bool) -> None:
    doc = article("It went.", comments=[text]) if is_comment else article(text)
    found = [one for one in page_parts(doc) if one.kind == ItemKind.LINK]
    assert words(doc, found) == [one.url for one in found] == links


def _linked(text: str, *marked: tuple[str, str]) -> Document:
    spans = ((text.index(shown), shown, url) for shown, url in marked)
    links = tuple(Link(start=at, end=at + len(shown), url=url) for at, shown, url in spans)
    return Document(text=text, blocks=(Block(id="b1", kind=BlockKind.PARAGRAPH, start=0, end=len(text), links=links),))


def test_a_link_is_found_once() -> None:
    doc = _linked(
        "See the log and https://example.org/a.",
        ("the log", "https://example.org/log"),
        ("https://example.org/a", "https://example.org/b"),
    )
    assert [one.url for one in page_parts(doc)] == ["https://example.org/log", "https://example.org/b"]


@pytest.mark.parametrize("kind", [BlockKind.BOILERPLATE, BlockKind.BIO, BlockKind.TITLE])
def test_links_of_other_blocks_are_none(kind: BlockKind) -> None:
    doc = article((kind, "https://example.org/a"))
    assert words(doc, page_parts(doc), ItemKind.LINK) == []


@pytest.mark.parametrize(("length", "is_one"), [(2000, True), (2001, False), (50_000, False)])
def test_an_address_that_is_too_long_for_an_item_is_no_link(length: int, is_one: bool) -> None:
    doc = article("See " + "https://example.org/".ljust(length, "a"))
    found = rules_reader().read(doc).found
    assert len(words(doc, found, ItemKind.LINK)) == is_one
    assert link(doc, found) or not found
