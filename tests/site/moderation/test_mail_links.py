"""Links in mails: forged, replayed, expired, somebody else's; and that opening one does nothing."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Role
from rashomon_site.comments.models import Comment, State
from rashomon_site.moderation import mail_links
from rashomon_site.moderation.deciding import undo
from rashomon_site.moderation.mail_links import links_for
from tests.site.moderation.conftest import Write

pytestmark = pytest.mark.django_db


def path(moderator: User, comment: Comment, what: str) -> str:
    return "/" + links_for(moderator, comment)[what].split("/", 3)[3]


def state(comment: Comment) -> str:
    return Comment.objects.get(pk=comment.pk).state


def test_links_lead_to_what_can_be_decided(moderator: User, write: Write) -> None:
    assert set(links_for(moderator, write())) == {"publish", "spam", "remove", "desk"}
    assert set(links_for(moderator, write(state=State.PUBLISHED))) == {"spam", "remove", "desk"}


def test_opening_a_link_does_nothing_and_pressing_the_button_does(moderator: User, write: Write) -> None:
    comment, client = write("the text"), Client(enforce_csrf_checks=True)
    address = path(moderator, comment, "publish")
    answer = client.get(address)
    assert (answer.status_code, state(comment)) == (200, "waiting")
    assert b"the text" in answer.content
    assert answer["Referrer-Policy"] == "no-referrer"
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 403  # a page elsewhere cannot press it
    token = client.cookies["csrftoken"].value
    assert client.post(address, {"csrfmiddlewaretoken": token}).status_code == 200
    event = Comment.objects.get(pk=comment.pk).events.last()
    assert state(comment) == "published"
    assert event is not None
    assert (event.actor, event.detail["way"]) == (moderator, "mail")


def test_a_link_serves_once_even_after_the_decision_was_undone(moderator: User, write: Write) -> None:
    comment, client = write(), Client()
    address = path(moderator, comment, "spam")
    assert client.post(address).status_code == 200
    assert client.post(address).status_code == 410
    event = comment.events.last()
    assert event is not None
    assert event.batch
    undo(moderator, event.batch)
    assert client.post(address).status_code == 410
    assert state(comment) == "waiting"


def test_removing_by_mail_takes_a_reason(moderator: User, write: Write) -> None:
    comment, client = write(), Client()
    address = path(moderator, comment, "remove")
    assert client.post(address).status_code == 422
    assert client.post(address, {"breach": "insult"}).status_code == 200
    assert state(comment) == "removed"


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-2] + "xx", lambda t: "x" + t, lambda t: "no-such", lambda t: t.split(":")[0]]
)
def test_a_forged_link_is_refused(moderator: User, write: Write, spoil: object) -> None:
    comment = write()
    token = path(moderator, comment, "publish").split("/")[2]
    assert Client().post(f"/moderate/{spoil(token)}/").status_code == 410  # type: ignore[operator]  # a function of the table
    assert state(comment) == "waiting"


def test_a_link_signed_for_something_else_is_refused(moderator: User, write: Write) -> None:
    from django.core import signing

    comment = write()
    other = signing.dumps([comment.pk, "publish", moderator.pk, "waiting", 0], salt="another")
    assert Client().post(f"/moderate/{other}/").status_code == 410


def test_an_old_link_is_refused(moderator: User, write: Write) -> None:
    comment = write()
    address = path(moderator, comment, "publish")
    with patch.object(mail_links, "LASTS", timedelta(seconds=-1)):
        answer = Client().post(address)
    assert (answer.status_code, state(comment)) == (410, "waiting")
    assert b"older than" in answer.content


def test_somebody_elses_link_is_refused(moderator: User, editor_client: Client, write: Write) -> None:
    comment = write()
    assert editor_client.post(path(moderator, comment, "publish")).status_code == 410
    assert state(comment) == "waiting"


@pytest.mark.parametrize("loss", ["role", "account", "gone"])
def test_a_moderator_no_longer_is_refused(moderator: User, write: Write, loss: str) -> None:
    comment = write()
    address = path(moderator, comment, "publish")
    if loss == "role":
        User.objects.filter(pk=moderator.pk).update(role=Role.AUTHOR)
    elif loss == "account":
        User.objects.filter(pk=moderator.pk).update(is_active=False)
    else:
        moderator.delete()
    assert Client().get(address).status_code == 410
    assert Client().post(address).status_code == 410
    assert state(comment) == "waiting"


def test_a_required_second_factor_is_required_by_mail_too(editor: User, write: Write, settings: object) -> None:
    comment = write()
    settings.SECOND_FACTOR = "required"  # type: ignore[attr-defined]  # known at run time
    assert Client().post(path(editor, comment, "publish")).status_code == 410
