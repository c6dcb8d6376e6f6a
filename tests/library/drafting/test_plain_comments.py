"""Comments in plain text and Markdown, however they are laid out: by number, name, day, a line below, or bullets."""

from __future__ import annotations

import pytest

from rashomon.drafting.document import BODY, Document
from rashomon.drafting.segment.comment_heads import Head, head_of_lines, inline_name
from rashomon.drafting.segment.markdown import from_markdown
from rashomon.drafting.segment.plain_text import from_plain_text

BODY_TEXT = ["The bell of St Anne fell on Monday, and nobody was near.", "Some blame the frost."]
HEAD = "Why the bell fell\n\nBy Ada Quill\n3 May 2024\n\n" + "\n\n".join(BODY_TEXT) + "\n\n"
VERA, DAN = "Vera Lind", "Dan"
DAY, NEXT = "4 May 2024", "5 May 2024"
SAID = ("It was the frost.", "It was not.")

LAYOUTS: dict[str, tuple[str, tuple[str, str], tuple[str, str]]] = {
    "#1 and a name": ("Comments\n\n#1 Vera Lind\n{0}\n\n#2 Dan\n{1}\n", (VERA, ""), (DAN, "")),
    "a number and a name": ("Comments\n\n1. Vera Lind\n{0}\n\n2. Dan\n{1}\n", (VERA, ""), (DAN, "")),
    "a number, a name and a day": (
        "Comments\n\n1. Vera Lind (4 May 2024)\n{0}\n\n2. Dan (5 May 2024)\n{1}\n",
        (VERA, DAY),
        (DAN, NEXT),
    ),
    "a number in brackets": ("Comments:\n\n(1) Vera Lind: {0}\n\n(2) Dan: {1}\n", (VERA, ""), (DAN, "")),
    "square brackets": ("Comments\n\n[1] Vera Lind - {0}\n\n[2] Dan - {1}\n", (VERA, ""), (DAN, "")),
    "a name and a day with the hour": (
        "3 comments\n\nVera Lind, 4 May 2024 at 10:14\n{0}\n\nDan, 5 May 2024 at 09:01\n{1}\n",
        (VERA, "4 May 2024 at 10:14"),
        (DAN, "5 May 2024 at 09:01"),
    ),
    "posted by, above": (
        "Comments (2)\n\nPosted by Vera Lind on 4 May 2024\n{0}\n\nPosted by Dan at 10:14\n{1}\n",
        (VERA, DAY),
        (DAN, "10:14"),
    ),
    "posted by, below": (
        "Comments\n\n{0}\nPosted by Vera Lind on 4 May 2024\n\n{1}\nPosted by Dan at 10:14\n",
        (VERA, DAY),
        (DAN, "10:14"),
    ),
    "a bar": (
        "READER COMMENTS\n\nVera Lind | May 4, 2024\n\n{0}\n\nDan | May 5, 2024\n\n{1}\n",
        (VERA, "May 4, 2024"),
        (DAN, "May 5, 2024"),
    ),
    "the day in a line of its own": (
        "2 Comments\n\nVera Lind\nMay 4, 2024 at 10:14 am\n{0}\n\nDan\nMay 5, 2024 at 9:00 am\n{1}\n",
        (VERA, "May 4, 2024 at 10:14 am"),
        (DAN, "May 5, 2024 at 9:00 am"),
    ),
    "with buttons": (
        "2 Comments\nSort by: Newest\n\nVera Lind\n3 days ago\n{0}\nReply\n\nDan\n2 days ago\n{1}\nLike · Reply\n",
        (VERA, "3 days ago"),
        (DAN, "2 days ago"),
    ),
    "a name and a colon": ("Comments\n\nVera Lind: {0}\n\nDan: {1}\n", (VERA, ""), (DAN, "")),
    "says, without a colon": (
        "Comments\n\nVera Lind says\nMay 4, 2024\n\n{0}\n\nDan says\nMay 5, 2024\n\n{1}\n",
        (VERA, "May 4, 2024"),
        (DAN, "May 5, 2024"),
    ),
    "rules between": ("---\nComments\n\nVera Lind wrote:\n{0}\n---\nDan wrote:\n{1}\n", (VERA, ""), (DAN, "")),
    "the hour alone": ("Comments\n\nVera Lind @ 10:14\n{0}\n\nDan @ 11:02\n{1}\n", (VERA, "10:14"), (DAN, "11:02")),
    "a dash, and an answer further in": (
        "Comments\n\nVera Lind — 4 May 2024\n{0}\n\n    Dan — 5 May 2024\n    {1}\n",
        (VERA, DAY),
        (DAN, NEXT),
    ),
    "bullets, signed": ("Comments\n\n* {0} - Vera Lind\n\n* {1} - Dan\n", (VERA, ""), (DAN, "")),
    "bullets": ("Comments\n\n* {0}\n* {1}\n", ("", ""), ("", "")),
    "no heading": ("Comment 1 by Vera Lind\n{0}\n\nComment 2 by Dan\n{1}\n", (VERA, ""), (DAN, "")),
}


