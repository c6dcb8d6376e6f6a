"""What a comment repeats of another is not what its writer says."""

from __future__ import annotations

import pytest

from rashomon.drafting.document import BlockKind, Document
from rashomon.drafting.ingest.reading import page_of
from rashomon.drafting.pipeline import draft_page, rules_reader
from rashomon.drafting.segment import segment

ARTICLE = "Why did the harbour bell fall silent?", "The harbour bell fell silent on 3 May, after a century of noise."
REPEATED, OWN = "The bell was stolen by night.", "No, Mo. It was the frost."
PAGE = f"<html><body><h1>{ARTICLE[0]}</h1><div class='entry-content'><p>{ARTICLE[1]}</p></div>{{}}</body></html>"
LIST = PAGE.format(
    "<ol class='commentlist'><li class='comment' id='comment-1'><cite>Mo</cite><p>It went.</p></li>"
    "<li class='comment' id='comment-2'><cite>Vi</cite>{}</li></ol>"
)
TEXT = f"{ARTICLE[0]}\n\n{ARTICLE[1]}\n\n2 comments\n\nMo says:\nIt went.\n\nVi says:\n{{}}\n"
MARKDOWN = f"# {ARTICLE[0]}\n\n{ARTICLE[1]}\n\n## Comments\n\n**Mo** says:\n\nIt went.\n\n**Vi** says:\n\n{{}}\n"
SEED = f"{ARTICLE[0]}\n\n{ARTICLE[1]}\n\n  1. It went.\n\n  2. {{}}\n"
PAGES = {
    "a block quotation": ("a.html", LIST.format(f"<blockquote><p>{REPEATED}</p></blockquote><p>{OWN}</p>")),
    "a quotation below": ("a.html", LIST.format(f"<p>{OWN}</p><blockquote>{REPEATED}</blockquote>")),
    "a forum's quotation": (
        "a.html",
        LIST.format(f"<div class='bbcode_quote'><b>Mo wrote:</b> {REPEATED}</div><p>{OWN}</p>"),
    ),
    "a line behind a mark": ("a.html", LIST.format(f"<p>&gt; {REPEATED}<br>{OWN}</p>")),
    "a paragraph behind a mark": ("a.html", LIST.format(f"<p>&gt;&gt; {REPEATED}</p><p>{OWN}</p>")),
    "a line between": ("a.html", LIST.format(f"<p>{OWN[:7]}</p><p>&gt; {REPEATED}</p><p>{OWN[8:]}</p>")),
    "plain text": ("a.txt", TEXT.format(f"> {REPEATED}\n{OWN}")),
    "numbered plain text": ("a.txt", SEED.format(f"> {REPEATED}\n     {OWN}")),
    "numbered, in paragraphs": ("a.txt", SEED.format(f"> {REPEATED}\n\n     {OWN[:7]}\n\n     > It\n\n     {OWN[8:]}")),
    "Markdown": ("a.md", MARKDOWN.format(f"> {REPEATED}\n\n{OWN}")),
    "Markdown without an empty line": ("a.md", MARKDOWN.format(f"> {REPEATED}\n{OWN}")),
}
ONLY = {
    "a theme that puts all words into one": ("a.html", LIST.format(f"<blockquote><p>{OWN}</p></blockquote>")),
    "a comment that is nothing else": ("a.html", LIST.format(f"<p>&gt; {OWN}</p>")),
}


def _document(name: str, text: str) -> Document:
    return segment(page_of(text.encode(), name=name))


def _said(document: Document) -> list[str]:
    return ["\n".join(document.text_of(block) for block in document.of_comment(number)) for number in (1, 2)]


@pytest.mark.parametrize(("name", "text"), PAGES.values(), ids=PAGES)
def test_what_a_comment_repeats_is_apart(name: str, text: str) -> None:
    document = _document(name, text)
    assert [" ".join(one.split()) for one in _said(document)] == ["It went.", OWN]
    assert any(REPEATED in document.text_of(block) for block in document.of_kind(BlockKind.BOILERPLATE))


@pytest.mark.parametrize(("name", "text"), PAGES.values(), ids=PAGES)
def test_nobody_says_what_is_repeated(name: str, text: str) -> None:
    draft = draft_page(page_of(text.encode(), name=name), rules_reader())
    assert not [item for item in draft.items if REPEATED in item.text]


@pytest.mark.parametrize(("name", "text"), ONLY.values(), ids=ONLY)
def test_words_that_are_all_there_is_stay(name: str, text: str) -> None:
    assert _said(_document(name, text))[1].lstrip("> ") == OWN


def test_names_above_block_quotations_are_heads() -> None:
    said = {"Mo": "It went.", "Vi": OWN}
    text = "".join(f"<li><p>{name} wrote:</p><blockquote>{words}</blockquote></li>" for name, words in said.items())
    assert _said(_document("a.html", PAGE.format(f"<div id='comments'><ul>{text}</ul></div>"))) == list(said.values())
