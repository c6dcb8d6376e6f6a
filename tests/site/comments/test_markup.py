"""Texts from strangers as HTML: little is let through, quickly, and nothing that could do harm."""

from __future__ import annotations

from html.parser import HTMLParser
from time import perf_counter

import pytest

from rashomon_site.comments.markup import comment_html, plain_text, readable

KNOWN = {"a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "span", "strong", "ul"}


class Marks(HTMLParser):
    """Notes every element and attribute."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("*so* **it** is", "<em>so</em> <strong>it</strong>"),
        ("> quoted", "<blockquote>"),
        ("- one\n- two", "<li>two</li>"),
        ("`x = 1`", "<code>x = 1</code>"),
        ("one\ntwo", "one<br>"),
        (
            "[here](https://example.org/a)",
            '<a href="https://example.org/a" rel="nofollow ugc noopener noreferrer">here</a>',
        ),
        ("[here](https://example.org/a)", '<span class="host">(example.org)</span>'),
        ("see https://example.org/a.", '<a href="https://example.org/a" rel='),
        ("(https://example.org/a_(b))", 'href="https://example.org/a_(b)"'),
    ],
)
def test_a_little_markdown_works(typed: str, shown: str) -> None:
    assert shown in comment_html(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![picture](https://example.org/a.png)",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](//evil.example/)",
        "[x](/desk/)",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        "# Heading\n\nSecond\n===",
        "<b onclick=x>bold</b> <style>*{display:none}</style>",
        'https://example.org/"onmouseover=alert(1)',
        '[a](https://example.org/ "title\' onclick=")',
        "&lt;script&gt; &#60;script&#62;",
        "<iframe src=https://example.org>",
        "{{ settings.SECRET_KEY }} {% debug %}",
        "| a |\n|---|\n| b |",
    ],
)
def test_hostile_texts_become_words(typed: str) -> None:
    marks = Marks(comment_html(typed))
    assert marks.tags <= KNOWN
    for name, value in marks.attributes:
        assert name in ("href", "rel", "class")
        assert name != "href" or value.startswith(("https://", "http://"))


def test_links_say_where_they_lead_unless_their_words_do() -> None:
    assert "(evil.example)" in comment_html("[https://bank.example/](https://evil.example/)")
    assert "host" not in comment_html("[https://bank.example/x](https://bank.example/y)")
    assert "(xn--bnk-8na.example)" in comment_html("[bank](https://bänk.example/)") or "bänk" not in comment_html(
        "[bank](https://bänk.example/)"
    )


def test_numbers_of_comments_are_links_where_there_is_such_a_comment() -> None:
    html = comment_html("As #3 says, not #99; `#3` and [#3](https://example.org/) stay, so does a#3.", _place)
    assert html.count('href="#comment-3"') == 1
    assert "#99" in html
    assert "comment-99" not in html


def _place(number: int) -> str:
    return f"#comment-{number}" if number == 3 else ""


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad", "\x07", "\U000e0041", "\u3164"])
def test_signs_that_turn_the_line_or_are_not_seen_are_left_out(sign: str) -> None:
    assert sign not in comment_html(f"Before{sign}after")
    assert "Beforeafter" in comment_html(f"Before{sign}after")
    assert readable(f"a{sign}b") == "ab"


def test_languages_that_join_or_mark_letters_keep_their_signs() -> None:
    persian, hindi, family = "می\u200cخواهم", "क्\u200dष", "👩\u200d👧"
    for text in (persian, hindi, family):
        assert text in comment_html(text)


def test_towers_of_accents_are_cut() -> None:
    assert readable("e" + "\u0301" * 500) == "e" + "\u0301" * 4


@pytest.mark.parametrize(
    "typed",
    [
        ">" * 5000,
        "> " * 2500 + "x",
        "- " * 2500,
        "[" * 5000,
        "![" * 2500,
        "*a_" * 1666,
        "**" * 2500,
        "`" * 5000,
        "<" * 5000,
        "[a](" * 1250,
        "https://" * 625,
        "https://a." + "(" * 4900,
        "#1 " * 1666,
        "&" * 5000,
        "\\" * 5000,
        "1. " * 1666,
        "\u0301" * 5000,
        "a\n" * 2500,
    ],
)
def test_no_text_of_the_greatest_length_takes_long_or_goes_deep(typed: str) -> None:
    began = perf_counter()
    html = comment_html(typed, lambda number: f"#comment-{number}")
    assert perf_counter() - began < 20  # grows with the length, and not with its square; the machine may be busy
    assert html.count("<blockquote>") <= 20
    assert html.count("<ul>") + html.count("<ol>") <= 20


def test_plain_text_is_one_line() -> None:
    assert plain_text("a\n\n b\u202e\tc") == "a b c"
