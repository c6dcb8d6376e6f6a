"""The revisions of a case, and what differs between two: for readers, and for those who see drafts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.publishing import publish, unpublish
from rashomon_site.cases.services.saving import create_case, save_revision

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FIRST = """
rashomon: 1
title: The lantern on the pier
question: Who moved the lantern?
summary: It stood elsewhere in the morning.
hypotheses:
  - {id: wind, name: The wind blew it, prior: 60%}
  - {id: hand, name: Somebody carried it, prior: 40%}
sources:
  - {id: paper, name: The Harbour Gazette, grade: C}
evidence:
  - id: mark
    statement: A boot mark was found in the frost.
    established: true
    on: 2020-01-02
    likelihood: {wind: 20%, hand: 70%}
"""
SECOND = FIRST.replace("wind: 20%", "wind: 5%").replace("in the morning", "when the day broke").replace(
    "sources:", "  - {id: cat, name: A cat pushed it, prior: 10%}\nsources:"
).replace("hand: 70%}", "hand: 70%, cat: 30%}")  # fmt: skip


@pytest.fixture
def lantern(editor: User) -> PublishedCase:
    """A case with two public revisions and a draft after them."""
    first = create_case(editor, FIRST, slug="lantern", message="Begun")
    publish(editor, first)
    case = first.case
    second = save_revision(editor, case, SECOND, parent_number=1, message="A cat was seen")
    publish(editor, second, correction="The cat had been left out.")
    save_revision(editor, case, SECOND.replace("boot", "secret boot"), parent_number=2, message="A hidden thought")
    return PublishedCase.objects.get(pk=case.pk)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_readers_see_every_public_revision(lantern: PublishedCase, reader_client: Client) -> None:
    html = page(reader_client, "/cases/lantern/revisions/")
    assert "Begun" in html
    assert "A cat was seen" in html
    assert "The cat had been left out." in html
    assert "what readers see now" in html
    assert 'href="/cases/lantern/changes/1-2/"' in html


@pytest.mark.parametrize("client", ["reader_client", "contributor_client", "author_client", "moderator_client"])
def test_drafts_are_hidden_from_those_who_do_not_write_it(
    lantern: PublishedCase, client: str, request: pytest.FixtureRequest
) -> None:
    html = page(request.getfixturevalue(client), "/cases/lantern/revisions/")
    assert "A hidden thought" not in html
    assert "Two public revisions" in html


@pytest.mark.parametrize("client", ["editor_client", "administrator_client"])
def test_drafts_are_shown_to_those_who_may(lantern: PublishedCase, client: str, request: pytest.FixtureRequest) -> None:
    html = page(request.getfixturevalue(client), "/cases/lantern/revisions/")
    assert "A hidden thought" in html
    assert 'href="/cases/lantern/changes/2-3/"' in html


def test_a_writer_sees_drafts_of_the_own_case(
    lantern: PublishedCase,
    contributor: User,
    contributor_client: Client,
    write_on: Callable[[User, PublishedCase], None],
) -> None:
    write_on(contributor, lantern)
    assert "A hidden thought" in page(contributor_client, "/cases/lantern/revisions/")


def test_the_changes_say_what_each_moved(lantern: PublishedCase, reader_client: Client) -> None:
    html = page(reader_client, "/cases/lantern/changes/1-2/")
    assert "A cat pushed it" in html
    assert "how expected if “The wind blew it”" in html
    assert "This moved" in html
    assert "points" in html
    assert "when the day broke" in html


def test_wording_is_compared_word_by_word(lantern: PublishedCase, reader_client: Client) -> None:
    html = page(reader_client, "/cases/lantern/changes/1-2/")
    assert '<del><span class="vh">removed: </span>in the morning.</del>' in html
    assert "It stood elsewhere <del>" in html


@pytest.mark.parametrize("pair", ["2-3", "1-3", "1-99", "99-100", "2-2", "0-1"])
def test_readers_may_not_compare_what_they_may_not_see(
    lantern: PublishedCase, reader_client: Client, pair: str
) -> None:
    assert reader_client.get(f"/cases/lantern/changes/{pair}/").status_code == 404


def test_editors_may_compare_drafts(lantern: PublishedCase, editor_client: Client) -> None:
    assert "secret" in page(editor_client, "/cases/lantern/changes/2-3/")


def test_a_pair_the_wrong_way_round_is_turned(lantern: PublishedCase, reader_client: Client) -> None:
    response = reader_client.get("/cases/lantern/changes/2-1/")
    assert response.headers["Location"] == "/cases/lantern/changes/1-2/"


def test_a_draft_with_problems_is_said_to_have_them(
    lantern: PublishedCase, editor: User, editor_client: Client
) -> None:
    save_revision(editor, lantern, "rashomon: 1\n", parent_number=3)
    assert "draft with problems" in page(editor_client, "/cases/lantern/revisions/")
    assert "Revision 4 has problems" in page(editor_client, "/cases/lantern/changes/3-4/")


def test_revisions_that_say_the_same_are_said_to(lantern: PublishedCase, editor: User, editor_client: Client) -> None:
    text = lantern.revisions.get(number=3).text
    save_revision(editor, lantern, text + "\n# a note\n", parent_number=3)
    assert "Both say the same" in page(editor_client, "/cases/lantern/changes/3-4/")


@pytest.mark.parametrize("address", ["revisions/", "changes/1-2/"])
def test_a_case_that_was_taken_down_has_no_history_for_readers(
    lantern: PublishedCase, editor: User, reader_client: Client, editor_client: Client, address: str
) -> None:
    unpublish(editor, lantern, reason="It harmed somebody")
    assert reader_client.get(f"/cases/lantern/{address}").status_code == 404
    assert editor_client.get(f"/cases/lantern/{address}").status_code == 200


@pytest.mark.parametrize("address", ["/cases/none/revisions/", "/cases/none/changes/1-2/"])
def test_a_case_that_does_not_exist_is_not_found(reader_client: Client, address: str) -> None:
    assert reader_client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/cases/lantern/revisions/", "/cases/lantern/changes/1-2/"])
def test_they_take_only_reading(lantern: PublishedCase, editor_client: Client, address: str) -> None:
    assert editor_client.post(address).status_code == 405


def test_hostile_words_are_escaped(editor: User, reader_client: Client) -> None:
    evil = "<script>alert(1)</script>"
    first = create_case(editor, FIRST.replace("The lantern on the pier", f'"{evil}"'), slug="evil", message=evil)
    publish(editor, first)
    text = first.text.replace("boot mark", f"{evil} mark").replace("The wind blew it", f'"{evil} wind"')
    publish(editor, save_revision(editor, first.case, text, parent_number=1, message=evil), correction=evil)
    for address in ("/cases/evil/revisions/", "/cases/evil/changes/1-2/"):
        assert "<script>alert" not in page(reader_client, address)


def test_the_history_is_cheap(
    lantern: PublishedCase, reader_client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    with django_assert_max_num_queries(7):  # type: ignore[attr-defined]
        reader_client.get("/cases/lantern/revisions/")


def test_a_stored_comparison_is_cheap(
    lantern: PublishedCase, reader_client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    reader_client.get("/cases/lantern/changes/1-2/")
    with django_assert_max_num_queries(5):  # type: ignore[attr-defined]
        reader_client.get("/cases/lantern/changes/1-2/")
