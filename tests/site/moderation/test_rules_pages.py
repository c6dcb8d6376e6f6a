"""The pages of the rules: plain forms, clear errors, a way back from everything, and honest figures."""

from __future__ import annotations

import pytest
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import AuditEntry, PublishedCase
from rashomon_site.comments.models import Comment, State
from rashomon_site.comments.services.posting import Connection, Entry, post
from rashomon_site.comments.services.states import change_state
from rashomon_site.moderation.models import Rule
from rashomon_site.moderation.rules.record import RuleRecord, records, share_words
from rashomon_site.moderation.rules.trying import look_back

pytestmark = pytest.mark.django_db
RULES = "/desk/comments/rules/"
HERE = Connection(address="192.0.2.7")


def write(case: PublishedCase, text: str, name: str = "Ada") -> Comment:
    return post(case, Entry(name=name, text=text, stamp=text), HERE)


def test_precision_and_recall_by_hand(wagner: PublishedCase, moderator: User) -> None:
    acting = Rule.objects.create(kind="words", entries="casino")
    logged = Rule.objects.create(kind="words", entries="poker", is_log_only=True)
    decided = {
        "casino one": State.SPAM,  # acting: right
        "casino two": State.REMOVED,  # acting: right
        "casino three": State.PUBLISHED,  # acting: wrong
        "casino poker": State.SPAM,  # both: right
        "poker five": State.PUBLISHED,  # logged: wrong
        "plain six": State.SPAM,  # both: missed
        "plain seven": State.PUBLISHED,
    }
    for text, state in decided.items():
        change_state(write(wagner, text), state, actor=moderator)
    write(wagner, "casino eight")  # nobody has decided
    told = records()
    assert told[acting.key] == RuleRecord(asked=8, found=5, published=1, spam=2, removed=1, missed=1)
    assert (told[acting.key].precision, told[acting.key].recall) == (3 / 4, 3 / 4)
    assert told[logged.key] == RuleRecord(asked=8, found=2, published=1, spam=1, removed=0, missed=3)
    assert (told[logged.key].precision, told[logged.key].recall) == (1 / 2, 1 / 4)
    assert look_back(acting).record == told[acting.key]
    assert look_back(logged).record == told[logged.key]


def test_small_numbers_are_seen_as_small() -> None:
    assert share_words(0, 0) == "nothing decided yet"
    assert share_words(2, 3) == "67% (2 of 3, too few to tell)"
    assert share_words(1500, 2000) == "75% (1,500 of 2,000)"
    assert RuleRecord().precision is None
    assert RuleRecord().recall is None


def test_the_last_decision_counts(wagner: PublishedCase, moderator: User) -> None:
    acting = Rule.objects.create(kind="all")
    made = write(wagner, "one")
    change_state(made, State.SPAM, actor=moderator)
    change_state(made, State.PUBLISHED, actor=moderator)
    assert records()[acting.key] == RuleRecord(asked=1, found=1, published=1)


def test_first_comments_are_looked_back_at_as_they_were(wagner: PublishedCase) -> None:
    first, _ = write(wagner, "one"), write(wagner, "two")
    found = look_back(Rule(kind="first-time"))
    assert [one.comment.pk for one in found.caught] == [first.pk]


def test_make_change_delete_and_take_back(moderator_client: Client, wagner: PublishedCase) -> None:
    form = {"entries": "casino\nРoker", "verdict": "spam", "mode": "log", "note": "as agreed"}
    assert moderator_client.post(RULES + "new/words/", form).status_code == 302
    made = Rule.objects.get(kind="words")
    assert (made.lines, made.verdict, made.is_log_only) == (["casino", "Рoker"], "spam", True)
    assert made.made_by_name == "Moderator Example"

    moderator_client.post(f"{RULES}{made.key}/", {**form, "mode": "on"})
    made.refresh_from_db()
    assert (made.is_log_only, made.deleted_at) == (False, None)

    moderator_client.post(f"{RULES}{made.key}/", {**form, "entries": "bingo", "case": "wagner-2023"})
    later = Rule.objects.kept().get(kind="words")
    assert (later.replaces, later.case, later.lines) == (made, wagner, ["bingo"])

    answer = moderator_client.post(f"{RULES}{later.key}/delete/", follow=True)
    assert "Deleted the rule" in answer.content.decode()
    assert "Undo" in answer.content.decode()
    assert not Rule.objects.kept().filter(kind="words")
    moderator_client.post(f"{RULES}{later.key}/restore/")
    assert Rule.objects.kept().get(kind="words") == later
    moderator_client.post(f"{RULES}{made.key}/restore/")
    assert Rule.objects.kept().get(kind="words") == made
    told = set(AuditEntry.objects.filter(action__startswith="rule.").values_list("action", flat=True))
    assert told == {"rule.made", "rule.changed", "rule.deleted", "rule.restored"}


