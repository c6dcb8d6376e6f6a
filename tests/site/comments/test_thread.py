"""The thread as readers see it: order, places, pages, marks, feeds; kept until something changes, and cheap."""

from __future__ import annotations

import re
from time import perf_counter
from xml.etree import ElementTree

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Role
from rashomon_site.cases.models import CaseAuthor, PublishedCase
from rashomon_site.cases.services import weighing
from rashomon_site.cases.services.bylines import byline_of
from rashomon_site.comments.models import Comment, Contribution, Discussion, Kind, State
from rashomon_site.comments.services.posting import Connection, Entry, post
from rashomon_site.comments.services.states import change_state, tell_readers
from rashomon_site.comments.subjects import subjects_of
from tests.site.comments.writing import published, send, words

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CASE = "/cases/wagner-2023/"
THREAD = f"{CASE}comments/"


def write(case: PublishedCase, text: str, user: User | None = None, **more: object) -> Comment:
    name = user.shown_name if user else "Ada"
    entry = Entry(name=name, text=text, stamp=text, **more)  # type: ignore[arg-type]  # as the caller says
    return published(post(case, entry, Connection(), user))


def fill(case: PublishedCase, count: int) -> None:
    now = timezone.now()
    Comment.objects.bulk_create(
        Comment(
            case=case,
            number=number,
            state=State.PUBLISHED,
            name=f"Reader {number}",
            name_look="reader",
            text=f"Comment number {number} with *some* words, and a link https://example.org/{number}",
            published_at=now,
            submission_key=f"{number:064x}",
        )
        for number in range(1, count + 1)
    )
    Discussion.objects.create(case=case, last_number=count, published_count=count)


def test_a_sent_comment_is_in_thread_and_feeds_once_it_is_published(
    reader_client: Client, wagner: PublishedCase, moderator: User
) -> None:
    send(reader_client, wagner, text="A *zeppelin* would have been seen.")
    change_state(Comment.objects.get(), State.WAITING, actor=moderator)
    places = (CASE, THREAD, f"{CASE}comments.atom", "/comments.atom")
    assert not any("zeppelin" in reader_client.get(address).content.decode() for address in places)
    change_state(Comment.objects.get(), State.PUBLISHED, actor=moderator)
    caches["default"].clear()
    assert all("zeppelin" in reader_client.get(address).content.decode() for address in places)


def test_the_kept_page_shows_every_change_at_once(
    reader_client: Client, wagner: PublishedCase, moderator: User
) -> None:
    assert "Nobody has written yet." in words(reader_client.get(CASE))
    comment = write(wagner, "One reason")
    assert "One reason" in words(reader_client.get(CASE))
    change_state(comment, State.REMOVED, actor=moderator, reason="An insult")
    page = words(reader_client.get(CASE))
    assert "One reason" not in page
    assert "Removed by a moderator." in page
    assert "An insult" not in page


def test_a_role_that_changes_shows_at_once(reader_client: Client, wagner: PublishedCase, moderator: User) -> None:
    write(wagner, "From the desk", moderator)
    assert "Moderator Example Moderator " in words(reader_client.get(CASE))
    moderator.role = Role.EDITOR
    moderator.save(update_fields=["role"])
    assert "Moderator Example Editor " in words(reader_client.get(CASE))


def test_an_author_of_the_case_is_called_so_and_answers_below(
    reader_client: Client, wagner: PublishedCase, author: User
) -> None:
    CaseAuthor.objects.create(case=wagner, author=byline_of(author), is_byline=True)
    first = write(wagner, "A question")
    write(wagner, "Another")
    write(wagner, "An answer", author, in_reply_to=first)
    page = reader_client.get(CASE).content.decode()
    assert "Author Example Author " in words(reader_client.get(CASE))
    order = re.findall(r'<article class="cm-e" id="comment-(\d+)"', page)
    assert order == ["1", "3", "2"]
    assert page.count('class="reply"') == 1


