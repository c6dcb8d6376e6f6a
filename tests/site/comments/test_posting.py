"""The accept path: written once, whole, with a number only once readers can see it."""

from __future__ import annotations

import pytest

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.comments.models import Comment, CommentEvent, Discussion, State
from rashomon_site.comments.services.posting import Connection, Entry, post
from rashomon_site.comments.services.states import change_state

pytestmark = pytest.mark.django_db
HERE = Connection(address="192.0.2.7", user_agent="a browser")


def entry(text: str, stamp: str = "s1") -> Entry:
    return Entry(name="Ada", text=text, stamp=stamp)


def test_numbers_follow_the_order_in_which_readers_see_them(wagner: PublishedCase, moderator: User) -> None:
    first, second, third = (post(wagner, entry(text), HERE) for text in ("one", "two", "three"))
    assert [one.number for one in (first, second, third)] == [1, 2, 3]
    change_state(second, State.REMOVED, actor=moderator, reason="An insult")
    fourth = post(wagner, entry("four"), HERE)
    change_state(second, State.PUBLISHED, actor=moderator)
    assert (second.number, fourth.number) == (2, 4)
    assert Discussion.objects.get(case=wagner).published_count == 4


def test_a_form_sent_twice_is_one_comment(wagner: PublishedCase) -> None:
    assert post(wagner, entry("one"), HERE).pk == post(wagner, entry("one"), HERE).pk
    post(wagner, entry("one", stamp="s2"), HERE)
    assert Comment.objects.count() == 2


def test_every_change_has_its_line_in_the_history(wagner: PublishedCase, moderator: User) -> None:
    comment = post(wagner, entry("one"), HERE)
    change_state(comment, State.SPAM, actor=moderator, reason="Advertising")
    told = [(event.actor_name, event.action, event.before, event.after) for event in comment.events.all()]
    assert told == [
        ("Ada", "posted", "", "waiting"),
        ("The site itself", "published", "waiting", "published"),
        (moderator.shown_name, "spam", "published", "spam"),
    ]
    assert CommentEvent.objects.last().detail["reason"] == "Advertising"  # type: ignore[union-attr]  # there is one


def test_kept_pages_are_told_of_each_change_that_readers_see(wagner: PublishedCase, moderator: User) -> None:
    comment = post(wagner, entry("one"), HERE)
    before = Discussion.objects.get(case=wagner).version
    change_state(comment, State.REMOVED, actor=moderator)
    after = Discussion.objects.get(case=wagner).version
    change_state(comment, State.SPAM, actor=moderator)
    assert (after, Discussion.objects.get(case=wagner).version) == (before + 1, before + 1)


def test_what_its_writer_removed_can_be_sent_again(wagner: PublishedCase) -> None:
    first = post(wagner, entry("one"), HERE)
    change_state(first, State.REMOVED, actor=None, by_writer=True)
    again = post(wagner, entry("one"), HERE)
    assert (again.pk != first.pk, again.number) == (True, 2)
