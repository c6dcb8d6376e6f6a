"""Plain text cut into blocks: title, byline, date, paragraphs, bio, and comments by number or by name."""

from __future__ import annotations

import pytest

from rashomon.drafting.document import BODY, BlockKind, Document
from rashomon.drafting.ingest.reading import page_of
from rashomon.drafting.segment import segment

HEAD = "Who took the lamp?\n\nThe lamp was gone by nine.\n\n"


def document(text: str) -> Document:
    return segment(page_of(text.encode(), name="a.txt"))


def blocks(text: str) -> list[tuple[str, str]]:
    doc = document(text)
    return [(block.kind.value, doc.text_of(block)) for block in doc.blocks]


def comments(text: str) -> list[tuple[str, str, str]]:
    doc = document(text)
    return [
        (one.author, one.date, "\n\n".join(doc.text_of(block) for block in doc.of_comment(one.number)))
        for one in doc.comments
    ]


TITLE = ("title", "Who took the lamp?")
BODY_TEXT = ("paragraph", "The lamp was gone by nine.")
HEADS = {
    "a title alone": ("", []),
    "a byline": ("By Ada Quill\n\n", [("byline", "By Ada Quill")]),
    "a byline right below": ("\rBy Ada Quill\n\n", [("byline", "By Ada Quill")]),
    "a date": ("3 March 2032\n\n", [("date", "3 March 2032")]),
    "a byline and a date": ("By Ada Quill\n3 March 2032\n\n", [("byline", "By Ada Quill"), ("date", "3 March 2032")]),
    "a date that the press writes": ("Published: March 3, 2032\n\n", [("date", "Published: March 3, 2032")]),
    "a date before the byline": ("March 3rd, 2032 by Ada Quill\n\n", [("byline", "March 3rd, 2032 by Ada Quill")]),
    "a date of a machine": ("2032-03-03\n\n", [("date", "2032-03-03")]),
}


@pytest.mark.parametrize(("head", "found"), HEADS.values(), ids=HEADS)
def test_the_head(head: str, found: list[tuple[str, str]]) -> None:
    between = "\n" if head.startswith("\r") else "\n\n"
    text = f"Who took the lamp?{between}{head.lstrip()}The lamp was gone by nine.\n"
    assert blocks(text) == [TITLE, *found, BODY_TEXT]


RUNNING = (
    "The lamp was gone by nine. It had hung there for a century. "
    "Nobody saw who took it, or nobody says who it was that came by night."
)


@pytest.mark.parametrize("text", [RUNNING, RUNNING.replace("who took", "who\ntook")], ids=["one line", "two lines"])
def test_a_first_paragraph_of_several_sentences_is_no_title(text: str) -> None:
    assert blocks(text) == [("paragraph", RUNNING)]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_ends_of_any_sort(ending: str) -> None:
    text = (HEAD + "  1. It was the wind.\n\n     A strong one.\n").replace("\n", ending)
    assert blocks(text) == [TITLE, BODY_TEXT, ("comment", "It was the wind."), ("comment", "A strong one.")]


def test_lines_of_a_paragraph_become_one() -> None:
    assert blocks("Who took the lamp?\n\nThe lamp\n   was gone\tby nine.\n") == [TITLE, BODY_TEXT]


def test_a_doubled_name_is_the_author_with_the_bio() -> None:
    text = HEAD + "Ada Quill\nAda Quill\nAda Quill writes of lamps.\n\n\n  1. The wind.\n"
    assert blocks(text)[2:4] == [("byline", "Ada Quill"), ("author-bio", "Ada Quill writes of lamps.")]


FORMS = {
    "numbered": (
        "  1. It was the wind.\n\n  2. It was not.\n",
        [("", "", "It was the wind."), ("", "", "It was not.")],
    ),
    "numbered with brackets": (" 1) The wind.\n\n 2) No.\n", [("", "", "The wind."), ("", "", "No.")]),
    "numbered below a heading": ("Comments\n\n1. The wind.\n\n2. No.\n", [("", "", "The wind."), ("", "", "No.")]),
    "with more paragraphs": ("  1. The wind.\n\n     A strong one.\n", [("", "", "The wind.\n\nA strong one.")]),
    "with a list of its own": (
        "  1. Two things:\n\n     1. wind\n\n     2. rain\n",
        [("", "", "Two things:\n\n1. wind\n\n2. rain")],
    ),
    "numbers that jump are words": (
        "  1. The wind.\n\n    1984. That was a year.\n",
        [("", "", "The wind.\n\n1984. That was a year.")],
    ),
    "by name": (
        "2 Comments\n\nVera says:\n\nThe wind.\n\nDan Orr says:\n\nNo.\n",
        [("Vera", "", "The wind."), ("Dan Orr", "", "No.")],
    ),
    "by name, words right below": ("Comments\n\nVera says:\nThe wind.\n", [("Vera", "", "The wind.")]),
    "by name and day": ("Comments\n\nVera on 3 March 2032:\n\nThe wind.\n", [("Vera", "3 March 2032", "The wind.")]),
    "by name, the day below": (
        "Comments (1)\n\nVera says:\nMarch 3, 2032 at 9:15 am\n\nThe wind.\n",
        [("Vera", "March 3, 2032 at 9:15 am", "The wind.")],
    ),
    "by name, says on a day": (
        "Comments\n\nVera said on 3 March 2032:\n\nThe wind.\n",
        [("Vera", "3 March 2032", "The wind.")],
    ),
    "by name, several paragraphs": (
        "Responses\n\nVera wrote:\n\nThe wind.\n\nOr rain.\n",
        [("Vera", "", "The wind.\n\nOr rain.")],
    ),
    "numbered and by name": (
        "  1. Vera says:\n     3 March 2032\n\n     The wind.\n",
        [("Vera", "3 March 2032", "The wind.")],
    ),
}


@pytest.mark.parametrize("ending", ["", "\n\nLeave a reply\n\nYour email address will not be published.\n"])
@pytest.mark.parametrize(("text", "found"), FORMS.values(), ids=FORMS)
def test_comments(text: str, found: list[tuple[str, str, str]], ending: str) -> None:
    assert comments(HEAD + text + ending) == found
    doc = document(HEAD + text + ending)
    assert [doc.text_of(block) for block in doc.of_kind(*BODY)] == ["The lamp was gone by nine."]


ARTICLE = {
    "a list that does not stand in": "1. The lamp.\n\n2. The rope.\n",
    "a list that begins elsewhere": "  3. The lamp.\n\n  4. The rope.\n",
    "names without a heading": "Vera says:\n\nIt was the wind.\n",
    "a year at the start": "1912. The lamp is lit.\n",
}


@pytest.mark.parametrize("text", ARTICLE.values(), ids=ARTICLE)
def test_what_only_looks_like_comments(text: str) -> None:
    doc = document(HEAD + text)
    assert not doc.comments
    assert not doc.of_kind(BlockKind.COMMENT)
    assert all(part.strip() in doc.text for part in text.split("\n\n"))


@pytest.mark.parametrize(
    "form",
    [
        "Please enter your comment!",
        "This site uses Akismet to reduce spam.",
        "Comments are closed.",
        "Leave a reply",
        "Comment Policy",
    ],
)
def test_what_stands_behind_the_comments_belongs_to_none(form: str) -> None:
    found = blocks(HEAD + f"  1. It was the wind.\n\n\n{form}\n\nBe kind to the others.\n")
    assert [kind for kind, _ in found] == ["title", "paragraph", "comment", "boilerplate", "boilerplate"]
