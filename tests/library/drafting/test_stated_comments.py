"""A page that says it has more comments than were found: the draft warns."""

from __future__ import annotations

import pytest

from rashomon.drafting.draft import Draft
from rashomon.drafting.ingest.reading import page_of
from rashomon.drafting.pipeline import draft_page, rules_reader

PAGE = (
    "<html><body><h1>Why did the bell fall silent?</h1><div class='entry-content'><p>The bell of Port Osk fell silent"
    " on 3 May, and nobody in the village can say for sure why.</p></div>{}</body></html>"
)
TWO = "".join(f"<li class='comment' id='comment-{n}'><cite>Mo</cite><p>It was the frost.</p></li>" for n in (1, 2))


def _draft(below: str) -> Draft:
    return draft_page(page_of(PAGE.format(below).encode(), name="a.html"), rules_reader())


@pytest.mark.parametrize(
    ("below", "said"),
    [
        ("<div id='comments'><h2>12 comments</h2></div>", "speaks of 12 comments, and 0 were found"),
        ("<div id='comments'><h2>Comments (1,204)</h2></div>", "speaks of 1,204 comments, and 0 were found"),
        ("<div id='comments'><a>View all 7 comments</a></div>", "speaks of 7 comments, and 0 were found"),
        (f"<div id='comments'><h2>12 comments</h2><ol>{TWO}</ol></div>", "12 comments, and 2 were found"),
    ],
)
def test_comments_that_are_not_there_are_told(below: str, said: str) -> None:
    (warning,) = _draft(below).warnings
    assert said in warning
    assert "draft the text" in warning


@pytest.mark.parametrize(
    "below",
    [
        "",
        "<div id='comments'><h2>0 comments</h2></div>",
        "<div id='comments'><h2>No comments</h2></div>",
        f"<div id='comments'><h2>2 comments</h2><ol>{TWO}</ol></div>",
        f"<ul><li>9 comments</li></ul><div id='comments'><h2>2 comments</h2><ol>{TWO}</ol></div>",
        "<div id='comments'><h2>Comments</h2></div>",
    ],
)
def test_nothing_is_told_without_a_reason(below: str) -> None:
    assert _draft(below).warnings == ()
