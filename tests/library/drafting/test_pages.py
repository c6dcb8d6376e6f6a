"""Pages of many kinds: the article's words, its head, and its comments, none of which is taken for the article."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from rashomon.drafting.document import BODY, Document
from rashomon.drafting.draft import Draft
from rashomon.drafting.ingest.page import Page
from rashomon.drafting.ingest.reading import page_of
from rashomon.drafting.items import ItemKind
from rashomon.drafting.pipeline import draft_document, rules_reader
from rashomon.drafting.segment import segment

PAGES = sorted(path for path in Path(__file__).with_name("pages").iterdir() if path.suffix != ".yaml")


@dataclass(frozen=True)
class Read:
    """A page, what was made of it, and what a person sees on it."""

    page: Page
    document: Document
    draft: Draft
    seen: dict[str, Any]

    @property
    def body(self) -> list[str]:
        return [self.document.text_of(block) for block in self.document.of_kind(*BODY)]

    def of(self, kind: ItemKind) -> list[str]:
        return [item.text for item in self.draft.items if item.kind == kind]


@pytest.fixture(scope="module", params=PAGES, ids=lambda path: path.stem)
def read(request: pytest.FixtureRequest) -> Read:
    path: Path = request.param
    page = page_of(path.read_bytes(), name=path.name)
    document = segment(page)
    draft = draft_document(document, page.origin, page.dropped, rules_reader())
    seen = YAML(typ="safe", pure=True).load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    return Read(page, document, draft, seen)


def test_the_head_is_found(read: Read) -> None:
    assert read.of(ItemKind.TITLE) == [read.seen["title"]]
    assert read.of(ItemKind.AUTHOR) == read.seen["authors"]
    assert read.of(ItemKind.BIO) == ([read.seen["bio"]] if "bio" in read.seen else [])
    if "date" in read.seen:
        assert read.of(ItemKind.DATE) == [read.seen["date"]]


def test_the_article_is_found(read: Read) -> None:
    if "body" in read.seen:
        assert read.body == read.seen["body"]
    for words in read.seen.get("body_says", ()):
        assert any(words in text for text in read.body)


def test_nothing_else_is_taken_for_the_article(read: Read) -> None:
    for words in read.seen.get("not_in_body", ()):
        assert not [text for text in read.body if words in text]


def test_what_nobody_sees_is_nowhere(read: Read) -> None:
    for words in read.seen.get("not_anywhere", ()):
        assert words not in read.document.text
    dropped = {one.what: one.count for one in read.page.dropped}
    assert {what: dropped.get(what, 0) for what in read.seen.get("dropped", {})} == read.seen.get("dropped", {})


def test_the_comments_are_found(read: Read) -> None:
    expected = [(one["number"], one.get("author", ""), one.get("parent")) for one in read.seen["comments"]]
    assert [(one.number, one.author, one.parent) for one in read.document.comments] == expected
    for one in read.seen["comments"]:
        found = read.document.comment(one["number"])
        assert found.date == one.get("date", found.date)
        assert found.link == one.get("link", found.link)


def test_the_comments_say_what_they_say(read: Read) -> None:
    texts = [
        "\n\n".join(read.document.text_of(block) for block in read.document.of_comment(one["number"]))
        for one in read.seen["comments"]
    ]
    assert texts == [one["text"] for one in read.seen["comments"]]


def test_no_words_of_a_comment_are_in_the_article(read: Read) -> None:
    for one in read.seen["comments"]:
        for paragraph in one["text"].split("\n\n"):
            assert not [text for text in read.body if paragraph in text]


def test_only_web_addresses_are_links(read: Read) -> None:
    links = [link for block in read.document.blocks for link in block.links]
    assert all(link.url.startswith(("http://", "https://")) for link in links)
    if "links" in read.seen:
        assert [link.url for link in links if "example.org" in link.url] == read.seen["links"]


def test_every_item_is_its_span(read: Read) -> None:
    for item in read.draft.items:
        assert item.text == read.document.text[item.start : item.end]


def test_the_kinds_of_pages_are_many() -> None:
    assert len([path for path in PAGES if path.suffix == ".html"]) >= 8
