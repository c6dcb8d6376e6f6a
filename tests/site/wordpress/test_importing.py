"""A WordPress export becomes draft cases with their comments, once, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rashomon.wordpress.reading import BadExport, read_export
from rashomon.wordpress.wxr import Post, Site, Writer
from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Comment, Discussion, State
from rashomon_site.comments.services.posting import Connection, Entry, post
from rashomon_site.comments.services.states import change_state
from rashomon_site.spam.models import FilterExample
from rashomon_site.wordpress.exporting import export_wordpress
from rashomon_site.wordpress.importing import Report, import_export

pytestmark = pytest.mark.django_db
HARBOUR = Path(__file__).parent / "exports" / "harbour.xml"


@pytest.fixture
def imported(editor: User) -> Report:
    return import_export(HARBOUR, editor)


def test_a_post_becomes_a_draft_that_waits_for_its_explanations(imported: Report) -> None:
    case = PublishedCase.objects.get(slug="harbour-lights")
    text = case.revisions.get().text
    assert not case.is_published
    assert case.title == "Why did the harbour lights go out?"
    for words in ("name: Mara Lind", "writes about *boats*", "**a fuse**", "[strike](https://paper.example/strike)"):
        assert words in text
    assert "alert(1)" not in text
    assert "hypotheses: []" in text


def test_comments_keep_their_dates_states_and_order(imported: Report) -> None:
    rows = Comment.objects.filter(case__slug="harbour-lights").order_by("posted_at")
    told = [(row.name, row.state, row.number, row.url, row.address) for row in rows]
    assert told == [
        ("Ines", "published", 1, "", None),
        ("Otto", "published", 2, "", None),
        ("Later", "waiting", None, "", None),
        ("Pills", "spam", None, "", None),
    ]
    otto = rows[1]
    assert otto.in_reply_to == rows[0]
    assert otto.posted_at == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert otto.text == "Ask the *harbour master*.\n\nHe was there."
    assert (otto.address_token != "", rows[0].address_token) == (True, "")
    assert [event.action for event in otto.events.all()] == ["imported"]


def test_the_report_says_what_was_left_out_and_why(imported: Report) -> None:
    assert dict(imported.left_out) == {
        "comment 12 by Another blog": "a pingback",
        "comment 13 by Rude": "its status is trash",
        "attachment 42 “photo”": "no post or page",
        "post 43 “For members”": "it is protected by a password",
    }
    assert imported.lines()[:4] == [
        "New cases: 1. Here already: 0.",
        "New comments: 2 published, 1 spam, 1 waiting. Here already: 0.",
        "Authors named: 1.",
        "Left out: 4.",
    ]


def test_the_filter_learns_what_was_decided_there(imported: Report) -> None:
    learnt = {row.comment.name: row.is_spam for row in FilterExample.objects.exclude(comment=None) if row.comment}
    assert {name: learnt[name] for name in ("Ines", "Otto", "Pills")} == {"Ines": False, "Otto": False, "Pills": True}
    assert "Later" not in learnt


def test_a_second_import_adds_nothing_and_leaves_decisions_alone(
    imported: Report, editor: User, moderator: User
) -> None:
    later = Comment.objects.get(name="Later")
    change_state(later, State.PUBLISHED, actor=moderator)
    again = import_export(HARBOUR, editor)
    assert (again.posts, again.known_posts, again.known_comments, sum(again.comments.values())) == (0, 1, 4, 0)
    later.refresh_from_db()
    assert (later.state, later.number) == (State.PUBLISHED, 3)


def test_a_second_import_adds_what_is_new(imported: Report, editor: User, tmp_path: Path) -> None:
    new = "<wp:comment><wp:comment_id>14</wp:comment_id><wp:comment_author>Una</wp:comment_author>"
    new += "<wp:comment_content>Late news</wp:comment_content><wp:comment_approved>1</wp:comment_approved>"
    new += "<wp:comment_parent>9</wp:comment_parent></wp:comment></item>"
    grown = tmp_path / "grown.xml"
    grown.write_text(HARBOUR.read_text(encoding="utf-8").replace("</item>", new, 1), encoding="utf-8")
    import_export(grown, editor)
    una = Comment.objects.get(name="Una")
    assert (una.number, una.in_reply_to) == (3, Comment.objects.get(name="Otto"))
    assert Discussion.objects.get(case=una.case).published_count == 3


def test_what_is_exported_comes_back_whole(wagner: PublishedCase, editor: User, tmp_path: Path) -> None:
    for text in ("One <b>bold</b> & *brave*", "Two\x0b]]> with 😀"):
        post(wagner, Entry(name="Ada & Co", text=text, stamp=text[:3]), Connection())
    file = tmp_path / "out.xml"
    cases, comments = export_wordpress(file)
    assert cases == PublishedCase.objects.visible().count()
    parts = list(read_export(file))
    assert isinstance(parts[0], Site)
    assert any(isinstance(part, Writer) for part in parts)
    posts = [part for part in parts if isinstance(part, Post)]
    assert sum(len(one.remarks) for one in posts) == comments
    found = next(one for one in posts if one.slug == "wagner-2023")
    assert wagner.published_revision is not None
    assert found.case == wagner.published_revision.text
    before = wagner.comments.published().count()
    report = import_export(file, editor)
    assert report.posts == cases
    twin = PublishedCase.objects.exclude(pk=wagner.pk).get(slug__startswith="wagner-2023")
    assert twin.is_published
    assert twin.comments.published().count() == before
    assert twin.published_revision is not None
    assert twin.published_revision.document_sha256 == wagner.published_revision.document_sha256


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "line 1"),
        ("<html><body>No</body></html>", "no WordPress export"),
        ("<rss><channel><item><title>cut", "line 1, column"),
        ('<!DOCTYPE rss [<!ENTITY a "aaaa">]><rss><channel><item>&a;</item></channel></rss>', "entities of its own"),
        ('<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss/>', "entities of its own"),
        ("<rss>" + "<a>" * 100 + "</a>" * 100 + "</rss>", "inside one another"),
    ],
)
def test_hostile_files_are_refused_with_a_reason(text: str, words: str, editor: User, tmp_path: Path) -> None:
    file = tmp_path / "bad.xml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadExport, match=words):
        import_export(file, editor)


def test_signs_that_xml_forbids_do_not_stop_a_file(editor: User, tmp_path: Path) -> None:
    file = tmp_path / "signs.xml"
    file.write_bytes(HARBOUR.read_bytes().replace(b"It was the fuse.", b"It was\x00\x08 the\x1b fuse."))
    import_export(file, editor)
    assert Comment.objects.get(name="Ines").text == "It was the fuse."
