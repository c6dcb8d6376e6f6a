"""The queue: lists, search, filters, what a letter says, and how much it asks of the database."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Comment, Kind, State
from rashomon_site.moderation.marked_text import pieces
from rashomon_site.moderation.models import Report, ReportReason
from rashomon_site.spam.models import Check
from tests.site.moderation.conftest import Write

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
QUEUE = "/desk/comments/"


def page(client: Client, **asked: str) -> str:
    answer = client.get(QUEUE, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def listed(text: str) -> str:
    """Return the list alone, without the open letter."""
    return text[text.find("data-queue") : text.find('class="bulk"')] if "data-queue" in text else ""


@pytest.mark.parametrize("tab", ["waiting", "published", "spam", "removed"])
def test_each_list_holds_its_comments_and_says_how_many(moderator_client: Client, write: Write, tab: str) -> None:
    for state in State:
        write(f"this one is {state}", state)
        write(f"this too is {state}", state)
    text = page(moderator_client, tab=tab)
    assert [state for state in State if f"this one is {state}" in listed(text)] == [tab]
    assert text.count("(2)") >= 4


def test_reported_comments_have_a_list_of_their_own(moderator_client: Client, write: Write) -> None:
    comment = write("reported text", State.PUBLISHED)
    write("quiet text", State.PUBLISHED)
    for token in "ab":
        Report.objects.create(comment=comment, address_token=token, reason=ReportReason.INSULT, words=f"<b>{token}</b>")
    text = page(moderator_client, tab="reported")
    assert "2 reports" in listed(text)
    assert "quiet text" not in listed(text)
    assert "&lt;b&gt;a&lt;/b&gt;" in text


def test_what_waits_longest_comes_first(moderator_client: Client, write: Write) -> None:
    write("the older one")
    write("the newer one")
    text = listed(page(moderator_client))
    assert text.index("the older one") < text.index("the newer one")


@pytest.mark.parametrize("words", ["Zoë", "zoe", "camera 7", "zoe@example.org", "203.0.113.9"])
def test_search_finds_name_text_mail_and_network(moderator_client: Client, write: Write, words: str) -> None:
    write("seen by camera 7", name="Zoë", email="zoe@example.org", address="203.0.113.9")
    write("nothing of that", name="Bert")
    text = listed(page(moderator_client, q=words))
    assert "seen by camera 7" in text
    assert "nothing of that" not in text


@pytest.mark.parametrize(
    "words", ["%", "_", "<script>alert(1)</script>", "' OR 1=1 --", "\x00", "\\", "a" * 5000, "\ud7ff"]
)
def test_hostile_words_are_only_words(moderator_client: Client, write: Write, words: str) -> None:
    write("plain")
    text = page(moderator_client, q=words)
    assert "<script>alert" not in text
    if words in ("%", "_"):
        assert "plain" not in listed(text)


def test_filters_by_reason_case_and_kind(moderator_client: Client, write: Write, wagner: PublishedCase) -> None:
    other = PublishedCase.objects.exclude(pk=wagner.pk).first()
    linked = write("with links", kind=Kind.SOURCE)
    write("elsewhere", case=other)
    reasons = [{"code": "links", "words": "Three links.", "detail": {}}]
    Check.objects.create(comment=linked, checker="rules", verdict="hold", reasons=reasons)
    decoy = write('"code": "links"')
    hostile = [{"code": "word", "words": '"code": "links"', "detail": {}}]
    Check.objects.create(comment=decoy, checker="rules", verdict="hold", reasons=hostile)
    for asked in ({"reason": "links"}, {"kind": "source"}):
        text = listed(page(moderator_client, **asked))
        assert text.count("<li>") == 1
        assert "with links" in text
    text = listed(page(moderator_client, case=other.slug if other else ""))
    assert text.count("<li>") == 1
    assert "elsewhere" in text
    assert 'value="links"' in page(moderator_client)


@pytest.mark.parametrize(
    "asked",
    [
        {"tab": "x"},
        {"page": "9" * 30},
        {"page": "-1"},
        {"letter": "0"},
        {"letter": "x"},
        {"reason": '"'},
        {"done": "x"},
    ],
)
def test_addresses_that_mean_nothing_show_the_queue(
    moderator_client: Client, write: Write, asked: dict[str, str]
) -> None:
    write("plain")
    assert "plain" in page(moderator_client, **asked)


def test_a_letter_says_why_it_is_held_and_which_words_weighed(moderator_client: Client, write: Write) -> None:
    comment = write("Buy CHEAP pills, cheaper than elsewhere")
    reason = {"code": "word", "words": "It says “cheap”.", "detail": {"word": "cheap", "found": "CHEAP"}}
    Check.objects.create(comment=comment, checker="rules", verdict="hold", reasons=[reason])
    trial = {"code": "filter", "words": "Likely spam.", "detail": {"words": [["pills", 2.1]]}}
    Check.objects.create(
        comment=comment, checker="filter", verdict="spam", reasons=[trial], score=0.93, is_log_only=True
    )
    text = moderator_client.get(f"{QUEUE}{comment.pk}/").content.decode()
    assert "<mark>CHEAP</mark>" in text
    assert "<mark>pills</mark>" in text
    assert "cheaper</mark>" not in text
    assert "93% spam" in text
    assert "on trial: decides nothing" in text
    assert "Rules" in text


def test_a_letter_tells_of_its_writer_links_and_what_it_answers(moderator_client: Client, write: Write) -> None:
    first = write("the question", State.PUBLISHED, name="Ann", email="ann@example.org")
    write("earlier spam", State.SPAM, name="ANN")
    write("same network", State.PUBLISHED, name="Other", address="203.0.113.9")
    comment = write(
        "see https://evil.example/x", name="Ann", email="ann@example.org", address="203.0.113.9", in_reply_to=first
    )
    text = moderator_client.get(f"{QUEUE}{comment.pk}/").content.decode()
    assert "3 others" in text
    assert "2 published, 1 spam" in text
    assert "In reply to #1" in text
    assert "evil.example" in text
    assert 'href="https://evil.example' not in text


@pytest.mark.parametrize(
    "hostile", ["<img src=x onerror=alert(1)>", "{{ 7*7 }}{% debug %}", "\u202egnp.exe", "</blockquote>"]
)
def test_hostile_letters_are_shown_as_they_are(moderator_client: Client, write: Write, hostile: str) -> None:
    comment = write(hostile, name=f"N {hostile}"[:80])
    Check.objects.create(
        comment=comment,
        checker="rules",
        verdict="hold",
        reasons=[{"code": "word", "words": hostile, "detail": {"word": hostile}}],
    )
    for address in (QUEUE, f"{QUEUE}{comment.pk}/", f"{QUEUE}{comment.pk}/erase/"):
        text = moderator_client.get(address).content.decode()
        assert "<img src=x" not in text
        assert text.count("</blockquote>") <= 1


def test_a_thousand_comments_ask_no_more_of_the_database(moderator_client: Client, write: Write) -> None:
    sample = write("sample")
    with CaptureQueriesContext(
        connection,
    ) as few:
        page(moderator_client)
    rows = [
        Comment(case=sample.case, name=f"R{n}", name_look=f"r{n}", text=f"text {n}", submission_key=f"k{n}")
        for n in range(1000)
    ]
    made = Comment.objects.bulk_create(rows)
    Check.objects.bulk_create(Check(comment=one, checker="rules", verdict="hold", reasons=[]) for one in made)
    with CaptureQueriesContext(connection) as many:
        text = page(moderator_client)
    assert text.count('name="ticked"') == 25
    assert len(many) <= len(few) + 1
    assert len(many) <= 25


def test_an_empty_queue_says_so(moderator_client: Client) -> None:
    assert "Every letter has been read." in page(moderator_client)
    assert "Nothing fits." in page(moderator_client, q="nobody")


def test_the_count_stands_in_the_masthead_for_moderators_alone(
    moderator_client: Client, author_client: Client, write: Write
) -> None:
    write()
    assert "comments to read" in moderator_client.get("/desk/").content.decode()
    assert "comments to read" not in author_client.get("/desk/").content.decode()


def test_pieces_join_to_the_text_again() -> None:
    text = "A+B is a.b, and A+b too\n"
    cut = pieces(text, ["a+b", "too"])
    assert "".join(one.text for one in cut) == text
    assert [one.text for one in cut if one.is_marked] == ["A+B", "A+b", "too"]
