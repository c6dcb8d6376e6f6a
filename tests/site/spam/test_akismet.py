"""Comments are checked by a service in the background; whatever it does, no comment is lost and no page waits."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Comment, CommentEvent, EventAction, State
from rashomon_site.comments.services.posting import Connection, Entry, post
from rashomon_site.comments.services.states import change_state
from rashomon_site.comments.signals import comment_edited
from rashomon_site.privacy.purging import erase_connections
from rashomon_site.spam.akismet import connection, protocol
from rashomon_site.spam.akismet.correcting import ERASED, send
from rashomon_site.spam.models import Alert, Question, Submission
from rashomon_site.spam.rechecking import ask_services, enqueue_overdue
from tests.site.spam.fake_service import Said, Service, running

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("comments_without_a_form"), pytest.mark.slow]


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    with running() as fake:
        settings.AKISMET_KEY, settings.AKISMET_URL = "abcdef123456", fake.url
        yield fake


@pytest.fixture(autouse=True)
def no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here the service alone decides."""
    monkeypatch.setattr("rashomon_site.spam.checking.at_once", list)


def write(case: PublishedCase, text: str = "The harbour master kept a log of that night.", **more: Any) -> Comment:
    entry = Entry(name="Ana", text=text, email="ana@example.org", stamp=uuid4().hex, **more)
    return post(case, entry, Connection("192.0.2.7", "Firefox", "https://example.org/from"))


def due(comment: Comment) -> None:
    Question.objects.filter(comment=comment).update(due_at=timezone.now())


def undo(moderator: User, event: CommentEvent) -> None:
    change_state(event.comment, State(event.before), actor=moderator, undoes=event)


def test_a_comment_waits_for_the_answer_and_appears_with_it(wagner: PublishedCase, service: Service) -> None:
    comment = write(wagner)
    assert comment.state == State.WAITING
    assert "being checked" in comment.reason
    assert service.asked == []  # nothing is asked while the reader waits
    assert ask_services(comment.pk) == "answered"
    comment.refresh_from_db()
    assert (comment.state, comment.number, comment.reason) == (State.PUBLISHED, 1, "")
    assert not Question.objects.exists()
    assert ask_services(comment.pk) == "nothing to ask"
    assert len(service.asked) == 1


def test_everything_that_applies_is_sent(wagner: PublishedCase, service: Service, settings: Any) -> None:
    settings.AKISMET_TEST = True
    first = write(wagner)
    comment = write(wagner, "Another view.", in_reply_to=first, honeypot="buy", about_words="2 · Tolls")
    ask_services(comment.pk)
    path, sent, headers = service.asked[0]
    assert path == "/1.1/comment-check"
    assert headers["User-Agent"].startswith("Rashomon/")
    assert sent["api_key"] == ["abcdef123456"]
    assert sent["blog"] == [f"{settings.SITE_URL}/"]
    assert sent["user_ip"] == ["192.0.2.7"]
    assert sent["user_agent"] == ["Firefox"]
    assert sent["referrer"] == ["https://example.org/from"]
    assert sent["comment_type"] == ["reply"]
    assert sent["comment_author"] == ["Ana"]
    assert sent["comment_author_email"] == ["ana@example.org"]
    assert sent["comment_content"] == ["Another view."]
    assert sent["permalink"][0].endswith("/cases/wagner-2023/")
    assert sent["comment_date_gmt"][0].endswith("Z")
    assert sent["comment_post_modified_gmt"][0].endswith("Z")
    assert sent["blog_lang"]
    assert sent["blog_charset"] == ["UTF-8"]
    assert sent["honeypot_field_name"] == ["website"]
    assert sent["website"] == ["buy"]
    assert "2 · Tolls" in sent["comment_context[]"]
    assert wagner.title in sent["comment_context[]"]
    assert sent["is_test"] == ["1"]
    assert "user_role" not in sent


def test_spam_and_spam_beyond_doubt(wagner: PublishedCase, service: Service) -> None:
    service.says(
        Said("true", headers={"X-akismet-guid": "g-1"}), Said("true", headers={"X-akismet-pro-tip": "discard"})
    )
    for verdict, guid in (("spam", "g-1"), ("discard", "")):
        comment = write(wagner, f"Buy this {verdict}.")
        ask_services(comment.pk)
        comment.refresh_from_db()
        check = comment.checks.get(checker="akismet")
        assert (comment.state, check.verdict, check.kept["guid"]) == (State.SPAM, verdict, guid)