def test_a_reply_to_a_reply_of_staff_goes_no_deeper(
    reader_client: Client, wagner: PublishedCase, author: User, moderator: User
) -> None:
    first = write(wagner, "A question")
    second = write(wagner, "An answer", author, in_reply_to=first)
    third = write(wagner, "A remark", moderator, in_reply_to=second)
    write(wagner, "A reader again", in_reply_to=third)
    page = reader_client.get(CASE).content.decode()
    assert re.findall(r'<article class="cm-e" id="comment-(\d+)"', page) == ["1", "2", "3", "4"]
    assert page.count('class="reply"') == 1


def test_what_a_comment_is_about_is_linked_while_it_is_there(reader_client: Client, wagner: PublishedCase) -> None:
    subject = subjects_of(wagner).by_key["evidence:camp-tents"]
    write(wagner, "Tents", about=subject.key, about_words="Item 99: as it was called then")
    write(wagner, "Gone", about="evidence:gone", about_words="Item 98: left out since")
    page = reader_client.get(CASE).content.decode()
    assert f'href="#e-camp-tents"><bdi>{subject.words}' in page
    assert "Item 98: left out since</bdi> (no longer in the case)" in page
    assert f'href="{CASE}#e-camp-tents"' in reader_client.get(THREAD).content.decode()


def test_every_part_of_a_case_has_a_place_on_its_page(reader_client: Client, sample_site: None) -> None:
    for case in PublishedCase.objects.select_related("published_revision"):
        page = reader_client.get(case.get_absolute_url()).content.decode()
        subjects = subjects_of(case).by_key.values()
        assert subjects
        assert [one.key for one in subjects if f'id="{one.anchor}"' not in page] == []
        linked = set(re.findall(r"comments/write/\?about=([^\"&]+)", page))
        assert {key.replace("%3A", ":") for key in linked} <= {one.key for one in subjects}


def test_the_page_of_a_revision_stays_as_it_was(reader_client: Client, wagner: PublishedCase) -> None:
    write(wagner, "One reason")
    page = words(reader_client.get(f"{CASE}revisions/1/"))
    assert "One reason" not in page
    assert "The discussion of this case has 1 comment" in page


def test_names_cannot_turn_the_line_round(reader_client: Client, wagner: PublishedCase) -> None:
    comment = write(wagner, "One")
    Comment.objects.filter(pk=comment.pk).update(name="A\u202eda\u200b <b>")
    page = reader_client.get(CASE).content.decode()
    assert "<bdi>Ada &lt;b&gt;</bdi>" in page


def test_what_a_comment_led_to_is_told_once_readers_can_see_it(reader_client: Client, wagner: PublishedCase) -> None:
    comment, revision = write(wagner, "One"), wagner.published_revision
    assert revision is not None
    made = Contribution.objects.create(
        comment=comment, revision=revision, kind="evidence", item="evidence:camp-tents", item_words="Tents in Belarus"
    )
    assert "Led to" not in words(reader_client.get(THREAD))
    made.published_at = timezone.now()
    made.save()
    tell_readers(Discussion.objects.get(case=wagner))
    assert "Tents in Belarus" in words(reader_client.get(THREAD)).partition("Led to")[2]


def test_lasting_addresses_lead_to_their_place(reader_client: Client, wagner: PublishedCase) -> None:
    fill(wagner, 120)
    assert reader_client.get(f"{THREAD}7/")["Location"] == f"{CASE}#comment-7"
    assert reader_client.get(f"{THREAD}50/")["Location"] == f"{CASE}#comment-50"
    assert reader_client.get(f"{THREAD}51/")["Location"] == f"{THREAD}?page=2#comment-51"
    assert reader_client.get(f"{THREAD}121/").status_code == 404
    for page, first, last in ((1, 1, 50), (2, 51, 100), (3, 101, 120)):
        text = reader_client.get(f"{THREAD}?page={page}").content.decode()
        numbers = [int(number) for number in re.findall(r'id="comment-(\d+)"', text)]
        assert numbers == list(range(first, last + 1))
    for odd in ("0", "-1", "99", "x", "1" * 50, "\u0663"):
        assert reader_client.get(THREAD, {"page": odd}).status_code == 200


