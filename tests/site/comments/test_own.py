"""What writers may do to their own comments, for how long, and that nobody else may."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Comment, CommentEvent, Discussion, State
from rashomon_site.comments.private_links import COOKIE, private_address, token_of
from rashomon_site.comments.services.states import change_state
from tests.site.comments.writing import BROWSER, published, send, words

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def sent(reader_client: Client, wagner: PublishedCase) -> Comment:
    """A comment that was just sent by the reader's browser."""
    send(reader_client, wagner, text="First words")
    return Comment.objects.get()


def change(client: Client, comment: Comment, headers: dict[str, str] | None = None, **typed: Any) -> int:
    form = {"name": comment.name, "text": comment.text, "kind": comment.kind, "about": comment.about} | typed
    return client.post(f"{private_address(comment)}change/", form, headers=headers or BROWSER).status_code


def remove(client: Client, comment: Comment, headers: dict[str, str] | None = None) -> int:
    return client.post(f"{private_address(comment)}remove/", headers=headers or BROWSER).status_code


def late(comment: Comment) -> None:
    Comment.objects.filter(pk=comment.pk).update(posted_at=timezone.now() - timedelta(minutes=16))


def test_the_cookie_is_set_on_sending_alone_and_reaches_little(reader_client: Client, wagner: PublishedCase) -> None:
    answer = send(reader_client, wagner)
    cookie = answer.cookies[COOKIE]
    assert set(answer.cookies) == {COOKIE}
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/comments/")
    assert cookie["max-age"] == 15 * 60


def test_the_browser_that_sent_finds_its_comment(reader_client: Client, sent: Comment) -> None:
    page = reader_client.get("/comments/")
    assert "First words" in words(page)
    assert private_address(sent) in page.content.decode()
    assert "First words" not in words(Client().get("/comments/"))


@pytest.mark.parametrize("forged", ["", "x", "a:b:c", "\xe9", "x" * 3000])
def test_a_forged_cookie_opens_nothing_and_is_dropped(sent: Comment, forged: str) -> None:
    client = Client()
    client.cookies[COOKIE] = forged
    page = client.get("/comments/")
    assert page.status_code == 200
    assert "First words" not in words(page)
    assert "Nothing here can be changed now." in words(page)


def test_a_cookie_with_the_key_of_anothers_comment_opens_nothing(reader_client: Client, sent: Comment) -> None:
    good = reader_client.cookies[COOKIE].value
    client = Client()
    client.cookies[COOKIE] = good.replace(sent.submission_key, "0" * 64)
    assert "First words" not in words(client.get("/comments/"))
    client.cookies[COOKIE] = sent.submission_key
    assert "First words" not in words(client.get("/comments/"))


def test_a_text_is_changed_checked_and_marked(reader_client: Client, sent: Comment) -> None:
    published(sent)
    version = Discussion.objects.get().version
    assert change(reader_client, sent, text="Other words") == 303
    comment = Comment.objects.get()
    assert (comment.text, comment.number) == ("Other words", 1)
    assert comment.edited_at is not None
    assert comment.events.get(action="edited").detail == {"was": {"text": "First words"}}
    assert Discussion.objects.get().version > version
    assert comment.state == State.PUBLISHED
    assert "edited" in words(reader_client.get("/cases/wagner-2023/"))


def test_a_change_of_nothing_is_none(reader_client: Client, sent: Comment) -> None:
    assert change(reader_client, sent) == 303
    assert not CommentEvent.objects.filter(action="edited").exists()


def test_what_a_moderator_holds_no_change_lets_out(reader_client: Client, sent: Comment, moderator: User) -> None:
    published(sent)
    change_state(sent, State.WAITING, actor=moderator)
    assert change(reader_client, sent, text="Other words") == 303
    assert Comment.objects.get().state == State.WAITING


@pytest.mark.parametrize("typed", [{"text": ""}, {"text": "x" * 5001}, {"name": "moderator"}, {"about": "evidence:no"}])
def test_a_change_is_looked_at_like_a_new_comment(reader_client: Client, sent: Comment, typed: dict[str, Any]) -> None:
    assert change(reader_client, sent, **typed) == 422
    assert Comment.objects.get().text == "First words"


def test_a_change_can_be_looked_at_first(reader_client: Client, sent: Comment) -> None:
    assert change(reader_client, sent, text="*Other*", do="preview") == 200
    assert Comment.objects.get().text == "First words"


def test_time_runs_out(reader_client: Client, sent: Comment) -> None:
    late(sent)
    assert change(reader_client, sent, text="Other words") == 403
    assert remove(reader_client, sent) == 403
    assert Comment.objects.get().text == "First words"
    page = words(reader_client.get(private_address(sent)))
    assert "First words" in page
    assert "Change it" not in page
    assert "Nothing here can be changed now." in words(reader_client.get("/comments/"))


def test_removing_asks_first_and_leaves_the_number(reader_client: Client, sent: Comment) -> None:
    published(sent)
    page = reader_client.get(f"{private_address(sent)}remove/")
    assert "Remove your comment?" in words(page)
    assert Comment.objects.get().state == State.PUBLISHED
    assert remove(reader_client, sent) == 303
    comment = Comment.objects.get()
    assert (comment.state, comment.removed_by_writer, comment.number) == (State.REMOVED, True, 1)
    assert comment.events.last().action == "withdrawn"  # type: ignore[union-attr]  # it is there
    thread = words(reader_client.get("/cases/wagner-2023/"))
    assert "Removed at the writer’s request." in thread
    assert "First words" not in thread
    assert "You removed it." in words(reader_client.get(private_address(sent)))
    assert remove(reader_client, sent) == 403
    assert change(reader_client, sent, text="Back") == 403


@pytest.mark.parametrize("state", [State.SPAM, State.REMOVED])
def test_what_was_refused_cannot_be_changed(
    reader_client: Client, sent: Comment, moderator: User, state: State
) -> None:
    change_state(sent, state, actor=moderator, reason="Private data")
    assert change(reader_client, sent, text="Other words") == 403
    page = words(reader_client.get(private_address(sent)))
    assert "Private data" in page


def test_another_site_can_neither_change_nor_remove(reader_client: Client, sent: Comment) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    assert change(reader_client, sent, headers=foreign, text="Other words") == 403
    assert remove(reader_client, sent, headers=foreign) == 403
    assert Comment.objects.get().text == "First words"


def test_looking_never_changes_anything(reader_client: Client, sent: Comment) -> None:
    for place in ("", "change/", "remove/", "remove/?do=send"):
        assert reader_client.get(f"{private_address(sent)}{place}").status_code == 200
    sent.refresh_from_db()
    assert sent.state != State.REMOVED


def test_links_that_were_not_given_out_lead_nowhere(reader_client: Client, sent: Comment) -> None:
    key, _, signature = token_of(sent).partition(".")
    for token in (key, f"{key}.", f"{key}.{signature[:-1]}", f"{'0' * 64}.{signature}", f"{key}.{'0' * 32}", "\u20ac"):
        for place in ("", "change/", "remove/"):
            assert reader_client.get(f"/comments/{token}/{place}").status_code == 404
