"""Markdown cut into blocks, with its links, and the comments below a heading that says so."""

from __future__ import annotations

import pytest

from rashomon.drafting.document import Document
from rashomon.drafting.ingest.reading import page_of
from rashomon.drafting.segment import segment


def document(text: str) -> Document:
    return segment(page_of(text.encode(), name="a.md"))


def blocks(text: str) -> list[tuple[str, str]]:
    doc = document(text)
    return [(block.kind.value, doc.text_of(block)) for block in doc.blocks]


TITLE = ("title", "Who took the lamp?")
WORDS = ("paragraph", "The lamp was gone.")
HEADS = {
    "a heading": ("# Who took the lamp?\n\n", [TITLE]),
    "an underlined heading": ("Who took the lamp?\n===\n\n", [TITLE]),
    "a byline": ("# Who took the lamp?\n\nBy Ada Quill\n\n", [TITLE, ("byline", "By Ada Quill")]),
    "a byline and a date": (
        "# Who took the lamp?\n\nBy Ada Quill\n\n3 March 2032\n\n",
        [TITLE, ("byline", "By Ada Quill"), ("date", "3 March 2032")],
    ),
    "fields in front": (
        "---\ntitle: Who took the lamp?\nauthor: 'Ada Quill'\ndate: 2032-03-03\nlayout: post\n---\n\n",
        [TITLE, ("byline", "Ada Quill"), ("date", "2032-03-03")],
    ),
    "fields in front, and a heading": (
        "---\ntitle: Who took the lamp?\n---\n\n# A night on the pier\n\n",
        [TITLE, ("heading", "A night on the pier")],
    ),
}


@pytest.mark.parametrize(("head", "found"), HEADS.values(), ids=HEADS)
def test_the_head(head: str, found: list[tuple[str, str]]) -> None:
    assert blocks(head + "The lamp was gone.\n") == [*found, WORDS]


KINDS = {
    "a heading": ("## What is known", ("heading", "What is known")),
    "a list": ("- It rained.", ("list-item", "It rained.")),
    "a numbered list": ("1. It rained.", ("list-item", "It rained.")),
    "a quotation": ("> It rained.", ("blockquote", "It rained.")),
    "a list in a quotation": ("> - It rained.", ("blockquote", "It rained.")),
    "emphasis": ("It *never* **rained** `at all`.", ("paragraph", "It never rained at all.")),
    "a soft line end": ("It rained\nall night.", ("paragraph", "It rained all night.")),
    "a hard line end": ("It rained  \nall night.", ("paragraph", "It rained\nall night.")),
    "markup is words": ("It <b>rained</b>.", ("paragraph", "It <b>rained</b>.")),
}


@pytest.mark.parametrize(("text", "found"), KINDS.values(), ids=KINDS)
def test_kinds_of_blocks(text: str, found: tuple[str, str]) -> None:
    assert blocks(f"# Who took the lamp?\n\nThe lamp was gone.\n\n{text}\n") == [TITLE, WORDS, found]


LINKS = {
    "a link": ("See [the log](https://example.org/log).", [("the log", "https://example.org/log")]),
    "an address in brackets": (
        "See <https://example.org/log>.",
        [("https://example.org/log", "https://example.org/log")],
    ),
    "a link by name": ("See [the log][1].\n\n[1]: https://example.org/log", [("the log", "https://example.org/log")]),
    "a link with emphasis": ("[the *log*](https://example.org/log)", [("the log", "https://example.org/log")]),
    "a script": ("See [the log](javascript:alert(1)).", []),
    "data": ("See [the log](data:text/html,x).", []),
    "a file": ("See [the log](file:///etc/passwd).", []),
    "a place nearby": ("See [the log](log.html).", []),
    "a picture is none": ("See ![the log](https://example.org/log.png) there.", []),
}


@pytest.mark.parametrize(("text", "found"), LINKS.values(), ids=LINKS)
@pytest.mark.parametrize("is_comment", [False, True])
def test_links(text: str, found: list[tuple[str, str]], is_comment: bool) -> None:
    start = "# Who?\n\nThe lamp was gone.\n\n"
    doc = document(start + (f"## Comments\n\n1. {text}\n" if is_comment else text))
    assert [(doc.text[one.start : one.end], one.url) for block in doc.blocks for one in block.links] == found


COMMENTS = {
    "numbered": ("1. The wind.\n2. No.\n", ["The wind.", "No."]),
    "with bullets": ("- The wind.\n- No.\n", ["The wind.", "No."]),
    "in paragraphs": ("1. The wind.\n\n   A strong one.\n\n2. No.\n", ["The wind.\n\nA strong one.", "No."]),
    "with a list": ("1. Two things:\n   - wind\n   - rain\n2. No.\n", ["Two things:\n\nwind\n\nrain", "No."]),
    "with a quotation": ("1. > The lamp was gone.\n\n   Was it?\n", ["The lamp was gone.\n\nWas it?"]),
}


@pytest.mark.parametrize("heading", ["## Comments", "## 2 comments", "Comments\n---", "### Reader responses"])
@pytest.mark.parametrize(("text", "found"), COMMENTS.values(), ids=COMMENTS)
def test_comments(heading: str, text: str, found: list[str]) -> None:
    doc = document(f"# Who took the lamp?\n\nIt was gone by nine.\n\n{heading}\n\n{text}")
    texts = ["\n\n".join(doc.text_of(block) for block in doc.of_comment(one.number)) for one in doc.comments]
    assert texts == found


def test_a_list_without_such_a_heading_is_the_articles() -> None:
    doc = document("# Who took the lamp?\n\nIt was gone.\n\n## Three answers\n\n1. The wind.\n2. No.\n")
    assert not doc.comments
