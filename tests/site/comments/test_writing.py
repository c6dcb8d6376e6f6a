"""Writing a comment: the form, what it refuses and keeps, where it may come from, and who may sign how."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import Author, PublishedCase
from rashomon_site.comments.models import Comment, Discussion, Kind, State
from rashomon_site.comments.services.posting import Connection, Entry, post
from rashomon_site.comments.services.states import change_state
from tests.site.comments.writing import published, send, stamp, words

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FORM = "/cases/wagner-2023/comments/write/"


def test_a_comment_is_taken_with_all_that_was_said(reader_client: Client, wagner: PublishedCase) -> None:
    about = "evidence:camp-tents"
    answer = send(reader_client, wagner, text="Tents.", about=about, kind="source", email="a@example.org", replies="on")
    assert answer.status_code == 303
    comment = Comment.objects.get()
    assert (comment.name, comment.text, comment.kind, comment.about) == ("Petra V.", "Tents.", Kind.SOURCE, about)
    assert comment.about_words.startswith("Item ")
    assert comment.about_words.endswith("Tents in Belarus")
    assert comment.stamped_at is not None
    assert (comment.user_agent, comment.email) == ("a browser", "a@example.org")


def test_the_page_after_sending_tells_the_state_and_a_private_link(
    reader_client: Client, wagner: PublishedCase
) -> None:
    address = send(reader_client, wagner)["Location"]
    page = reader_client.get(address)
    assert "Thank you" in words(page)
    assert "Keep this link" in words(page)
    assert address.partition("?")[0] in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"
    assert page["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": ""}, "Give a name."),
        ({"name": "x" * 81}, "Shorten the name to 80 characters; it has 81."),
        ({"name": "ad\u200bmin\u202e"}, "signs that cannot be seen"),
        ({"name": "42"}, "no letters"),
        ({"text": ""}, "Write the comment."),
        ({"text": "\u200b\u202e \n"}, "Write the comment."),
        ({"text": "x" * 5001}, "Shorten the comment to 5000 characters; it has 5001."),
        ({"text": "a\x00b"}, "Null characters are not allowed"),
        ({"email": "nowhere"}, "Give an address such as name@example.org"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "Give an address such as name@example.org"),
        ({"replies": "on"}, "Give an address for the messages"),
        ({"kind": "vote"}, "Choose what the comment does once more."),
        ({"about": "evidence:no-such"}, "Choose what the comment is about once more."),
        ({"reply": "77"}, "There is no comment 77 to reply to."),
        ({"reply": "-1"}, "Give the number of a comment"),
        ({"reply": "9" * 30}, "Give the number of a comment"),
    ],
)
def test_what_is_refused_is_said_and_kept(
    reader_client: Client, wagner: PublishedCase, typed: dict[str, str], told: str
) -> None:
    form: dict[str, Any] = {"name": "Petra V.", "text": "Kept <b>words</b> & all", **typed}
    answer = send(reader_client, wagner, **form)
    assert answer.status_code == 422
    assert told in unescape(words(answer))
    assert "Not sent yet" in words(answer)
    if typed.get("text") is None:
        assert "Kept &lt;b&gt;words&lt;/b&gt; &amp; all</textarea>" in answer.content.decode()
    for id in re.findall(r'<a href="#(comment_\w+)">', answer.content.decode()):
        assert f'id="{id}' in answer.content.decode()
    assert not Comment.objects.exists()


def test_a_text_of_a_megabyte_is_refused_and_given_back(reader_client: Client, wagner: PublishedCase) -> None:
    text = "word " * 210_000
    answer = send(reader_client, wagner, text=text)
    assert answer.status_code == 422
    assert text.strip() in answer.content.decode()


def test_what_is_too_long_to_be_read_is_answered_clearly(
    reader_client: Client, wagner: PublishedCase, settings: object
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000  # type: ignore[attr-defined]  # known at run time
    answer = reader_client.post(
        "/cases/wagner-2023/comments/", "text=" + "x" * 20_000, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 413
    assert "too long to be read" in words(answer)


def test_a_preview_shows_and_sends_nothing(reader_client: Client, wagner: PublishedCase) -> None:
    answer = send(reader_client, wagner, text="*So* it is <script>", do="preview")
    assert answer.status_code == 200
    assert "<em>So</em> it is &lt;script&gt;" in answer.content.decode()
    assert "*So* it is &lt;script&gt;</textarea>" in answer.content.decode()
    assert not Comment.objects.exists()
    assert not answer.cookies


def test_reading_and_the_form_set_no_cookie(reader_client: Client, wagner: PublishedCase) -> None:
    for address in ("/cases/wagner-2023/", "/cases/wagner-2023/comments/", FORM, "/comments/"):
        assert not reader_client.get(address).cookies


def test_the_form_is_prepared_for_what_it_is_about(reader_client: Client, wagner: PublishedCase) -> None:
    page = reader_client.get(f"{FORM}?about=cell:camp-tents:staged").content.decode()
    assert '<option value="cell:camp-tents:staged" selected>' in page
    assert re.search(r'value="disagrees"[^>]* checked', page)
    assert "selected" in reader_client.get(f"{FORM}?about=%3Cscript%3E").content.decode()
    assert "<script>%3C" not in page


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({}, True),  # a browser of long ago
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://testserver.evil.example"}, False),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"}, False),
        ({"Origin": "http://[bad"}, False),
    ],
)
def test_a_form_on_another_site_sends_nothing(
    reader_client: Client, wagner: PublishedCase, headers: dict[str, str], taken: bool
) -> None:
    answer = send(reader_client, wagner, headers=headers, text="Kept words")
    assert answer.status_code == (303 if taken else 403)
    assert Comment.objects.exists() == taken
    if not taken:
        assert "Kept words</textarea>" in answer.content.decode()


def test_signed_in_people_need_the_token_of_their_form(moderator: User, wagner: PublishedCase) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator, backend="django.contrib.auth.backends.ModelBackend")
    refused = send(client, wagner, text="Kept words")
    assert refused.status_code == 403
    assert "Kept words</textarea>" in refused.content.decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', refused.content.decode())
    assert found is not None
    assert send(client, wagner, csrfmiddlewaretoken=found[1]).status_code == 303
    comment = Comment.objects.get()
    assert (comment.name, comment.user) == (moderator.shown_name, moderator)


@pytest.mark.parametrize(
    "name",
    [
        "Moderator Example",
        "moderator",
        "M0derator Exampl\u0435",
        "Ｍoderator Example",
        "EDITOR",
        "The editors",
        "Admin",
    ],
)
def test_nobody_signs_as_somebody_of_the_site(reader_client: Client, wagner: PublishedCase, name: str) -> None:
    answer = send(reader_client, wagner, name=name)
    assert answer.status_code == 422
    assert "Choose another" in words(answer)


def test_nobody_signs_as_an_author_of_cases(reader_client: Client, wagner: PublishedCase) -> None:
    name = Author.objects.values_list("name", flat=True)[0]
    assert send(reader_client, wagner, name=name.upper()).status_code == 422


def test_people_of_the_site_are_shown_with_their_role(moderator_client: Client, wagner: PublishedCase) -> None:
    send(moderator_client, wagner, name="Somebody Else", text="From the desk.")
    comment = published(Comment.objects.get())
    assert comment.name == "Moderator Example"
    page = words(moderator_client.get("/cases/wagner-2023/"))
    assert "Moderator Example Moderator " in page


def test_the_same_form_twice_is_one_comment(reader_client: Client, wagner: PublishedCase) -> None:
    made = stamp(wagner)
    first, second = (send(reader_client, wagner, stamp=made) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Comment.objects.count() == 1


def test_too_many_from_one_place_wait_and_keep_their_text(reader_client: Client, wagner: PublishedCase) -> None:
    made = stamp(wagner)
    for number in range(5):
        assert send(reader_client, wagner, text=f"Comment {number}", stamp=made).status_code == 303
    refused = send(reader_client, wagner, text="Kept words", stamp=made)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert "Please wait" in words(refused)
    assert "Kept words</textarea>" in refused.content.decode()
    assert send(reader_client, wagner, text="Comment 4", stamp=made).status_code == 303  # known already
    assert Comment.objects.count() == 5


def test_a_closed_discussion_takes_nothing_and_keeps_the_text(
    reader_client: Client, moderator_client: Client, wagner: PublishedCase
) -> None:
    comment = post(wagner, Entry(name="Ada", text="One", stamp="s"), Connection())
    published(comment)
    assert moderator_client.post("/cases/wagner-2023/comments/close/").status_code == 302
    page = words(reader_client.get("/cases/wagner-2023/"))
    assert "The editors have closed this discussion." in page
    assert "Add a comment" not in page
    assert "Dispute" not in page
    refused = send(reader_client, wagner, text="Kept words")
    assert refused.status_code == 409
    assert "Kept words" in refused.content.decode()
    assert moderator_client.post("/cases/wagner-2023/comments/reopen/").status_code == 302
    assert "Add a comment" in words(reader_client.get("/cases/wagner-2023/"))
    assert Discussion.objects.get(case=wagner).closed_at is None


@pytest.mark.parametrize(("mode", "status", "shows"), [("closed", 200, True), ("off", 404, False)])
def test_the_whole_site_can_be_closed_or_without_comments(
    reader_client: Client, wagner: PublishedCase, settings: object, mode: str, status: int, shows: bool
) -> None:
    published(post(wagner, Entry(name="Ada", text="One reason", stamp="s"), Connection()))
    settings.COMMENTS = mode  # type: ignore[attr-defined]  # known at run time
    page = words(reader_client.get("/cases/wagner-2023/"))
    assert ("One reason" in page) == shows
    assert "Add a comment" not in page
    for address in ("/cases/wagner-2023/comments/", FORM, "/cases/wagner-2023/comments.atom", "/comments.atom"):
        assert reader_client.get(address).status_code == status
    assert send(reader_client, wagner).status_code == (409 if shows else 404)
    caches["default"].clear()


def test_a_case_that_is_not_published_has_no_discussion(reader_client: Client, editor: User) -> None:
    from rashomon_site.cases.services.saving import create_case

    case = create_case(editor, "rashomon: 1", slug="draft").case
    assert reader_client.get("/cases/draft/comments/").status_code == 404
    assert send(reader_client, case).status_code == 404


def test_a_reply_names_what_it_answers(reader_client: Client, wagner: PublishedCase, moderator: User) -> None:
    first = published(post(wagner, Entry(name="Ada", text="One", stamp="s"), Connection()))
    send(reader_client, wagner, text="An answer", reply="1")
    reply = Comment.objects.get(text="An answer")
    assert reply.in_reply_to == first
    change_state(reply, State.PUBLISHED, actor=moderator)
    assert "In reply to #1" in words(reader_client.get("/cases/wagner-2023/"))


def test_the_hidden_field_and_a_forged_stamp_lose_no_comment(reader_client: Client, wagner: PublishedCase) -> None:
    send(reader_client, wagner, website="https://spam.example", stamp="forged")
    comment = Comment.objects.get()
    assert (comment.honeypot, comment.stamped_at) == ("https://spam.example", None)
    assert comment.state == "waiting"