def test_the_rules_that_come_with_the_site_can_be_changed(moderator_client: Client) -> None:
    Rule.objects.all().delete()
    assert "Comes with the site" in moderator_client.get(RULES).content.decode()
    moderator_client.post(RULES + "first-time/switch/", {"mode": "off"})
    assert list(Rule.objects.values_list("key", "is_on")) == [("first-time", False), ("links", True)]


@pytest.mark.parametrize(
    ("kind", "form", "told"),
    [
        ("links", {"number": "none"}, "Write a whole number"),
        ("links", {"number": "0"}, "Write a whole number"),
        ("links", {"number": "9" * 400}, "Write a whole number"),
        ("links", {"number": "٣"}, "Write a whole number"),
        ("links", {"number": "2", "verdict": "trust"}, "Choose what becomes"),
        ("links", {"number": "2", "verdict": "off"}, "Choose a case too"),
        ("links", {"number": "2", "case": "no-such"}, "Choose a case of this site"),
        ("block", {"entries": "x"}, "Choose what the list"),
        ("block", {"compares": "address", "entries": "10.0.0.0/99"}, "10.0.0.0/99"),
        ("words", {"entries": "<script>alert(1)</script>\n*"}, "Line 2"),
    ],
)
def test_errors_say_what_to_do(moderator_client: Client, kind: str, form: dict[str, str], told: str) -> None:
    before = Rule.objects.count()
    answer = moderator_client.post(f"{RULES}new/{kind}/", form)
    text = answer.content.decode()
    assert answer.status_code == 400
    assert told in text
    assert 'role="alert"' in text
    assert "<script>alert" not in text
    assert Rule.objects.count() == before


def test_testing_saves_nothing(moderator_client: Client, wagner: PublishedCase) -> None:
    write(wagner, "A casino <b>")
    before = Rule.objects.count()
    text = moderator_client.post(RULES + "new/words/", {"entries": "casino", "test": "1"}).content.decode()
    assert "it finds something in <b>1</b>" in text
    assert "A casino &lt;b&gt;" in text
    assert Rule.objects.count() == before


def test_try_a_text(moderator_client: Client, wagner: PublishedCase) -> None:
    Rule.objects.create(kind="words", entries="casino", verdict="spam")
    Rule.objects.create(kind="block", compares="address", entries="192.0.2.0/24")
    answer = moderator_client.post(
        RULES + "try/", {"text": "cas1no", "address": "192.0.2.9", "name": "x", "email": "y"}
    )
    text = answer.content.decode()
    assert "listed as “casino”" in text
    assert "192.0.2.0/24" in text
    assert not Comment.objects.exists()
    assert moderator_client.post(RULES + "try/", {"text": "x", "address": "nonsense"}).status_code == 200


def test_what_is_not_there(moderator_client: Client) -> None:
    for path in ("new/nonsense/", "no-such/", "no-such/test/"):
        assert moderator_client.get(RULES + path).status_code == 404
    for path in ("no-such/delete/", "no-such/restore/", "links/restore/", "no-such/switch/"):
        assert moderator_client.post(RULES + path).status_code == 404
    assert moderator_client.get(RULES + "links/delete/").status_code == 405


@pytest.mark.parametrize("path", ["", "try/", "new/words/", "links/", "links/test/"])
def test_only_moderators(reader_client: Client, author_client: Client, moderator_client: Client, path: str) -> None:
    assert reader_client.get(RULES + path).status_code == 302
    assert author_client.get(RULES + path).status_code == 403
    assert moderator_client.get(RULES + path).status_code == 200


def test_names_are_escaped(moderator_client: Client, wagner: PublishedCase) -> None:
    Rule.objects.create(kind="words", entries="<img src=x>", note="\u202e<b>", case=wagner)
    text = moderator_client.get(RULES).content.decode()
    assert "<img src=x>" not in text
    assert "&lt;img src=x&gt;" in text


def test_a_name_of_many_entries_stays_short(wagner: PublishedCase) -> None:
    made = Rule(kind="words", entries="\n".join(f"word{number}" for number in range(10_000)))
    assert made.name == "Words: word0, word1, word2 and 9,997 more"
