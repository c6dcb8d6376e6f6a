"""What each rule finds, in which order rules count, and that no text and no list can stall them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from time import perf_counter

import pytest
from django.core.cache import caches
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Comment, State
from rashomon_site.comments.services.posting import Connection, Entry, post
from rashomon_site.comments.services.states import change_state
from rashomon_site.moderation.models import Rule
from rashomon_site.moderation.rules import close_after_days, closes_at
from rashomon_site.moderation.rules.checker import LogOnlyRules, Rules
from rashomon_site.moderation.rules.entries import read_entries
from rashomon_site.moderation.rules.rulebook import rulebook
from rashomon_site.moderation.rules.words import WordList, word_text
from rashomon_site.spam.checking import check_at_once
from rashomon_site.spam.verdicts import Verdict

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HERE = Connection(address="192.0.2.7", user_agent="a browser")
ADA = Entry(name="Ada", text="I read this on the train and disagree with item four.", stamp="s")


def rule(kind: str, entries: str = "", **values: object) -> Rule:
    return Rule.objects.create(kind=kind, entries=entries, **values)


def comment(case: PublishedCase, text: str = "Hello", **values: object) -> Comment:
    return Comment(case=case, name=values.pop("name", "Ada"), text=text, **values)  # type: ignore[misc]  # as the caller says


def verdict(of: Comment) -> Verdict:
    return check_at_once(of).verdict


@pytest.mark.parametrize(
    ("entry", "text", "is_found"),
    [
        ("casino", "The best CASINO in town", True),
        ("casino", "the best casino, really", True),
        ("casino", "casinos are closed", False),
        ("casino*", "casinos are closed", True),
        ("casino*", "a megacasino", False),
        ("*casino", "a megacasino", True),
        ("*casino", "megacasinos", False),
        ("*casino*", "megacasinos", True),
        ("big  win", "a BIG\nwin tonight", True),
        ("big win", "a big blue win", False),
        ("big win*", "big winners here", True),
        ("casino", "сasino with a Cyrillic letter", True),
        ("casino", "саsіnо nearly all in Cyrillic", True),
        ("casino", "cas1no with a digit", True),
        ("*casino*", "my сasinos", True),
        ("casino", "ca\u200bsi\u00adno with unseen signs", True),
        ("casino", "\u202ecasino\u202c turned round", True),
        ("casino", "ｃａｓｉｎｏ, wide", True),
        ("casino", "cas**in**o in bold", True),
        ("casino", "c a s i n o, letters apart", True),
        ("casino", "c&#97;sino as an entity", True),
        ("cop", "Это просто сор и ничего больше", False),
        ("казино", "Лучшее КАЗИНО", True),
        ("straße", "STRASSE", True),
        ("bit.ly", "see bit.ly/x", True),
        ("bit.ly", "see rabbit.ly/x", False),
        ("c++", "I write C++ code", True),
        ("(", "nothing of that kind", False),
        ("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", False),
        ("(a+)+$", "the pattern (a+)+$ itself", True),
        (".*", "any text", False),
        ("[a-z]", "any text", False),
        ("don't", "please don’t", True),
        ("赌场", "最好的赌场在这里", True),
        ("कीमत", "इसकी कीमत क्या है", True),
        ("*", "anything", False),
        ("***", "anything", False),
    ],
)
def test_words(entry: str, text: str, is_found: bool) -> None:
    assert (WordList([entry]).first(word_text(text)) is not None) == is_found


def test_a_long_list_is_quick() -> None:
    words = [f"forbidden{number}" for number in range(10_000)]
    listed, short = WordList(words), WordList(words[:1000])
    text = word_text("An ordinary comment of some length with a few words in it. " * 20 + "forbidden9999")
    assert listed.first(text)
    start = perf_counter()
    for _ in range(20):
        short.first(text)
    assert (perf_counter() - start) / 20 < 0.05  # the machine may be busy


@pytest.mark.parametrize("text", ["a" * 200_000, "[" * 200_000, "a." * 100_000, "*a" * 100_000, "http:" * 40_000])
def test_no_text_takes_long(wagner: PublishedCase, text: str) -> None:
    rule("links", number=2)
    rule("words", "casino\n*pill*\nbig win")
    start = perf_counter()
    Rules().check(comment(wagner, text))
    assert perf_counter() - start < 30


@pytest.mark.parametrize(
    ("values", "made", "is_found"),
    [
        ({"kind": "all"}, {}, True),
        ({"kind": "first-time"}, {}, True),
        ({"kind": "links", "number": 2}, {"text": "https://a.example/x"}, False),
        ({"kind": "links", "number": 2}, {"text": "https://a.example/x and www.b.example"}, True),
        ({"kind": "links", "number": 1}, {"text": "[here](https://a.example)"}, True),
        ({"kind": "links", "number": 1}, {"text": "[here](/cases/wagner-2023/)"}, False),
        ({"kind": "links", "number": 1}, {"text": "buy at shop.com/x"}, True),
        ({"kind": "links", "number": 1}, {"text": "At 3.30 p.m. it said e.g. nothing"}, False),
        ({"kind": "words", "entries": "casino"}, {"text": "a casino"}, True),
        ({"kind": "block", "compares": "name", "entries": "Вad Man"}, {"name": "bad man"}, True),
        ({"kind": "block", "compares": "email", "entries": "X@Example.org"}, {"email": "x@example.ORG"}, True),
        ({"kind": "block", "compares": "email", "entries": "x@example.org"}, {"email": "y@example.org"}, False),
        ({"kind": "block", "compares": "domain", "entries": "@Example.org"}, {"email": "x@mail.example.org"}, True),
        ({"kind": "block", "compares": "domain", "entries": "example.org"}, {"email": "x@badexample.org"}, False),
        ({"kind": "block", "compares": "site", "entries": "bad.example"}, {"text": "https://www.bad.example/a"}, True),
        ({"kind": "block", "compares": "site", "entries": "bad.example"}, {"text": "https://notbad.example"}, False),
        ({"kind": "block", "compares": "address", "entries": "198.51.100.0/24"}, {"address": "198.51.100.9"}, True),
        ({"kind": "block", "compares": "address", "entries": "198.51.100.0/24"}, {"address": "198.51.101.9"}, False),
        ({"kind": "block", "compares": "address", "entries": "2001:db8::/32"}, {"address": "2001:db8:1::5"}, True),
        ({"kind": "block", "compares": "address", "entries": "::ffff:192.0.2.0/120"}, {"address": "192.0.2.4"}, True),
        ({"kind": "block", "compares": "address", "entries": "10.0.0.0/8"}, {}, False),
        ({"kind": "block", "compares": "word", "entries": "casino"}, {"text": "a casino"}, True),
        ({"kind": "closing", "number": 36000}, {}, False),
    ],
)
def test_each_kind(wagner: PublishedCase, values: dict[str, object], made: dict[str, object], is_found: bool) -> None:
    made_rule = Rule.objects.create(**values)
    found = Rules().check(comment(wagner, **made))  # type: ignore[arg-type]  # as the table says
    assert found is not None
    assert found.verdict == (Verdict.HOLD if is_found else Verdict.PUBLISH)
    if is_found:
        assert found.reasons[0].detail["rule"] == made_rule.key
        assert made_rule.name in found.reasons[0].words


def test_the_reason_names_word_and_rule(wagner: PublishedCase) -> None:
    rule("words", "casino\npoker")
    found = Rules().check(comment(wagner, "my cas1no"))
    assert found is not None
    reason = found.reasons[0]
    assert (reason.code, reason.detail["word"], reason.detail["found"]) == ("words", "casino", "cas1no")
    assert reason.words == "It says “cas1no”, listed as “casino”. Rule: Words: casino, poker."


def test_who_was_published_once_is_no_first_timer(wagner: PublishedCase) -> None:
    first = rule("first-time", is_on=False)
    post(wagner, replace(ADA, email="ada@example.org"), HERE)
    Rule.objects.filter(pk=first.pk).update(is_on=True, edition=2)
    away = Connection(address="203.0.113.9")
    tried = {
        "the same network": post(wagner, replace(ADA, text="Two"), HERE),
        "the same e-mail": post(wagner, replace(ADA, text="Three", email="ADA@example.org"), away),
        "only the name": post(wagner, replace(ADA, text="Four"), Connection(address="203.0.113.10")),
        "only the network": post(wagner, replace(ADA, text="Five", name="Eve"), HERE),
        "only the e-mail": post(wagner, replace(ADA, text="Six", name="Eve", email="ada@example.org"), away),
    }
    assert [words for words, one in tried.items() if one.state == State.PUBLISHED] == [
        "the same network",
        "the same e-mail",
    ]


def test_the_strictest_decides_and_an_allow_list_outweighs_all(wagner: PublishedCase) -> None:
    rule("all")
    rule("words", "casino", verdict="spam")
    assert verdict(comment(wagner, "a casino")) == Verdict.SPAM
    rule("allow", "ada@example.org", compares="email", verdict="trust")
    assert verdict(comment(wagner, "a casino", email="Ada@example.org")) == Verdict.PUBLISH
    assert verdict(comment(wagner, "a casino")) == Verdict.SPAM


def test_log_only_decides_nothing_and_is_kept(wagner: PublishedCase) -> None:
    logged = rule("words", "casino", verdict="spam", is_log_only=True)
    made = post(wagner, replace(ADA, text="A casino"), HERE)
    kept = made.checks.get(checker="rules-log-only")
    assert made.state == State.PUBLISHED
    assert (kept.is_log_only, kept.verdict, kept.kept["hits"]) == (True, "spam", [logged.key])
    rule("allow", "casino", compares="word", verdict="trust", is_log_only=True)
    rule("all")
    assert verdict(comment(wagner, "a casino")) == Verdict.HOLD


def test_a_case_has_its_own(wagner: PublishedCase) -> None:
    other = PublishedCase.objects.exclude(pk=wagner.pk)[0]
    rule("links", number=1)
    own = rule("links", number=3, case=wagner, is_log_only=True)
    two = "I found two pages that say the opposite of item four: https://a.example https://b.example"
    assert verdict(comment(wagner, two)) == Verdict.HOLD  # log only stands in for nothing
    Rule.objects.filter(pk=own.pk).update(is_log_only=False, edition=2)
    assert (verdict(comment(wagner, two)), verdict(comment(other, two))) == (Verdict.PUBLISH, Verdict.HOLD)
    Rule.objects.filter(pk=own.pk).update(verdict="off", edition=3)
    assert verdict(comment(wagner, two * 3)) == Verdict.PUBLISH
    Rule.objects.filter(pk=own.pk).update(is_on=False, edition=4)
    assert verdict(comment(wagner, two)) == Verdict.HOLD


def test_a_list_of_a_case_adds_to_those_of_the_site(wagner: PublishedCase) -> None:
    rule("words", "casino")
    rule("words", "poker", case=wagner)
    assert verdict(comment(wagner, "a casino")) == verdict(comment(wagner, "poker")) == Verdict.HOLD
    rule("words", case=wagner, verdict="off")
    assert (verdict(comment(wagner, "a casino")), verdict(comment(wagner, "poker"))) == (Verdict.PUBLISH, Verdict.HOLD)


def test_the_site_comes_with_rules_until_there_are_others(wagner: PublishedCase) -> None:
    Rule.objects.all().delete()
    assert verdict(comment(wagner)) == Verdict.HOLD
    assert [one.rule.key for one in rulebook().ready] == ["first-time", "links"]
    rule("words", "casino")
    assert verdict(comment(wagner)) == Verdict.PUBLISH


def test_closing(wagner: PublishedCase) -> None:
    assert close_after_days(wagner) is None
    assert closes_at(wagner) is None
    rule("closing", number=30)
    rule("closing", number=10, is_log_only=True)
    assert close_after_days(wagner) == 30
    rule("closing", number=60, case=wagner)
    assert close_after_days(wagner) == 60
    assert wagner.published_at
    assert closes_at(wagner) == wagner.published_at + timedelta(days=60)
    late = comment(wagner, posted_at=timezone.now() + timedelta(days=99999))
    assert verdict(late) == Verdict.HOLD


def test_people_who_may_publish_are_not_checked(wagner: PublishedCase, moderator: User, contributor: User) -> None:
    rule("all")
    assert verdict(comment(wagner, user=moderator)) == Verdict.PUBLISH
    assert verdict(comment(wagner, user=contributor)) == Verdict.HOLD


def test_a_check_costs_one_query(wagner: PublishedCase, django_assert_num_queries: object) -> None:
    rule("words", "casino")
    rule("links", number=2)
    rulebook()
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture without a type
        Rules().check(comment(wagner))
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture without a type
        LogOnlyRules().check(comment(wagner))


def test_every_change_is_seen(wagner: PublishedCase, moderator: User) -> None:
    from rashomon_site.moderation.rules.changing import create_rule, delete_rule, restore_rule, switch_rule

    caches["default"].clear()
    made = create_rule(moderator, Rule(kind="all"))
    assert verdict(comment(wagner)) == Verdict.HOLD
    switch_rule(moderator, made.key, is_on=False, is_log_only=False)
    assert verdict(comment(wagner)) == Verdict.PUBLISH
    switch_rule(moderator, made.key, is_on=True, is_log_only=False)
    delete_rule(moderator, made.key)
    assert verdict(comment(wagner)) == Verdict.PUBLISH
    restore_rule(moderator, made.key)
    assert verdict(comment(wagner)) == Verdict.HOLD


@pytest.mark.parametrize(
    ("compares", "line", "told"),
    [
        ("address", "192.0.2.300", "such as 192.0.2.7"),
        ("address", "10.0.0.0/33", "such as 192.0.2.7"),
        ("address", "2001:db8::/200", "such as 192.0.2.7"),
        ("address", "0.0.0.0/0", "everybody"),
        ("address", "::/0", "everybody"),
        ("email", "nobody", "e-mail address"),
        ("domain", "not a domain", "such as example.org"),
        ("name", "...", "letters"),
        ("", "**", "besides the star"),
        ("", "x" * 300, "shorten"),
        ("", "", "at least one entry"),
    ],
)
def test_entries_that_cannot_be_used(compares: str, line: str, told: str) -> None:
    problems = read_entries(line, compares)[1]
    assert len(problems) == 1
    assert told in problems[0]


def test_lists_are_tidied() -> None:
    assert read_entries("  big   win \r\n\r\nbig win\nx\x00y", "") == (["big win", "xy"], [])
    assert "20,000 entries at most" in read_entries("\n".join(map(str, range(20_001))), "")[1][0]


def test_a_decision_of_a_person_is_not_undone_by_rules(wagner: PublishedCase, moderator: User) -> None:
    rule("all")
    made = post(wagner, ADA, HERE)
    assert (made.state, made.reason) == (State.WAITING, "A moderator reads every comment before it appears.")
    change_state(made, State.PUBLISHED, actor=moderator)
    assert Comment.objects.get(pk=made.pk).state == State.PUBLISHED


def test_a_single_address_is_not_kept_in_the_reasons(wagner: PublishedCase) -> None:
    Rule.objects.create(kind="block", compares="address", entries="198.51.100.77")
    found = Rules().check(comment(wagner, address="198.51.100.77"))
    assert found is not None
    assert found.verdict == Verdict.HOLD
    assert "198.51.100.0/24" in found.reasons[0].words
    assert "198.51.100.77" not in str(found)
