"""Findings of a review: each a way in which a text was lost, came back, or came past a moderator."""

from __future__ import annotations

import pytest
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Comment, Kind, State
from rashomon_site.comments.services.own import Change, NotNow, _told, _write, change
from rashomon_site.comments.services.posting import Connection, Entry, post
from rashomon_site.comments.services.states import change_state
from rashomon_site.moderation.deciding import Ruling, decide
from rashomon_site.moderation.erasing import erase
from rashomon_site.moderation.models import Report
from rashomon_site.moderation.policy import Decision
from rashomon_site.spam.checking import check_at_once
from rashomon_site.spam.filter.learning import learn_comment
from rashomon_site.spam.models import FilterExample

pytestmark = pytest.mark.django_db
THREAD = "/cases/wagner-2023/comments/"


def remark(case: PublishedCase, text: str = "A remark of some length") -> Comment:
    return post(case, Entry(name="Ada", text=text, stamp=text[:20]), Connection("192.0.2.1"))


def wanted(comment: Comment, text: str) -> Change:
    return Change(comment.name, text, Kind(comment.kind), comment.about, comment.about_words)


@pytest.mark.parametrize("name", ["\ufdfa" * 79, "\u0958" * 80, "\u1e9b\u0323" * 40])
def test_a_name_that_grows_is_kept_or_refused_with_words(
    wagner: PublishedCase, reader_client: Client, name: str
) -> None:
    answer = reader_client.post(THREAD, {"name": name, "text": "Hello there", "kind": "comment"})
    assert answer.status_code in (303, 422)
    assert all(len(one.name) <= 80 and len(one.name_look) <= 600 for one in Comment.objects.all())


def test_an_address_that_is_too_long_is_refused_with_words(wagner: PublishedCase, reader_client: Client) -> None:
    email = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 40}.example"
    answer = reader_client.post(THREAD, {"name": "Ada", "text": "Kept text", "kind": "comment", "email": email})
    assert answer.status_code == 422
    assert b"Kept text" in answer.content


def test_an_edit_does_not_let_out_what_readers_reported(wagner: PublishedCase) -> None:
    comment = remark(wagner)
    for place in range(3):
        Report.objects.create(comment=comment, reason="insult", address_token=str(place))
    change_state(comment, State.WAITING, actor=None, reason="Reported")
    change(comment, wanted(comment, "A remark of some length, again"))
    comment.refresh_from_db()
    assert comment.state == State.WAITING


def test_an_edit_does_not_let_out_what_a_moderator_holds(wagner: PublishedCase, moderator: User) -> None:
    comment = remark(wagner)
    decide(moderator, [(comment, "published")], Ruling(Decision.HOLD))
    change(comment, wanted(comment, "A remark of some length, again"))
    comment.refresh_from_db()
    assert comment.state == State.WAITING


def test_of_two_edits_at_once_only_one_is_written(wagner: PublishedCase) -> None:
    comment = remark(wagner)
    base = _told(comment)
    Comment.objects.filter(pk=comment.pk).update(text="What another window wrote")
    with pytest.raises(NotNow, match="another window"):
        _write(comment, base, {"name": "Eve"}, check_at_once(comment))


def test_nobody_brings_back_what_its_writer_took_back(wagner: PublishedCase, moderator: User) -> None:
    comment = remark(wagner)
    change_state(comment, State.REMOVED, actor=None, by_writer=True)
    result = decide(moderator, [(comment, "removed")], Ruling(Decision.PUBLISH))
    assert (result.done, result.overtaken) == ([], [comment])


def test_an_author_does_not_see_what_waits(
    wagner: PublishedCase, author: User, author_client: Client, editor: User
) -> None:
    from rashomon_site.cases.models import CaseAuthor
    from rashomon_site.cases.services.bylines import byline_of

    CaseAuthor.objects.create(case=wagner, author=byline_of(author), is_byline=False)
    comment = remark(wagner)
    assert author_client.get(f"/desk/comments/{comment.pk}/use/").status_code == 200
    change_state(comment, State.WAITING, actor=editor)
    assert author_client.get(f"/desk/comments/{comment.pk}/use/").status_code == 403


def test_what_is_erased_is_unlearnt(wagner: PublishedCase, moderator: User) -> None:
    comment = remark(wagner)
    decide(moderator, [(comment, "published")], Ruling(Decision.SPAM))
    learn_comment(comment)
    assert FilterExample.objects.filter(comment=comment).exists()
    erase(moderator, comment)
    comment.refresh_from_db()
    assert comment.text == ""
    assert not FilterExample.objects.filter(source=f"comment:{comment.pk}").exists()
    assert not comment.text_marks.exists()


def test_a_repeat_is_told_without_the_other_writers_name(wagner: PublishedCase) -> None:
    post(wagner, Entry(name="Very Private", text="The same long text as somebody else sent", stamp="1"), Connection())
    again = remark(wagner, "The same long text as somebody else sent")
    told = [reason for check in again.checks.all() for reason in check.reasons]
    assert any(reason["code"] == "repeated" for reason in told)
    assert "Very Private" not in str(told)