def test_a_thread_of_ten_thousand_opens_quickly(reader_client: Client, wagner: PublishedCase) -> None:
    fill(wagner, 10_000)
    addresses = (CASE, THREAD, f"{THREAD}?page=100", f"{THREAD}?page=200", f"{CASE}comments.atom")
    long = {address: seconds(reader_client, address) for address in addresses}
    Comment.objects.filter(number__gt=50).delete()
    Discussion.objects.update(last_number=50, published_count=50, version=1)
    for address in addresses:  # the benchmark has the milliseconds; here, that length costs next to nothing
        assert long[address] < 5 * seconds(reader_client, address), address


def seconds(client: Client, address: str) -> float:
    """Return how long a page takes, the shortest of four; the first of them fills the caches."""
    took = []
    for _ in range(4):
        began = perf_counter()
        assert client.get(address).status_code == 200
        took.append(perf_counter() - began)
    return min(took)


def test_a_full_page_takes_few_queries(
    reader_client: Client, wagner: PublishedCase, author: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    fill(wagner, 60)
    for number in (1, 2, 3):
        write(wagner, f"Reply {number}", author, in_reply_to=Comment.objects.get(number=number))
    weighing._from_store.cache_clear()
    caches["default"].clear()
    with django_assert_max_num_queries(12):
        reader_client.get(CASE)
    with django_assert_max_num_queries(4):
        reader_client.get(CASE)
    with django_assert_max_num_queries(6):
        reader_client.get(f"{THREAD}?page=2")


def test_feeds_are_sound_whatever_was_written(reader_client: Client, wagner: PublishedCase) -> None:
    comment = write(wagner, "A \u202e ]]> <script> & *more* #1")
    for address in (f"{CASE}comments.atom", "/comments.atom"):
        answer = reader_client.get(address)
        root = ElementTree.fromstring(answer.content)  # noqa: S314 - our own feed
        entry = root.find("{http://www.w3.org/2005/Atom}entry")
        assert entry is not None
        assert answer["Content-Type"].startswith("application/atom+xml")
        link = entry.find("{http://www.w3.org/2005/Atom}link")
        assert link is not None
        assert link.get("href", "").endswith(comment.get_absolute_url())


def test_the_api_lists_what_readers_see(reader_client: Client, wagner: PublishedCase, moderator: User) -> None:
    first, second = write(wagner, "One *reason*", kind=Kind.SOURCE), write(wagner, "A secret")
    write(wagner, "A reply", moderator, in_reply_to=first)
    change_state(second, State.REMOVED, actor=moderator)
    address = "/api/v1/cases/wagner-2023/comments"
    items = reader_client.get(address).json()["items"]
    assert [(one["number"], one["state"], one["in_reply_to"]) for one in items] == [
        (1, "published", None),
        (2, "removed", None),
        (3, "published", 1),
    ]
    assert (items[0]["html"], items[0]["kind"]) == ("<p>One <em>reason</em></p>\n", "source")
    assert (items[2]["name"], items[2]["role"]) == ("Moderator Example", "Moderator")
    assert (items[1]["name"], items[1]["text"], items[1]["html"]) == ("", "", "")
    page = reader_client.get(address, {"limit": 2}).json()
    assert page["next"] is not None
    assert [one["number"] for one in reader_client.get(page["next"]).json()["items"]] == [3]


def test_only_people_who_moderate_close(author_client: Client, reader_client: Client, wagner: PublishedCase) -> None:
    assert author_client.post(f"{THREAD}close/").status_code == 403
    assert reader_client.post(f"{THREAD}close/").status_code == 302
    assert not Discussion.objects.exclude(closed_at=None).exists()
    assert "Close the discussion" not in words(author_client.get(THREAD))