def hang(seconds: float) -> Any:
    return lambda handler: time.sleep(seconds)


def drip(handler: Any) -> None:
    for _ in range(40):  # one line of the head after the other, never an end
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" if not _ else b"X-Line: 1\r\n")
        handler.wfile.flush()
        time.sleep(0.1)


BROKEN = {
    "hangs": Said(before=hang(1.5)),
    "drips": Said(before=drip),
    "500": Said("true", status=500),
    "redirects": Said("", status=302, headers={"Location": "http://127.0.0.1:1/"}),
    "nonsense": Said("<h1>Welcome to the hotel's network</h1>"),
    "empty": Said(""),
    "too long": Said("true" * 100_000),
    "invalid": Said("invalid", headers={"X-akismet-debug-help": "Bad key"}),
    "breaks off": Said(before=lambda handler: handler.connection.shutdown(2)),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_service_that_fails_holds_the_comment_and_is_asked_again(
    what: str, wagner: PublishedCase, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "TIMEOUT_SECONDS", 0.5)
    monkeypatch.setattr(connection, "DEADLINE_SECONDS", 1.0)
    service.says(BROKEN[what], Said("false"))
    comment = write(wagner)
    started = time.monotonic()
    ask_services(comment.pk)
    assert time.monotonic() - started < 15
    comment.refresh_from_db()
    assert comment.state == State.WAITING
    question = Question.objects.get(comment=comment)
    assert question.tries == 1
    assert question.due_at > timezone.now() + timedelta(seconds=50)
    assert Alert.objects.filter(code="unanswered").exists()
    due(comment)
    assert ask_services(comment.pk) == "answered"
    comment.refresh_from_db()
    assert comment.state == State.PUBLISHED
    assert not Alert.objects.filter(code="unanswered", dismissed_at=None).exists()


def test_nobody_there_at_all_for_a_day(wagner: PublishedCase, service: Service, settings: Any) -> None:
    settings.AKISMET_URL = "http://127.0.0.1:1"
    comment = write(wagner)
    ask_services(comment.pk)
    Question.objects.update(first_at=timezone.now() - timedelta(hours=25), due_at=timezone.now())
    ask_services(comment.pk)
    comment.refresh_from_db()
    assert comment.state == State.WAITING
    assert "moderator" in comment.reason
    assert not Question.objects.exists()


def test_what_a_person_decides_stands(wagner: PublishedCase, service: Service, moderator: User) -> None:
    comment = write(wagner)
    change_state(comment, State.PUBLISHED, actor=moderator)
    service.says(Said("true"))
    assert ask_services(comment.pk) == "nothing to ask"
    comment.refresh_from_db()
    assert comment.state == State.PUBLISHED
    assert service.asked == []


def test_a_person_who_decides_while_the_service_thinks(
    wagner: PublishedCase, service: Service, moderator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rashomon_site.spam.akismet import checker

    asked = protocol.comment_check

    def slowly(values: Any) -> Any:
        answer = asked(values)
        change_state(Comment.objects.get(), State.PUBLISHED, actor=moderator)
        return answer

    monkeypatch.setattr(checker, "comment_check", slowly)
    service.says(Said("true"))
    comment = write(wagner)
    ask_services(comment.pk)
    comment.refresh_from_db()
    assert comment.state == State.PUBLISHED
    assert comment.checks.filter(checker="akismet").exists()


def test_it_looks_again_when_the_service_wants_to(wagner: PublishedCase, service: Service) -> None:
    service.says(Said("false", headers={"X-akismet-recheck-after": "90"}), Said("true"))
    comment = write(wagner)
    ask_services(comment.pk)
    question = Question.objects.get(comment=comment)
    assert 85 < (question.due_at - timezone.now()).total_seconds() <= 90
    comment.refresh_from_db()
    assert comment.state == State.WAITING
    due(comment)
    ask_services(comment.pk)
    comment.refresh_from_db()
    assert comment.state == State.SPAM
    assert service.asked[1][1]["recheck_reason"] == ["recheck_after"]


def test_an_edited_comment_is_looked_at_again(wagner: PublishedCase, service: Service) -> None:
    comment = write(wagner)
    ask_services(comment.pk)
    CommentEvent.objects.create(comment=comment, actor_name="Ana", action=EventAction.EDITED)
    comment_edited.send(Comment, comment=comment)
    service.says(Said("true"))
    ask_services(comment.pk)
    comment.refresh_from_db()
    assert comment.state == State.SPAM
    assert service.asked[1][1]["recheck_reason"] == ["edit"]


def test_alerts_reach_the_administrator_once(
    wagner: PublishedCase, service: Service, administrator_client: Any, moderator_client: Any
) -> None:
    headers = {"X-akismet-alert-code": "10003", "X-akismet-alert-msg": "Your <b>plan</b> is used up"}
    service.says(Said("false", headers=headers))
    for number in range(2):
        ask_services(write(wagner, f"Text {number}").pk)
    alert = Alert.objects.get()
    assert (alert.code, alert.times) == ("10003", 2)
    page = administrator_client.get("/desk/filter/keys/")
    assert page.status_code == 200
    assert "Your &lt;b&gt;plan&lt;/b&gt; is used up" in page.content.decode()
    assert moderator_client.get("/desk/filter/keys/").status_code == 403
    administrator_client.post(f"/desk/filter/alerts/{alert.pk}/dismiss/")
    assert "used up" not in administrator_client.get("/desk/filter/keys/").content.decode()


def corrections(service: Service) -> list[str]:
    return [path for path, _, _ in service.asked if "submit" in path]


def deliver() -> None:
    for waiting in Submission.objects.filter(sent_at=None, given_up=""):
        send(waiting.pk)


def test_a_correction_is_sent_with_the_values_first_sent(
    wagner: PublishedCase, service: Service, moderator: User
) -> None:
    service.says(Said("true", headers={"X-akismet-guid": "g-9"}), Said(protocol.THANKS))
    comment = write(wagner)
    ask_services(comment.pk)
    Comment.objects.update(text="Changed since", address="198.51.100.1")
    event = change_state(comment, State.PUBLISHED, actor=moderator)
    deliver()
    path, told, _ = service.asked[-1]
    assert path == "/1.1/submit-ham"
    assert {**told, "guid": []} == {**service.asked[0][1], "guid": []}
    assert told["guid"] == ["g-9"]
    undo(moderator, event)
    deliver()
    assert corrections(service) == ["/1.1/submit-ham", "/1.1/submit-spam"]


def test_a_decision_that_agrees_is_not_sent(wagner: PublishedCase, service: Service, moderator: User) -> None:
    comment = write(wagner)
    ask_services(comment.pk)
    change_state(comment, State.PUBLISHED, actor=moderator)
    change_state(comment, State.REMOVED, actor=moderator)  # says nothing about spam
    deliver()
    assert corrections(service) == []


def test_a_correction_that_fails_is_sent_again(wagner: PublishedCase, service: Service, moderator: User) -> None:
    service.says(Said("false"), Said("", status=500), Said(protocol.THANKS))
    comment = write(wagner)
    ask_services(comment.pk)
    change_state(comment, State.SPAM, actor=moderator)
    deliver()
    assert Submission.objects.get().tries == 1
    deliver()
    assert Submission.objects.get().sent_at is not None
    assert corrections(service) == ["/1.1/submit-spam"] * 2


def test_what_was_sent_can_be_erased_and_no_correction_follows(
    wagner: PublishedCase, service: Service, moderator: User
) -> None:
    service.says(Said("true"))
    comment = write(wagner)
    ask_services(comment.pk)
    assert erase_connections(timezone.now() + timedelta(days=settings.ADDRESS_DAYS + 1)) == 1
    assert "sent" not in comment.checks.get(checker="akismet").kept
    change_state(comment, State.PUBLISHED, actor=moderator)
    deliver()
    assert corrections(service) == []
    assert Submission.objects.get().given_up == ERASED


def test_a_worker_that_was_killed_loses_nothing(wagner: PublishedCase, service: Service) -> None:
    comment = write(wagner)
    Question.objects.update(due_at=timezone.now() - timedelta(minutes=10))
    assert enqueue_overdue() == 1
    assert enqueue_overdue() == 0  # it waits for the worker now
    ask_services(comment.pk)
    comment.refresh_from_db()
    assert comment.state == State.PUBLISHED


def test_off_means_that_nothing_is_asked(wagner: PublishedCase) -> None:
    assert write(wagner).state == State.PUBLISHED
    assert not Question.objects.exists()


def test_verify_key(service: Service) -> None:
    service.says(Said("valid"), Said("invalid", headers={"X-akismet-debug-help": "no such key"}))
    assert protocol.verify_key() == (True, [])
    assert protocol.verify_key() == (False, [protocol.Notice("debug", "no such key")])