def _comments(document: Document) -> list[tuple[str, str, str]]:
    return [
        (one.author, one.date, "\n\n".join(map(document.text_of, document.of_comment(one.number))))
        for one in document.comments
    ]


@pytest.mark.parametrize("ending", ["", "\nLeave a reply\n\nYour email address will not be published.\n"])
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_layout_is_read(layout: tuple[str, tuple[str, str], tuple[str, str]], ending: str) -> None:
    text, first, second = layout
    document = from_plain_text(HEAD + text.format(*SAID) + ending)
    assert _comments(document) == [(*first, SAID[0]), (*second, SAID[1])]
    assert [document.text_of(block) for block in document.of_kind(*BODY)] == BODY_TEXT


def test_a_comment_goes_on_over_paragraphs() -> None:
    text = "2 comments\n\nVera Lind, 4 May 2024\nIt was the frost.\n\nI saw it, as Dan said:\n\nall white.\n\n"
    text += "Dan, 5 May 2024\nNo.\n"
    assert _comments(from_plain_text(HEAD + text)) == [
        (VERA, DAY, "It was the frost.\n\nI saw it, as Dan said:\n\nall white."),
        (DAN, NEXT, "No."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Comments\n\nThe council had none.\n",
        "Responses\n\nThe mayor said nothing.\n\nThe vicar left.\n",
        "Three ideas:\n\n1. Frost.\n\n2. Rust.\n",
        "Discussion\n\nThe bell was old.\n",
    ],
)
def test_a_part_of_the_article_is_no_comment(text: str) -> None:
    assert not from_plain_text(HEAD + text).comments


def test_a_count_above_the_article_begins_no_comments() -> None:
    text = "Why the bell fell\n\nBy Ada Quill\n\n2 Comments\n\n" + "\n\n".join(BODY_TEXT)
    document = from_plain_text(text + "\n\nComments\n\nVera Lind says:\nThe frost.\n")
    assert _comments(document) == [(VERA, "", "The frost.")]
    assert [document.text_of(block) for block in document.of_kind(*BODY)] == BODY_TEXT


def test_where_nothing_tells_comments_apart_each_paragraph_is_one() -> None:
    long = HEAD + "Nothing else is known of the bell, of the tower, or of the night on which it fell, they say.\n\n"
    assert _comments(from_plain_text(long + "Comments\n\nI saw it fall.\n\nMe too, at nine.\n")) == [
        ("", "", "I saw it fall."),
        ("", "", "Me too, at nine."),
    ]


MARKDOWN = """# Why?

By Ann Lee

The pier sank and nobody knows why.

## 3 comments

- **Vera:** It was [the ice](https://ice.example.org/x).
- **Dan** (3 May 2024): No.

  I was there, see [this](https://see.example.org/).
- Kit says:
  a whale
"""


def test_markdown_names_its_writers_and_keeps_their_links() -> None:
    document = from_markdown(MARKDOWN)
    assert _comments(document) == [
        ("Vera", "", "It was the ice."),
        ("Dan", "3 May 2024", "No.\n\nI was there, see this."),
        ("Kit", "", "a whale"),
    ]
    links = [(document.text[link.start : link.end], link.url) for block in document.blocks for link in block.links]
    assert links == [("the ice", "https://ice.example.org/x"), ("this", "https://see.example.org/")]


def test_markdown_with_a_name_in_bold_above() -> None:
    text = "# Why?\n\nIt sank.\n\n## Comments\n\n**Rita M.** — 11 May 2024\n\nThe digger.\n\n"
    text += "**Tobias** — 12 May 2024\n\n> The digger.\n\nNo.\n"
    assert _comments(from_markdown(text)) == [
        ("Rita M.", "11 May 2024", "The digger."),
        ("Tobias", "12 May 2024", "No."),
    ]


@pytest.mark.parametrize(
    ("lines", "head"),
    [
        (["Vera says:", "No."], Head("Vera", "", 1)),
        (["Posted by Vera on 3 May 2024", "No."], Head("Vera", "3 May 2024", 1)),
        (["Vera", "3 May 2024", "No."], Head("Vera", "3 May 2024", 2)),
        (["#3", "Vera", "2 hours ago", "No."], Head("Vera", "2 hours ago", 3)),
        (["3 May 2024", "No."], Head("", "3 May 2024", 1)),
        (["As Dan said:", "No."], Head()),
        (["And so it was on 3 May 2024", "No."], Head()),
        (["Vera", "No."], Head()),
        (["Vera says:"], Head()),
        ([], Head()),
    ],
)
def test_who_and_when_above_a_comment(lines: list[str], head: Head) -> None:
    assert head_of_lines(lines) == head


@pytest.mark.parametrize(
    "words", ["So: the frost.", "the frost: a theory", "Vera:frost", "Why - because", "https://example.org/ is it"]
)
def test_what_is_no_name_before_a_colon(words: str) -> None:
    assert inline_name(words) is None
