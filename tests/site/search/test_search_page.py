"""The search page, as readers use it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.site.search.conftest import MakeCase
from tests.site.search.test_searching import HOSTILE

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def page(client: Client, **asked: str) -> str:
    response = client.get("/search/", asked)
    assert response.status_code == 200
    return response.content.decode()


def test_it_asks_before_anything_was_typed(reader_client: Client) -> None:
    html = page(reader_client)
    assert 'name="q"' in html
    assert "Nothing found" not in html


def test_it_sets_no_cookie(reader_client: Client) -> None:
    assert not reader_client.get("/search/", {"q": "mutiny"}).cookies


def test_it_takes_only_reading(reader_client: Client) -> None:
    assert reader_client.post("/search/", {"q": "mutiny"}).status_code == 405


def test_results_stand_by_kind_with_their_places(reader_client: Client, make_case: MakeCase) -> None:
    make_case(title="A zeppelin", statement="The zeppelin landed.", source="Zeppelin News")
    html = page(reader_client, q="zeppelin")
    for address in ("/cases/lantern/", "/cases/lantern/#e-mark", "/sources/zeppelin-news/"):
        assert f'href="{address}"' in html
    assert html.index('id="found-case"') < html.index('id="found-evidence"') < html.index('id="found-source"')
    assert "Three results" in html


def test_what_was_found_is_marked(reader_client: Client, make_case: MakeCase) -> None:
    make_case(summary="A zeppelin passed.")
    assert "A <mark>zeppelin</mark> passed." in page(reader_client, q="zeppelin")


def test_what_cases_say_is_escaped_beside_the_marks(reader_client: Client, make_case: MakeCase) -> None:
    make_case(summary="A zeppelin <script>alert(1)</script>")
    html = page(reader_client, q="zeppelin script")
    assert "<script>alert" not in html
    assert "&lt;<mark>script</mark>&gt;" in html


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_questions_are_answered(reader_client: Client, typed: str) -> None:
    typed = typed.encode("utf-8", "replace").decode()
    for kind in ("", "evidence"):
        html = page(reader_client, q=typed, kind=kind)
        assert "<script>alert" not in html


def test_a_kind_shows_only_its_own(reader_client: Client, make_case: MakeCase) -> None:
    make_case(title="A zeppelin", statement="The zeppelin landed.")
    html = page(reader_client, q="zeppelin", kind="evidence")
    assert 'id="found-evidence"' in html
    assert 'id="found-case"' not in html


@pytest.mark.parametrize(
    "asked", [{"kind": "poem"}, {"page": "x"}, {"page": "-3"}, {"page": "999999999999"}, {"page": "٣"}]
)
def test_odd_choices_are_passed_over(reader_client: Client, asked: dict[str, str]) -> None:
    assert "mutiny" in page(reader_client, q="mutiny", **asked)


def test_pages_follow_one_another(reader_client: Client, make_case: MakeCase, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(21):
        make_case(f"case-{number}", statement=f"The zeppelin {number} landed.")
    first = page(reader_client, q="zeppelin", kind="evidence")
    assert "?q=zeppelin&amp;kind=evidence&amp;page=2" in first
    assert "Page before" in page(reader_client, q="zeppelin", kind="evidence", page="2")


def test_an_overview_leads_to_all_of_a_kind(reader_client: Client, make_case: MakeCase) -> None:
    for number in range(6):
        make_case(f"case-{number}", statement=f"The zeppelin {number} landed.")
    assert "?q=zeppelin&amp;kind=evidence" in page(reader_client, q="zeppelin")


def test_nothing_found_says_what_to_try(reader_client: Client) -> None:
    assert "Nothing was found" in page(reader_client, q="qqqqqq")


def test_a_question_without_a_word_says_so(reader_client: Client) -> None:
    assert "Type a word to look for" in page(reader_client, q="***")
    assert "only says what to keep out" in page(reader_client, q="-mutiny")


def test_a_search_is_cheap(
    reader_client: Client, make_case: MakeCase, django_assert_max_num_queries: Callable[..., object]
) -> None:
    make_case(title="A zeppelin", statement="The zeppelin landed.", source="Zeppelin News")
    with django_assert_max_num_queries(6):  # type: ignore[attr-defined]
        page(reader_client, q="zeppelin")
