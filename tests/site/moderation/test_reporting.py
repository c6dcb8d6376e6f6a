"""Reports by readers: no account, no cookie, once for each network, and when they hold a comment."""

from __future__ import annotations

import pytest
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.comments.models import Comment, State
from rashomon_site.moderation.deciding import Ruling, decide
from rashomon_site.moderation.models import Report
from rashomon_site.moderation.policy import Decision
from rashomon_site.moderation.reporting import HOURLY
from tests.site.moderation.conftest import Write

pytestmark = pytest.mark.django_db


def send(comment: Comment, place: int, reason: str = "insult", **more: str) -> int:
    address = f"/cases/{comment.case.slug}/comments/{comment.number}/report/"
    answer = Client().post(address, {"reason": reason, **more}, REMOTE_ADDR=f"203.0.113.{place}")
    assert not answer.cookies
    return answer.status_code


def state(comment: Comment) -> str:
    return Comment.objects.get(pk=comment.pk).state


def test_three_networks_hold_a_comment_and_one_does_not(write: Write) -> None:
    comment = write(state=State.PUBLISHED)
    for place in (1, 1, 1, 2):
        assert send(comment, place) == 200
    assert (Report.objects.count(), state(comment)) == (2, "published")
    send(comment, 3)
    assert state(comment) == "waiting"
    assert comment.events.filter(action="reported").count() == 3


def test_after_a_moderator_kept_it_reports_hold_it_no_more(write: Write, moderator: User) -> None:
    comment = write(state=State.PUBLISHED)
    for place in (1, 2, 3):
        send(comment, place)
    comment.refresh_from_db()
    decide(moderator, [(comment, "waiting")], Ruling(Decision.PUBLISH))
    for place in (4, 5, 6, 7):
        send(comment, place)
    assert state(comment) == "published"
    assert Report.objects.open().count() == 4


def test_an_approval_before_any_report_does_not_shield(write: Write, moderator: User) -> None:
    comment = write()
    decide(moderator, [(comment, "waiting")], Ruling(Decision.PUBLISH))
    comment.refresh_from_db()
    for place in (1, 2, 3):
        send(comment, place)
    assert state(comment) == "waiting"


def test_a_filled_hidden_field_is_kept_but_does_not_count(write: Write) -> None:
    comment = write(state=State.PUBLISHED)
    for place in (1, 2, 3):
        assert send(comment, place, website="http://x.example") == 200
    assert (Report.objects.count(), state(comment)) == (3, "published")


@pytest.mark.parametrize(
    "form", [{}, {"reason": "boring"}, {"reason": "other"}, {"reason": "spam", "words": "x" * 501}]
)
def test_a_report_has_a_reason(write: Write, form: dict[str, str]) -> None:
    comment = write(state=State.PUBLISHED)
    answer = Client().post(f"/cases/{comment.case.slug}/comments/1/report/", form)
    assert answer.status_code == 422
    assert not Report.objects.exists()


@pytest.mark.parametrize("headers", [{"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://evil.example"}])
def test_other_sites_cannot_send_reports(write: Write, headers: dict[str, str]) -> None:
    comment = write(state=State.PUBLISHED)
    address = f"/cases/{comment.case.slug}/comments/1/report/"
    answer = Client().post(address, {"reason": "spam"}, **headers)  # type: ignore[arg-type]  # lines by name
    assert answer.status_code == 403
    assert not Report.objects.exists()


def test_one_network_cannot_report_everything(write: Write) -> None:
    comments = [write(f"text {number}", State.PUBLISHED) for number in range(HOURLY + 1)]
    codes = [send(one, 9) for one in comments]
    assert codes == [200] * HOURLY + [429]


@pytest.mark.parametrize("where", [State.WAITING, State.SPAM, State.REMOVED])
def test_only_what_readers_see_can_be_reported(write: Write, where: State) -> None:
    comment = write(state=State.PUBLISHED)
    Comment.objects.filter(pk=comment.pk).update(state=where)
    assert Client().get(f"/cases/{comment.case.slug}/comments/1/report/").status_code == 404
    assert send(comment, 1) == 404


def test_the_form_sets_no_cookie_and_escapes(write: Write) -> None:
    comment = write("<b>bold</b>", State.PUBLISHED)
    answer = Client().get(f"/cases/{comment.case.slug}/comments/1/report/")
    assert answer.status_code == 200
    assert not answer.cookies
    assert b"<b>bold" not in answer.content
