"""Decisions and the way back, in the queue, in bulk, and on one comment's own page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import AuditEntry, PublishedCase
from rashomon_site.comments.models import Comment, CommentEvent, State
from rashomon_site.comments.services.states import change_state
from rashomon_site.moderation.deciding import MayNotModerate, Ruling, decide, undo
from rashomon_site.moderation.decisions import decided, decided_comments, with_decision
from rashomon_site.moderation.models import Report, ReportReason
from rashomon_site.moderation.policy import Decision
from tests.site.moderation.conftest import Write

pytestmark = pytest.mark.django_db
DECIDE = "/desk/comments/{}/decide/"


def sent(comment: Comment, decision: str, **more: Any) -> dict[str, Any]:
    return {"decision": decision, "seen": comment.state, **more}


@pytest.mark.parametrize(
    ("decision", "state"), [("publish", "published"), ("spam", "spam"), ("hold", "waiting"), ("remove", "removed")]
)
def test_each_decision_leads_to_its_state_and_is_written_down(
    moderator_client: Client, moderator: User, write: Write, decision: str, state: str
) -> None:
    comment = write()
    answer = moderator_client.post(DECIDE.format(comment.pk), sent(comment, decision, breach="topic"), follow=True)
    comment.refresh_from_db()
    event = comment.events.last()
    assert (answer.status_code, comment.state) == (200, state)
    assert event is not None
    assert (event.actor, event.after) == (moderator, state)
    assert event.batch
    assert AuditEntry.objects.filter(action="comments.decided", actor=moderator).count() == 1
    assert b"Undo" in answer.content


def test_removing_takes_a_reason_that_the_writer_reads(moderator_client: Client, write: Write) -> None:
    comment = write()
    form = sent(comment, "remove", note="Write it again without the street.")
    answer = moderator_client.post(DECIDE.format(comment.pk), form)
    comment.refresh_from_db()
    assert (answer.status_code, comment.state) == (422, "waiting")
    assert b"Write it again without the street." in answer.content  # what was written is kept
    moderator_client.post(DECIDE.format(comment.pk), {**form, "breach": "private"})
    comment.refresh_from_db()
    assert comment.reason == "It gives away private data of a person. Write it again without the street."


@pytest.mark.parametrize("wrong", [{}, {"decision": "burn"}, {"decision": "remove", "breach": "no-such"}])
def test_what_is_no_decision_changes_nothing(moderator_client: Client, write: Write, wrong: dict[str, str]) -> None:
    comment = write()
    assert moderator_client.post(DECIDE.format(comment.pk), {**wrong, "seen": "waiting"}).status_code == 422
    comment.refresh_from_db()
    assert (comment.state, comment.events.filter(actor__isnull=False).count()) == ("waiting", 0)


def test_a_decision_on_what_another_moderator_has_decided_does_nothing(
    moderator_client: Client, editor: User, write: Write
) -> None:
    comment = write()
    form = sent(comment, "publish")
    change_state(comment, State.SPAM, actor=editor)
    answer = moderator_client.post(DECIDE.format(comment.pk), form, follow=True)
    comment.refresh_from_db()
    assert comment.state == State.SPAM
    assert b"somebody else has decided in between" in answer.content


def test_the_next_letter_is_read_after_the_decision(moderator_client: Client, write: Write) -> None:
    first, second = write("one"), write("two")
    form = sent(first, "publish", next="yes", next_letter=second.pk, back="?q=w")
    answer = moderator_client.post(DECIDE.format(first.pk), form)
    assert f"letter={second.pk}" in answer["Location"]
    assert "q=w" in answer["Location"]


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "?q=%00&tab=nonsense&letter=9e9", "\r\nX: y", "?" + "a" * 5000]
)
def test_the_way_back_leads_nowhere_else(moderator_client: Client, write: Write, back: str) -> None:
    comment = write()
    answer = moderator_client.post(DECIDE.format(comment.pk), sent(comment, "publish", back=back))
    assert answer["Location"].startswith("/desk/comments/?")


def test_the_public_note_is_printed_and_undone_with_the_decision(
    moderator_client: Client, moderator: User, write: Write
) -> None:
    comment = write()
    moderator_client.post(DECIDE.format(comment.pk), sent(comment, "publish", public_note="A source was asked for."))
    comment.refresh_from_db()
    assert comment.public_note == "A source was asked for."
    event = comment.events.filter(action="published").last()
    assert event is not None
    assert event.batch
    undo(moderator, event.batch)
    comment.refresh_from_db()
    assert (comment.state, comment.public_note) == ("waiting", "")


def test_several_at_once_are_one_batch_and_undone_as_one(
    moderator_client: Client, moderator: User, write: Write
) -> None:
    comments = [write(f"text {number}") for number in range(5)]
    ticked = [f"{one.pk}-waiting" for one in comments[:4]]
    answer = moderator_client.post("/desk/comments/decide/", {"ticked": ticked, "decision": "publish"}, follow=True)
    assert b"4 comments" in answer.content
    assert list(Comment.objects.order_by("posted_at").values_list("number", flat=True)) == [1, 2, 3, 4, None]
    batches = set(CommentEvent.objects.filter(actor=moderator).values_list("batch", flat=True))
    assert len(batches) == 1
    answer = moderator_client.post(f"/desk/comments/undo/{batches.pop()}/", {}, follow=True)
    assert answer.status_code == 200
    assert set(Comment.objects.values_list("state", flat=True)) == {"waiting"}
    assert AuditEntry.objects.filter(action="comments.undone").count() == 1


def test_a_batch_leaves_alone_what_changed_in_between(moderator_client: Client, editor: User, write: Write) -> None:
    first, second = write("one"), write("two")
    ticked = [f"{first.pk}-waiting", f"{second.pk}-waiting", "x-waiting", "7-nonsense", "-", "9" * 40 + "-waiting"]
    change_state(second, State.REMOVED, actor=editor)
    moderator_client.post("/desk/comments/decide/", {"ticked": ticked, "decision": "spam"})
    assert [Comment.objects.get(pk=one.pk).state for one in (first, second)] == ["spam", "removed"]


@pytest.mark.parametrize("form", [{"decision": "publish"}, {"decision": "remove", "ticked": "{}-waiting"}])
def test_a_bulk_action_says_what_is_missing(moderator_client: Client, write: Write, form: dict[str, str]) -> None:
    comment = write()
    filled = {name: value.format(comment.pk) for name, value in form.items()}
    answer = moderator_client.post("/desk/comments/decide/", filled)
    assert answer.status_code == 422
    assert b'role="alert"' in answer.content


def test_undo_brings_back_state_and_reason_and_only_once(moderator: User, editor: User, write: Write) -> None:
    comment = write()
    change_state(comment, State.REMOVED, actor=editor, reason="It is not about the case.")
    result = decide(moderator, [(comment, "removed")], Ruling(Decision.PUBLISH))
    assert undo(editor, result.batch).done == [comment]
    comment.refresh_from_db()
    assert (comment.state, comment.reason) == ("removed", "It is not about the case.")
    again = undo(editor, result.batch)
    assert (again.done, again.overtaken) == ([], [])


def test_undo_leaves_alone_what_was_decided_anew(moderator: User, editor: User, write: Write) -> None:
    comment = write()
    first = decide(moderator, [(comment, "waiting")], Ruling(Decision.PUBLISH))
    decide(editor, [(comment, "published")], Ruling(Decision.SPAM))
    result = undo(moderator, first.batch)
    assert (result.done, result.overtaken) == ([], [comment])
    assert Comment.objects.get(pk=comment.pk).state == State.SPAM


def test_what_people_decided_is_told_apart_from_the_rest(moderator: User, editor: User, write: Write) -> None:
    untouched, kept, taken_back = write("a", State.SPAM), write("b"), write("c")
    decide(moderator, [(kept, "waiting")], Ruling(Decision.SPAM))
    decide(editor, [(kept, "spam")], Ruling(Decision.PUBLISH))
    gone = decide(moderator, [(taken_back, "waiting")], Ruling(Decision.SPAM))
    undo(moderator, gone.batch)
    assert [decided(one) for one in (untouched, kept, taken_back)] == [None, State.PUBLISHED, None]
    assert [(one.pk, vars(one)["decision"]) for one in decided_comments()] == [(kept.pk, "published")]
    told = {one.pk: vars(one)["decision"] for one in with_decision(Comment.objects.all())}
    assert told == {untouched.pk: None, kept.pk: "published", taken_back.pk: None}


def test_an_undone_decision_lets_the_one_before_it_count(moderator: User, write: Write) -> None:
    comment = write()
    decide(moderator, [(comment, "waiting")], Ruling(Decision.PUBLISH))
    second = decide(moderator, [(comment, "published")], Ruling(Decision.SPAM))
    undo(moderator, second.batch)
    assert decided(comment) == State.PUBLISHED


def test_a_decision_settles_reports_until_it_is_undone(moderator: User, write: Write) -> None:
    comment = write(state=State.PUBLISHED)
    Report.objects.create(comment=comment, address_token="a", reason=ReportReason.SPAM)
    result = decide(moderator, [(comment, "published")], Ruling(Decision.REMOVE, "advertising"))
    assert not Report.objects.open().exists()
    undo(moderator, result.batch)
    assert Report.objects.open().count() == 1


def test_authors_and_readers_decide_on_nothing(author: User, write: Write, wagner: PublishedCase) -> None:
    comment = write()
    with pytest.raises(MayNotModerate):
        decide(author, [(comment, "waiting")], Ruling(Decision.PUBLISH))
    with pytest.raises(MayNotModerate):
        undo(author, decide(User.objects.get(username="editor"), [(comment, "waiting")], Ruling(Decision.SPAM)).batch)


@pytest.mark.parametrize("who", ["author", "contributor"])
def test_the_desk_is_closed_to_other_roles_even_on_their_own_case(
    request: pytest.FixtureRequest, write: Write, wagner: PublishedCase, write_on: Any, who: str
) -> None:
    write_on(request.getfixturevalue(who), wagner)
    client: Client = request.getfixturevalue(f"{who}_client")
    comment = write()
    assert client.get("/desk/comments/").status_code == 403
    assert client.post(DECIDE.format(comment.pk), sent(comment, "publish")).status_code == 403
    assert Comment.objects.get(pk=comment.pk).state == State.WAITING


def test_decisions_need_the_token_against_forged_requests(moderator: User, write: Write) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator, backend="django.contrib.auth.backends.ModelBackend")
    comment = write()
    for address in (DECIDE.format(comment.pk), "/desk/comments/decide/", f"/desk/comments/{comment.pk}/erase/"):
        assert client.post(address, {**sent(comment, "spam"), "sure": "yes"}).status_code == 403
    assert Comment.objects.get(pk=comment.pk).state == State.WAITING


def test_erasing_asks_twice_and_only_what_is_not_to_be_seen(moderator_client: Client, write: Write) -> None:
    comment = write()
    address = f"/desk/comments/{comment.pk}/erase/"
    assert moderator_client.post(address, {"sure": "yes"}).status_code == 409
    change_state(comment, State.SPAM, actor=None)
    assert moderator_client.get(address).status_code == 200
    assert moderator_client.post(address, {}).status_code == 422
    assert Comment.objects.filter(pk=comment.pk).exists()
    assert moderator_client.post(address, {"sure": "yes"}).status_code == 302
    assert not Comment.objects.filter(pk=comment.pk).exists()
    assert AuditEntry.objects.filter(action="comments.erased").count() == 1


def test_erasing_what_readers_saw_leaves_its_place(moderator_client: Client, write: Write) -> None:
    comment = write("secret words", State.PUBLISHED, name="Jane", email="jane@example.org")
    change_state(comment, State.REMOVED, actor=None)
    moderator_client.post(f"/desk/comments/{comment.pk}/erase/", {"sure": "yes"})
    comment.refresh_from_db()
    assert (comment.number, comment.state, comment.text, comment.email, comment.address) == (1, "removed", "", "", None)
    assert "Jane" not in "".join(event.actor_name for event in comment.events.all())


def test_my_decisions_are_listed_with_the_way_back(
    moderator_client: Client, moderator: User, editor: User, write: Write
) -> None:
    mine, other = write(name="Mina"), write(name="Otto")
    result = decide(moderator, [(mine, "waiting")], Ruling(Decision.PUBLISH))
    decide(editor, [(other, "waiting")], Ruling(Decision.PUBLISH))
    page = moderator_client.get("/desk/comments/mine/").content.decode()
    assert "Mina" in page
    assert "Otto" not in page
    answer = moderator_client.post(f"/desk/comments/undo/{result.batch}/", {"alone": "mine"})
    assert answer["Location"].startswith("/desk/comments/mine/")
    assert "(undone)" in moderator_client.get("/desk/comments/mine/").content.decode()
