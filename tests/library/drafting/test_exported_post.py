"""A post of a WordPress export as a document: its comments came apart, so none of their words is the article's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.drafting.document import BlockKind, Document
from rashomon.drafting.failures import BadPage
from rashomon.drafting.segment.exported_post import ExportedPost, document_of_post, left_out
from rashomon.wordpress.wxr import Post, Remark, Writer

ADA = Writer("ada", "Ada Quill", bio="Ada writes about <em>harbours</em>.")
DAY = datetime(2024, 3, 1, 8, tzinfo=UTC)


def remark(number: int, text: str, **values: Any) -> Remark:
    return Remark(**{"id": number, "author": f"Reader {number}", "text": text, "posted_at": DAY, **values})


def post(content: str = "<p>Was it oil?</p>", *remarks: Remark, **values: Any) -> Post:
    return Post(**{"id": 4, "title": "The lamp", "creator": "ada", "content": content, "remarks": remarks, **values})


def document_of(content: str = "<p>Was it oil?</p>", *remarks: Remark, **values: Any) -> Document:
    return document_of_post(ExportedPost(post(content, *remarks, **values), ADA, "posts.xml"))[0]


def body(document: Document) -> list[str]:
    return [document.text_of(block) for block in document.blocks if block.kind == BlockKind.PARAGRAPH]


def said(document: Document) -> dict[int, list[str]]:
    return {one.number: [document.text_of(b) for b in document.of_comment(one.number)] for one in document.comments}


def test_head_body_and_comments_keep_their_kinds() -> None:
    document = document_of("<p>Was it oil?</p>", remark(1, "It was wind."), posted_at=DAY)
    told = [(block.kind.value, document.text_of(block)) for block in document.blocks]
    assert told == [
        ("title", "The lamp"),
        ("byline", "Ada Quill"),
        ("date", "2024-03-01"),
        ("author-bio", "Ada writes about harbours."),
        ("paragraph", "Was it oil?"),
        ("comment", "It was wind."),
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        "It was wind.</p></div></article><p>And the writer agrees.",
        "<!-- It was wind.",
        "<textarea>It was wind.",
        "</body></html>It was wind.",
        '</li></ol><div class="entry-content"><p>It was wind.</p></div>',
        "<h1>It was wind.</h1>",
        "It was wind.<script>",
    ],
)
def test_no_markup_in_a_comment_makes_its_words_those_of_the_article(hostile: str) -> None:
    document = document_of("<p>Was it oil?</p>", remark(1, hostile), remark(2, "Indeed."))
    assert body(document) == ["Was it oil?"]
    assert said(document)[document.comments[-1].number] == ["Indeed."]


@pytest.mark.parametrize(
    "content",
    [
        '<p>Was it oil?</p><ol class="comment-list"><li class="comment"><p>It was wind.</p></li></ol>',
        "<p>Was it oil?</p><h2>Comments</h2><ol><li>It was wind.</li></ol>",
        "<div><p>Was it oil?</p><!-- ",
    ],
)
def test_what_looks_like_comments_in_the_post_is_the_posts(content: str) -> None:
    document = document_of(content, remark(1, "Indeed."))
    assert [(one.number, one.author) for one in document.comments] == [(1, "Reader 1")]
    assert said(document) == {1: ["Indeed."]}


def test_comments_are_numbered_by_date_and_name_the_one_they_answer() -> None:
    late = DAY.replace(hour=20)
    document = document_of("Oil?", remark(9, "Yes.", parent=30, posted_at=late), remark(30, "No.", parent=30))
    assert [(one.number, one.author, one.parent, one.date) for one in document.comments] == [
        (1, "Reader 30", None, "2024-03-01"),
        (2, "Reader 9", 1, "2024-03-01"),
    ]


def test_an_answer_to_a_comment_that_was_not_shown_stands_alone() -> None:
    document = document_of("Oil?", remark(1, "Spam.", approved="spam"), remark(2, "No.", parent=1))
    assert [(one.author, one.parent) for one in document.comments] == [("Reader 2", None)]


def test_what_readers_did_not_see_is_counted() -> None:
    remarks = [
        remark(1, "A", approved="0"),
        remark(2, "B", approved="spam"),
        remark(3, "C", approved="trash"),
        remark(4, "D", type="pingback"),
        remark(5, "E", approved="odd"),
    ]
    document, dropped = document_of_post(ExportedPost(post("<p>Oil?</p><script>x</script>", *remarks), None, "x"))
    assert document.comments == ()
    assert {one.what: one.count for one in dropped} == {
        "comments that wait for a moderator": 1,
        "comments marked as spam": 1,
        "comments in the trash": 1,
        "pingbacks of other blogs": 1,
        "comments that are not approved": 1,
        "scripts": 1,
    }


def test_text_without_paragraphs_is_cut_at_empty_lines_as_wordpress_does() -> None:
    document = document_of("One\ntwo.\n\nThree.\n<h2>Four</h2>", remark(1, "Five.\r\n\r\nSix."))
    assert "One\ntwo." in document.text
    assert said(document) == {1: ["Five.", "Six."]}


def test_links_lead_to_the_web_alone() -> None:
    text = '<a href="https://example.org/a">one</a> <a href="javascript:alert(1)">two</a> <a href="/b">three</a>'
    document = document_of(text, link="https://example.org/post")
    links = [link.url for block in document.blocks for link in block.links]
    assert links == ["https://example.org/a", "https://example.org/b"]


def test_an_empty_post_is_a_bad_page() -> None:
    with pytest.raises(BadPage):
        document_of_post(ExportedPost(Post(id=1, title=""), None, "x"))


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({}, ""),
        ({"type": "page"}, ""),
        ({"type": "attachment"}, "no article (attachment)"),
        ({"status": "draft"}, "not published"),
        ({"password": "x"}, "behind a password"),
    ],
)
def test_what_is_no_public_article_is_left_out(values: dict[str, str], why: str) -> None:
    assert left_out(post(**values)) == why


def test_the_hash_changes_with_the_words_and_the_comments() -> None:
    posts = [post(), post("<p>Other</p>"), post("<p>Was it oil?</p>", remark(1, "A")), post(title="Another")]
    assert len({ExportedPost(one, None, "x").sha256 for one in posts}) == 4
    assert ExportedPost(post(), None, "x").sha256 == ExportedPost(post(), None, "y").origin.sha256


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.lists(st.text(max_size=80), max_size=4))
def test_any_text_makes_a_document_or_a_bad_page(content: str, comments: list[str]) -> None:
    try:
        document = document_of(content, *(remark(n, text) for n, text in enumerate(comments, start=1)))
    except BadPage:
        return
    assert len(document.comments) <= len(comments)


@pytest.mark.parametrize("repeated", ["<blockquote>It was oil.</blockquote>\n", "&gt; It was oil.\n"])
def test_what_a_comment_repeats_is_not_its_own(repeated: str) -> None:
    document = document_of("<p>Was it oil?</p>", remark(1, "It was oil."), remark(2, repeated + "No, wind."))
    assert said(document) == {1: ["It was oil."], 2: ["No, wind."]}
