"""Errors are told in plain words and in the look of the site, and never in the words of the program."""

from __future__ import annotations

import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from tests.site.operations.walking import content

ODD_NUMBERS = ("9223372036854775808", "9" * 25)


def breaks(request: HttpRequest) -> HttpResponse:
    """A page with a fault."""
    raise RuntimeError("the fault of a test")


def urlpatterns() -> list[object]:
    """The site's addresses, and one page that breaks."""
    from rashomon_site.urls import urlpatterns as own

    return [path("broken/", breaks), *own]


@pytest.fixture
def client(sample_site: None) -> Client:
    return Client(raise_request_exception=False)


def test_a_page_that_is_not_there(client: Client) -> None:
    answer = client.get("/cases/no-such-case/")
    assert answer.status_code == 404
    assert "There is no such page" in content(answer)


def test_a_name_that_is_not_ours(client: Client) -> None:
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "could not be read" in content(answer)
    assert "evil" not in content(answer)
    assert "/static/site/style.css" in content(answer)


def test_a_form_that_came_from_elsewhere() -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x", "password": "x"})
    assert answer.status_code == 403
    assert "The form was not taken" in content(answer)


def test_a_page_that_breaks(client: Client) -> None:
    class Addresses:
        urlpatterns = urlpatterns()

    with override_settings(ROOT_URLCONF=Addresses):
        answer = client.get("/broken/")
    assert answer.status_code == 500
    assert "Something broke on our side" in content(answer)
    assert "the fault of a test" not in content(answer)


@pytest.mark.parametrize("number", ODD_NUMBERS)
@pytest.mark.parametrize(
    "address",
    [
        "/cases/wagner-2023/revisions/{}/",
        "/cases/wagner-2023/changes/1-{}/",
        "/cases/wagner-2023/compare/?r={}",
        "/cases/wagner-2023/revisions/{}/case.yaml",
    ],
)
def test_numbers_that_no_revision_has(client: Client, address: str, number: str) -> None:
    assert client.get(address.format(number)).status_code == 404


@pytest.mark.parametrize("query", ["r=" + "9" * 5000, "blind=1&seed=0000000010" + "9" * 5000])
def test_numbers_too_long_to_be_read(client: Client, query: str) -> None:
    assert client.get("/cases/wagner-2023/compare/?" + query).status_code in (302, 404)


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/desk/new/text/", {"action": "save", "text": "a", "message": "a\0b"}),
        ("/desk/cases/wagner-2023/publication/publish/", {"revision": "2", "correction": "a\0b"}),
        ("/desk/cases/wagner-2023/publication/unpublish/", {"reason": "a\0b"}),
        ("/desk/cases/wagner-2023/people/writers/add/", {"username": "edi\0tor"}),
    ],
)
def test_a_zero_byte_breaks_no_form(editor_client: Client, address: str, sent: dict[str, str]) -> None:
    """PostgreSQL takes none in a text."""
    assert editor_client.post(address, sent).status_code == 302


@pytest.mark.parametrize("address", ["/desk/?q=%00", "/desk/audit/?action=%00&who=%00&case=%00", "/people/?q=%00"])
def test_a_zero_byte_breaks_no_list(administrator_client: Client, address: str) -> None:
    assert administrator_client.get(address).status_code == 200


def test_the_log_names_no_path_and_no_stranger(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        client.get("/people/invitations/accept/a-token-to-keep/")
        client.get("/no/such/place/a-token-to-keep/")
        client.get("/", headers={"host": "evil.example"})
        Client(enforce_csrf_checks=True).post("/people/invitations/accept/a-token-to-keep/")
    assert "a-token-to-keep" not in caplog.text
    assert "evil.example" not in caplog.text
