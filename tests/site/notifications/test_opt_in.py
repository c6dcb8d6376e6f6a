"""Nothing is mailed before the owner of an address said yes, and nothing after the owner said no."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Comment, Contribution, State
from rashomon_site.comments.signals import contribution_published
from rashomon_site.notifications.models import Confirmation, Letter, Notice, Stage, Subscription
from rashomon_site.notifications.noticing import note_publication
from rashomon_site.spam.checking import Outcome
from rashomon_site.spam.verdicts import Verdict
from tests.site.notifications.conftest import WRITER, Write, decide, held, work

pytestmark = pytest.mark.slow

BASE = "http://127.0.0.1:8000"


def link_in(sent: EmailMessage, last: str = "confirm") -> str:
    found = re.search(rf"{BASE}(/\S+/{last}/)", str(sent.body))
    assert found is not None, sent.body
    return found[1]


def confirm(client: Client, sent: EmailMessage) -> None:
    page = client.get(link_in(sent))
    wishes = re.findall(r'name="wish" value="(\d+)"', page.content.decode())
    client.post(link_in(sent), {"wish": wishes})


def test_a_reply_is_told_after_the_address_was_confirmed_and_a_click_stops_it(
    reader_client: Client, write: Write
) -> None:
    first = write()
    work()
    (asked,) = mail.outbox
    assert asked.to == [WRITER]
    assert first.text not in asked.body
    assert first.name not in asked.body
    write("other@example.org", reply=first, name="Boris", wishes=posting_nothing())
    work()
    assert len(mail.outbox) == 1  # not confirmed yet
    confirm(reader_client, asked)
    work()
    told = mail.outbox[1]
    assert "Boris replied to your comment #1:" in told.body
    assert f"{BASE}/cases/wagner-2023/comments/2/" in told.body
    assert told.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = told.extra_headers["List-Unsubscribe"].strip("<>").removeprefix(BASE)
    assert "Stop these mails?" in reader_client.get(stop).content.decode()
    assert Subscription.objects.confirmed().count() == 2
    assert Client(enforce_csrf_checks=True).post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Subscription.objects.confirmed().count() == 1
    reader_client.post(stop, {"all": "1"})
    assert not Subscription.objects.confirmed().exists()
    assert not Subscription.objects.exclude(email="").exists()
    write("third@example.org", reply=first, wishes=posting_nothing())
    work()
    assert len(mail.outbox) == 2


def posting_nothing() -> object:
    from rashomon_site.comments.services.posting import Wishes

    return Wishes()


def test_one_reply_is_told_once_though_published_twice(reader_client: Client, write: Write, moderator: User) -> None:
    first = write()
    work()
    confirm(reader_client, mail.outbox[0])
    reply = write("o@example.org", reply=first, wishes=posting_nothing())
    work()
    decide(reply, State.REMOVED, moderator)
    decide(reply, State.PUBLISHED, moderator)
    work()
    assert len(mail.outbox) == 2


def test_a_reply_taken_down_before_the_mail_is_not_told(reader_client: Client, write: Write, moderator: User) -> None:
    first = write()
    work()
    confirm(reader_client, mail.outbox[0])
    reply = write("o@example.org", reply=first, wishes=posting_nothing())
    decide(reply, State.SPAM, moderator)
    work()
    assert len(mail.outbox) == 1


def test_replying_to_oneself_tells_nobody(reader_client: Client, write: Write) -> None:
    first = write()
    write(reply=first, wishes=posting_nothing())
    assert not Notice.objects.exists()


@pytest.mark.parametrize("code", ["honeypot", "being-checked", "too-fast"])
def test_what_a_machine_may_have_sent_asks_nobody_until_a_person_published_it(
    write: Write, verdicts: list[Outcome], moderator: User, code: str
) -> None:
    verdicts.append(held(code))
    comment = write()
    work()
    assert mail.outbox == []
    decide(comment, State.PUBLISHED, moderator)
    work()
    assert [sent.subject for sent in mail.outbox] == ["Please confirm: mails about a discussion"]


def test_ordinary_holding_asks_and_spam_does_not(write: Write, verdicts: list[Outcome]) -> None:
    verdicts += [held("word"), held("word", verdict=Verdict.SPAM)]
    write("held@example.org")
    write("spam@example.org")
    work()
    assert [sent.to for sent in mail.outbox] == [["held@example.org"]]


def test_a_moderators_yes_is_told(
    reader_client: Client, write: Write, verdicts: list[Outcome], moderator: User
) -> None:
    verdicts.append(held("word"))
    comment = write()
    work()
    confirm(reader_client, mail.outbox[0])
    decide(comment, State.PUBLISHED, moderator)
    work()
    assert "Your comment is published, as #1." in mail.outbox[1].body


def test_what_a_comment_led_to_is_told(reader_client: Client, write: Write, wagner: PublishedCase) -> None:
    comment = write()
    work()
    confirm(reader_client, mail.outbox[0])
    assert wagner.published_revision is not None
    made = Contribution.objects.create(
        comment=comment,
        revision=wagner.published_revision,
        kind="evidence",
        item="evidence:x",
        item_words="item 12",
        made_by_name="E",
        published_at=timezone.now(),
        moved=[{"letter": "D", "name": "Staged", "before": 0.06, "after": 0.04}],
    )
    contribution_published.send(Contribution, contribution=made)
    work()
    assert "#1 led to item 12. Staged: 6% → 4%." in mail.outbox[1].body


def test_a_case_is_followed_with_an_address_alone(reader_client: Client, wagner: PublishedCase) -> None:
    page = reader_client.get("/mail/follow/wagner-2023/")
    assert not page.cookies
    answers = {reader_client.post("/mail/follow/wagner-2023/", {"email": WRITER}).content for _ in range(2)}
    assert len(answers) == 1
    work()
    (asked,) = mail.outbox
    confirm(reader_client, asked)
    note_publication(wagner.publications.shown()[0])
    work()
    told = mail.outbox[1]
    assert "Revision 2 is published." in told.body
    assert told.subject.startswith("Changed: ")
    bad = reader_client.post("/mail/follow/wagner-2023/", {"email": "a@b.org\nBcc: c@d.org"})
    assert bad.status_code == 422
    foreign = reader_client.post(
        "/mail/follow/wagner-2023/", {"email": WRITER}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert foreign.status_code == 404


def test_a_published_case_is_noted_by_itself(wagner: PublishedCase) -> None:
    Subscription.objects.create(kind="case", case=wagner, email="a@b.org", email_token="t", stage=Stage.CONFIRMED)
    wagner.publications.shown()[0].save()
    assert Notice.objects.count() == 1
    assert Letter.objects.count() == 1


def test_a_link_works_once_and_opening_it_does_nothing(reader_client: Client, write: Write) -> None:
    write()
    work()
    page = link_in(mail.outbox[0])
    answer = reader_client.get(page)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert not Subscription.objects.confirmed().exists()
    confirm(reader_client, mail.outbox[0])
    assert Subscription.objects.confirmed().count() == 2
    assert reader_client.get(page).status_code == 404
    assert reader_client.post(page, {"wish": "1"}).status_code == 404
    assert reader_client.put(page).status_code == 405


def test_forged_old_and_foreign_links_open_nothing(reader_client: Client, write: Write) -> None:
    other = write("other@example.org")
    write()
    work()
    page = link_in(mail.outbox[1])
    assert reader_client.get(page.replace("/mail/", "/mail/x")).status_code == 404
    foreign = Subscription.objects.filter(comment=other).values_list("pk", flat=True)
    reader_client.post(page, {"wish": [*foreign, "x", "²"]})
    assert not Subscription.objects.confirmed().exists()
    Confirmation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert reader_client.get(link_in(mail.outbox[0])).status_code == 404
    for forged in ("x", "x:y:z", "MQ:1:x"):
        assert reader_client.post(f"/mail/{forged}/stop/").status_code == 404
        assert reader_client.post(f"/mail/{forged}/stop-digest/").status_code == 404


def test_links_begin_with_the_sites_own_address_whatever_the_host_says(wagner: PublishedCase, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]  # Django's settings know their names at run time
    Client(headers={"host": "evil.example"}).post("/mail/follow/wagner-2023/", {"email": WRITER})
    work()
    (asked,) = mail.outbox
    assert "evil" not in asked.message().as_string()
    assert link_in(asked)


def test_names_and_titles_cannot_add_lines_to_the_header(
    reader_client: Client, write: Write, wagner: PublishedCase
) -> None:
    PublishedCase.objects.filter(pk=wagner.pk).update(title="A\r\nBcc: all@example.org\u202e\u2028B")
    first = write(name="Eve")
    work()
    confirm(reader_client, mail.outbox[0])
    Comment.objects.filter(pk=first.pk).update(name="x\r\nBcc: y@example.org")
    write("o@example.org", reply=first, name="B\r\nBcc: z@example.org", wishes=posting_nothing())
    work()
    told = mail.outbox[1].message()
    assert told["Bcc"] is None
    assert mail.outbox[1].subject == "Discussion: A Bcc: all@example.org B"
    assert "B Bcc: z@example.org replied" in mail.outbox[1].body


def test_never_again(reader_client: Client, write: Write) -> None:
    write("victim+one@gmail.com")
    work()
    reader_client.post(link_in(mail.outbox[0]), {"never": "1"})
    write("vic.tim+two@googlemail.com")
    work()
    assert len(mail.outbox) == 1
    assert not Subscription.objects.exclude(email="").exists()
