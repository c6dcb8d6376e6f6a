"""The home page and the lists: what stands there, for whom, and at what cost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PredictionEntry, Publication, PublishedCase, SourceEntry
from rashomon_site.cases.services.publishing import publish, unpublish
from rashomon_site.cases.services.saving import save_revision
from tests.site.reading.conftest import MakeCase

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LISTS = ("/", "/cases/", "/authors/", "/subjects/", "/sources/", "/predictions/", "/method/", "/about/", "/policies/")


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("address", LISTS)
def test_every_list_answers_readers_without_a_cookie(reader_client: Client, address: str) -> None:
    response = reader_client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert "style=" not in response.content.decode()


@pytest.mark.parametrize("address", LISTS)
def test_every_list_takes_only_reading(reader_client: Client, address: str) -> None:
    assert reader_client.post(address).status_code == 405


@pytest.mark.parametrize("address", LISTS)
def test_every_list_answers_on_an_empty_site(reader_client: Client, address: str) -> None:
    PublishedCase.objects.update(published_revision=None)
    for entries in (SourceEntry, PredictionEntry):
        entries.objects.all().delete()
    Publication.objects.filter(published_at__isnull=False).update(withdrawn_at=timezone.now())
    assert reader_client.get(address).status_code == 200


@pytest.mark.parametrize("address", LISTS)
def test_no_list_asks_more_for_more_cases(
    reader_client: Client, make_case: MakeCase, address: str, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(4):
        make_case(f"case-{number}", subject=f"subject {number}", author=f"Writer {number}")
    with django_assert_max_num_queries(7):  # type: ignore[attr-defined]
        reader_client.get(address)


@pytest.mark.parametrize(
    "given", ["?page=abc", "?page=-1", "?page=99999999999", "?state=x&order=y", "?page=%00", "?order=;"]
)
@pytest.mark.parametrize("address", ["/cases/", "/sources/", "/predictions/", "/authors/", "/subjects/"])
def test_odd_questions_are_answered(reader_client: Client, address: str, given: str) -> None:
    assert reader_client.get(address + given).status_code == 200


def test_home_leads_with_the_newest_open_case(reader_client: Client, make_case: MakeCase) -> None:
    case = make_case()
    response = reader_client.get("/")
    assert response.context["lead"] == case
    assert "Ada Quill" in response.content.decode()
    PublishedCase.objects.filter(pk=case.pk).update(closed_on=date(2021, 1, 1))
    assert reader_client.get("/").context["lead"] != case


def test_home_says_what_moved_and_why(reader_client: Client, make_case: MakeCase, editor: User) -> None:
    case = make_case()
    text = case.revisions.get().text.replace("wind: 20%, hand: 70%", "wind: 2%, hand: 70%")
    publish(editor, save_revision(editor, case, text, parent_number=1, message="The frost was looked at again"))
    html = page(reader_client, "/")
    assert "loses ground" in html or "gains" in html
    assert "The frost was looked at again" in html
    assert "points" in html


def test_home_calls_a_first_publication_new(reader_client: Client, make_case: MakeCase) -> None:
    make_case()
    assert "A new case. It starts with “" in page(reader_client, "/")


def test_home_lists_predictions_still_ahead(reader_client: Client, make_case: MakeCase) -> None:
    ahead = timezone.now().date() + timedelta(days=3)
    make_case(by=ahead.isoformat())
    assert "The watchman speaks." in page(reader_client, "/")


def test_a_correction_is_called_one(reader_client: Client, make_case: MakeCase, editor: User) -> None:
    case = make_case()
    text = case.revisions.get().text.replace("boot mark", "shoe mark")
    publish(editor, save_revision(editor, case, text, parent_number=1), correction="It was a shoe.")
    assert "Correction: It was a shoe." in page(reader_client, "/")


@pytest.mark.parametrize("address", ["/", "/cases/", "/subjects/harbours/", "/authors/ada-quill/"])
def test_lists_escape_what_cases_say(reader_client: Client, make_case: MakeCase, address: str) -> None:
    make_case(title="<script>alert(1)</script>", name="<img src=x onerror=alert(1)>", bio="<b>bold</b>")
    html = page(reader_client, address)
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "<b>bold" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_drafts_stand_in_no_list(reader_client: Client, make_case: MakeCase) -> None:
    make_case(
        live=False, title="A hidden lantern", source="A hidden paper", author="Hidden Hand", subject="hidden things"
    )
    for address in LISTS:
        assert "idden lantern" not in page(reader_client, address)
    for address in ("/sources/a-hidden-paper/", "/authors/hidden-hand/", "/subjects/hidden-things/"):
        assert reader_client.get(address).status_code == 404


def test_unpublished_cases_stand_in_no_list(reader_client: Client, make_case: MakeCase, editor: User) -> None:
    case = make_case(title="A withdrawn lantern", subject="withdrawn things")
    unpublish(editor, case, reason="An error")
    for address in LISTS:
        assert "withdrawn lantern" not in page(reader_client, address)
    assert reader_client.get("/subjects/withdrawn-things/").status_code == 404


def test_cases_are_told_apart_by_state(reader_client: Client, make_case: MakeCase) -> None:
    case = make_case(title="A settled lantern")
    PublishedCase.objects.filter(pk=case.pk).update(closed_on=date(2021, 1, 1))
    assert "A settled lantern" in page(reader_client, "/cases/?state=settled")
    assert "A settled lantern" not in page(reader_client, "/cases/?state=open")


def test_cases_are_grouped_by_subject(reader_client: Client, make_case: MakeCase) -> None:
    make_case("one", subject="zoology")
    make_case("two", subject="zoology")
    assert page(reader_client, "/cases/?order=subject").count(">Zoology</h2>") == 1


def test_a_long_list_has_pages_and_keeps_its_filter(
    reader_client: Client, make_case: MakeCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon_site.reading.views.lists.PER_PAGE", 2)
    make_case()
    html = page(reader_client, "/cases/?state=open")
    assert "?state=open&amp;page=2" in html
    assert "Page before" in page(reader_client, "/cases/?state=open&page=2")


def test_an_author_page_holds_bio_cases_and_record(reader_client: Client, make_case: MakeCase) -> None:
    make_case()
    html = page(reader_client, "/authors/ada-quill/")
    assert "Writes on lanterns." in html
    assert "The lantern on the pier" in html
    assert "Nothing to score yet" in html


def test_few_outcomes_are_too_few_to_say(reader_client: Client, make_case: MakeCase) -> None:
    case = make_case()
    PredictionEntry.objects.filter(case=case).update(
        outcome="seen", resolved_on=date(2020, 5, 1), chance=0.5, log_score=0.693, gain=None
    )
    html = page(reader_client, "/authors/ada-quill/")
    assert "Too few to say" in html
    assert "Happened" in html
    assert "0.69" in html


def test_a_source_page_holds_all_reports_across_cases(reader_client: Client, make_case: MakeCase) -> None:
    make_case("one", title="First lantern", quote="first quotation")
    make_case("two", title="Second lantern", quote="second quotation", grade="B")
    html = page(reader_client, "/sources/the-harbour-gazette/")
    assert "first quotation" in html
    assert "second quotation" in html
    assert 'href="https://archive.example.org/a"' in html
    assert 'href="/cases/one/#e-mark"' in html
    assert "Two reports in two cases. It was the origin of two items" in html
    assert "fairly reliable" in html
    assert "usually reliable" in html
    assert "Its grade differs" in html


def test_a_repeat_names_whom_it_was_from(reader_client: Client, make_case: MakeCase) -> None:
    make_case()
    html = page(reader_client, "/sources/the-rival/")
    assert "Had it from <bdi>The Harbour Gazette</bdi>" in html
    assert "origin of no items" in html


def test_a_source_of_two_cases_is_listed_once(reader_client: Client, make_case: MakeCase) -> None:
    make_case("one")
    make_case("two")
    assert page(reader_client, "/sources/?order=origin").count('href="/sources/the-harbour-gazette/"') == 1


def test_a_stored_address_that_is_no_web_address_is_not_linked(reader_client: Client, make_case: MakeCase) -> None:
    case = make_case()
    entry = SourceEntry.objects.get(case=case, key="paper")
    entry.url = "javascript:alert(1)"
    entry.reports[0]["url"] = "javascript:alert(2)"
    entry.save()
    assert "javascript:" not in page(reader_client, "/sources/the-harbour-gazette/")


@pytest.mark.parametrize("address", ["/sources/none/", "/authors/none/", "/subjects/none/"])
def test_what_does_not_exist_is_not_found(reader_client: Client, address: str) -> None:
    assert reader_client.get(address).status_code == 404


def test_predictions_are_told_apart_by_state(reader_client: Client, make_case: MakeCase) -> None:
    ahead = (timezone.now().date() + timedelta(days=3)).isoformat()
    make_case("late", title="Late lantern")
    make_case("ahead", title="Early lantern", by=ahead)
    overdue, upcoming = page(reader_client, "/predictions/?state=overdue"), page(reader_client, "/predictions/")
    assert "Late lantern" in overdue
    assert "Early lantern" not in overdue
    assert "Early lantern" in upcoming
    assert "Late lantern" not in upcoming
    assert "waiting for the editor" in overdue


def test_a_resolved_prediction_shows_its_score(reader_client: Client, make_case: MakeCase) -> None:
    case = make_case()
    PredictionEntry.objects.filter(case=case).update(
        outcome="not-seen", resolved_on=date(2020, 5, 1), chance=0.25, log_score=0.288, gain=None
    )
    html = page(reader_client, "/predictions/?state=resolved")
    assert "Did not happen" in html
    assert "log score 0.29" in html
    assert "unlikely (25%)" in html


def test_calibration_is_shown_once_there_is_enough(reader_client: Client, make_case: MakeCase) -> None:
    case = make_case()
    common = {"case": case, "statement": "It happens.", "resolved_on": date(2020, 5, 1), "log_score": 0.5}
    rows = [
        PredictionEntry(key=f"p{n}", chance=(n % 10) / 10, outcome="seen" if n % 10 > 4 else "not-seen", **common)
        for n in range(60)
    ]
    PredictionEntry.objects.bulk_create(rows)
    assert "When we say so, does it happen?" in page(reader_client, "/predictions/?state=resolved")


def test_the_method_page_holds_the_library_s_words(reader_client: Client, sample_site: None) -> None:
    html = page(reader_client, "/method/")
    assert "almost no chance" in html
    assert "1–5%" in html
    assert "usually reliable" in html


@pytest.mark.parametrize(
    ("signup", "said"),
    [("open", "Anybody may make an account"), ("closed", "No new accounts"), ("invited", "by invitation")],
)
def test_the_policies_follow_the_settings(reader_client: Client, settings: object, signup: str, said: str) -> None:
    settings.SIGNUP = signup  # type: ignore[attr-defined]
    assert said in page(reader_client, "/policies/")
