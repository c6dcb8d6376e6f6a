"""What this machine alone tells of a comment: stamps, the hidden field, rates, links and repeats."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Comment, State
from rashomon_site.comments.services.posting import Connection, Entry, post
from rashomon_site.comments.services.states import change_state
from rashomon_site.comments.signals import comment_edited
from rashomon_site.spam.local import timing
from rashomon_site.spam.local.checker import Local
from rashomon_site.spam.local.links import host_of, links_in
from rashomon_site.spam.local.marks import likeness, text_marks
from rashomon_site.spam.local.rates import too_many
from rashomon_site.spam.local.stamps import make_stamp, read_stamp
from rashomon_site.spam.models import TextMark
from rashomon_site.spam.verdicts import Finding, Verdict

pytestmark = pytest.mark.django_db
HERE = Connection(address="192.0.2.7")
LONG = (
    "The toll road was opened in the spring of that year, and the ledger of the harbour office shows no payment "
    "for the second week of March, which item four of this page takes for granted without a source of its own."
)


@pytest.fixture
def other(wagner: PublishedCase) -> PublishedCase:
    """Another case than the first."""
    return PublishedCase.objects.exclude(pk=wagner.pk)[0]


def check(
    case: PublishedCase, text: str = "A comment.", seconds: float | None = 60, **values: object
) -> Finding | None:
    now = timezone.now()
    stamped = None if seconds is None else now - timedelta(seconds=seconds)
    comment = Comment(case=case, name="Ada", text=text, posted_at=now, stamped_at=stamped, **values)
    return Local().check(comment)


def codes(found: Finding | None) -> list[str]:
    return [reason.code for reason in found.reasons] if found else []


def write(case: PublishedCase, text: str, stamp: str = "") -> Comment:
    return post(case, Entry(name="Ada", text=text, stamp=stamp or text), HERE)


# ---- stamps


def test_a_stamp_tells_when_the_form_was_made(wagner: PublishedCase) -> None:
    made = read_stamp(make_stamp(wagner), wagner)
    assert made
    assert timedelta(0) <= timezone.now() - made < timedelta(seconds=5)


@pytest.mark.parametrize("spoil", ["", "x", ":", "6550aa00:forged", "6550aa00", "\x00", "€" * 50, "a" * 1_000_000])
def test_forged_stamps(wagner: PublishedCase, spoil: str) -> None:
    assert read_stamp(spoil, wagner) is None


def test_a_stamp_is_for_one_case_and_cannot_be_changed(wagner: PublishedCase, other: PublishedCase) -> None:
    stamp = make_stamp(wagner)
    first = "0" if stamp[0] != "0" else "1"
    assert read_stamp(stamp, other) is None
    assert read_stamp(first + stamp[1:], wagner) is None
    assert read_stamp(stamp[:-1], wagner) is None
    assert read_stamp("0" + stamp, wagner) is None


def test_a_stamp_of_tomorrow_is_none(wagner: PublishedCase, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as later:
        later.setattr("django.utils.timezone.now", lambda: datetime(2999, 1, 1, tzinfo=UTC))
        stamp = make_stamp(wagner)
    assert read_stamp(stamp, wagner) is None


# ---- how it was sent


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(0, "too-fast"), (3.5, "too-fast"), (5, ""), (86400 * 13, ""), (86400 * 15, "old-stamp"), (-30, "too-fast")],
)
def test_timing(wagner: PublishedCase, seconds: float, code: str) -> None:
    found = check(wagner, seconds=seconds)
    assert codes(found) == ([code] if code else [])
    assert found is None or found.verdict == Verdict.HOLD


def test_without_a_stamp_it_waits(wagner: PublishedCase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "NEEDS_STAMP", True)
    found = check(wagner, seconds=None)
    assert found
    assert (found.verdict, codes(found)) == (Verdict.HOLD, ["no-stamp"])
    assert found.for_writer.endswith("a moderator reads it before it appears.")


def test_the_hidden_field_only_holds(wagner: PublishedCase) -> None:
    found = check(wagner, honeypot="https://spam.example", seconds=0)
    assert found
    assert (found.verdict, codes(found)) == (Verdict.HOLD, ["honeypot", "too-fast"])


def test_what_came_from_elsewhere_or_from_staff_is_not_checked(wagner: PublishedCase, moderator: User) -> None:
    assert check(wagner, honeypot="x", origin="wordpress:1") is None
    assert check(wagner, honeypot="x", user=moderator) is None


# ---- links


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("https://Example.ORG/a and http://b.example.", ["example.org", "b.example"]),
        ("[words](https://a.example/x_(y)) <https://b.example>", ["a.example", "b.example"]),
        (
            "www.shop.example, example.com/x and bücher.example.com",
            ["shop.example", "example.com", "xn--bcher-kva.example.com"],
        ),
        ("<a href='http://a.example'>x</a>", ["a.example"]),
        ("ｈｔｔｐｓ：//wide.example", ["wide.example"]),
        ("https://zero\u200bwidth.example", ["zerowidth.example"]),
        ("https&#58;//entity.example", ["entity.example"]),
        ("ftp://f.example //x mail@a.com 3.30 e.g. v1.2.3 item.4", ["f.example"]),
        ("javascript://alert", ["alert"]),
        ("https://[::1", []),
    ],
)
def test_links(text: str, hosts: list[str]) -> None:
    assert [link.host for link in links_in(text) if link.host] == hosts


def test_hosts_are_compared_in_one_form() -> None:
    assert host_of("https://WWW.Example.org.:8080/x") == host_of("example.org") == "example.org"
    assert host_of("https://" + "a" * 5000) in ("", "a" * 5000)
    assert host_of("https://\u2488.example/[") == ""


def test_many_links_and_mostly_links(wagner: PublishedCase) -> None:
    assert codes(check(wagner, "See https://a.example/long/address/of/a/source")) == []
    assert codes(check(wagner, "https://a.example/1 https://b.example/2")) == ["mostly-links"]
    many = " ".join(f"and then a few words beside it https://a{n}.example" for n in range(8))
    assert codes(check(wagner, many)) == ["many-links"]


def test_a_website_that_stood_only_in_spam(wagner: PublishedCase, moderator: User) -> None:
    bad = write(wagner, "Words about https://bad.example/pills and more of them")
    change_state(bad, State.SPAM, actor=None)
    later = "Something quite different with www.bad.example in it"
    assert codes(check(wagner, later)) == []  # no person has said so
    change_state(bad, State.SPAM, actor=moderator)
    found = check(wagner, later)
    assert found
    assert (codes(found), found.verdict) == (["spam-host"], Verdict.HOLD)
    assert "bad.example (1 comment)" in found.reasons[0].words
    write(wagner, "The police warn of https://bad.example in a report of theirs")
    assert Comment.objects.latest("pk").state == State.WAITING
    change_state(Comment.objects.latest("pk"), State.PUBLISHED, actor=moderator)
    assert codes(check(wagner, later)) == []


# ---- repeats


def test_the_same_text_again(wagner: PublishedCase, other: PublishedCase, moderator: User) -> None:
    first = write(wagner, LONG)
    found = check(other, LONG.upper().replace(" ", "\n "))
    assert found
    assert (codes(found), found.verdict) == (["repeated"], Verdict.HOLD)
    assert "wagner-2023" in found.reasons[0].words
    change_state(first, State.SPAM, actor=moderator)
    found = check(other, LONG)
    assert found
    assert (codes(found), found.verdict) == (["same-as-spam"], Verdict.SPAM)
    nearly = check(other, LONG + " Visit me now.")
    assert nearly
    assert (codes(nearly), nearly.verdict) == (["like-spam"], Verdict.HOLD)


def test_nearly_the_same_text(wagner: PublishedCase) -> None:
    write(wagner, LONG)
    assert codes(check(wagner, "Hello all! " + LONG)) == ["nearly-repeated"]
    assert (
        codes(check(wagner, LONG[: len(LONG) // 2] + " but the harbour master told another story to the court")) == []
    )
    assert codes(check(wagner, "An entirely different text that shares nothing with the one before it at all.")) == []


def test_short_texts_are_rightly_written_by_many(wagner: PublishedCase) -> None:
    write(wagner, "Thank you!")
    assert codes(check(wagner, "Thank you!")) == []
    assert text_marks("I agree") == (None, frozenset())
    assert text_marks("") == (None, frozenset())
    assert likeness("", "") == 0.0


def test_old_texts_and_withdrawn_ones_do_not_count(wagner: PublishedCase) -> None:
    first = write(wagner, LONG)
    change_state(first, State.REMOVED, actor=None, by_writer=True)
    assert codes(check(wagner, LONG)) == []
    change_state(first, State.PUBLISHED, actor=None)
    Comment.objects.update(posted_at=timezone.now() - timedelta(days=40))
    assert codes(check(wagner, LONG)) == []


def test_a_comment_is_no_repeat_of_itself(wagner: PublishedCase) -> None:
    first = write(wagner, LONG)
    assert codes(Local().check(first)) == []
    first.text = "Another text than the one before, of some length."
    first.save()
    comment_edited.send(Comment, comment=first)
    assert codes(check(wagner, LONG)) == []
    first.delete()
    assert not TextMark.objects.exists()


# ---- rates


def test_rates(wagner: PublishedCase) -> None:
    token = write(wagner, "0").address_token
    for number in range(1, 4):
        write(wagner, str(number))
    assert too_many(token) is None
    write(wagner, "4")
    wait = too_many(token)
    assert wait
    assert 590 < wait <= 600
    assert too_many("another") is None
    assert too_many("") is None
    Comment.objects.update(posted_at=timezone.now() - timedelta(minutes=11))
    assert too_many(token) is None
    for number in range(5, 30):
        post(wagner, replace(Entry(name="Ada", text=str(number)), stamp=str(number)), HERE)
        Comment.objects.update(posted_at=timezone.now() - timedelta(minutes=11))
    wait = too_many(token)
    assert wait
    assert 86400 - 700 < wait <= 86400
    Comment.objects.update(origin=None)
    Comment.objects.filter(text="0").update(origin="wordpress:1")
    assert too_many(token) is None


def test_counting_is_one_query(wagner: PublishedCase, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture without a type
        too_many("some token")
