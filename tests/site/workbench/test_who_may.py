"""Who may open which page of the desk, and who may do what there: one table."""

from __future__ import annotations

import pytest
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import AuditEntry, CaseRevision, Publication, PublishedCase
from rashomon_site.cases.services.publishing import publish

pytestmark = pytest.mark.slow

PEOPLE = ("reader", "contributor", "invited", "author", "other_author", "moderator", "editor", "administrator")
LOGIN = 302

# Answers in the order of PEOPLE. 302 asks a reader to log in; 404 hides a draft from those who may not know of it.
PAGES: list[tuple[str, tuple[int, ...]]] = [
    ("/desk/", (LOGIN, 200, 200, 200, 200, 200, 200, 200)),
    ("/desk/new/", (LOGIN, 200, 200, 200, 200, 403, 200, 200)),
    ("/desk/new/text/", (LOGIN, 200, 200, 200, 200, 403, 200, 200)),
    ("/desk/audit/", (LOGIN, 403, 403, 403, 403, 200, 200, 200)),
    ("/desk/cases/taxi/", (LOGIN, 404, 200, 200, 404, 404, 200, 200)),
    ("/desk/cases/taxi/revisions/", (LOGIN, 404, 200, 200, 404, 404, 200, 200)),
    ("/desk/cases/taxi/revisions/1/case.yaml", (LOGIN, 404, 200, 200, 404, 404, 200, 200)),
    ("/desk/cases/taxi/lines/1-1/", (LOGIN, 404, 200, 200, 404, 404, 200, 200)),
    ("/desk/cases/taxi/publication/", (LOGIN, 404, 200, 200, 404, 404, 200, 200)),
    ("/desk/cases/taxi/people/", (LOGIN, 404, 200, 200, 404, 404, 200, 200)),
    ("/desk/cases/taxi/audit/", (LOGIN, 404, 200, 200, 404, 200, 200, 200)),
]
# A published case is known to all, so those who may not do this with it are told so.
PUBLISHED_PAGES: list[tuple[str, tuple[int, ...]]] = [
    ("/desk/cases/taxi/", (LOGIN, 403, 200, 200, 403, 403, 200, 200)),
    ("/desk/cases/taxi/revisions/", (LOGIN, 403, 200, 200, 403, 403, 200, 200)),
    ("/desk/cases/taxi/people/", (LOGIN, 403, 200, 200, 403, 403, 200, 200)),
]
# What is sent there, and the answer. 302 after an act means that it was done.
ACTS: list[tuple[str, dict[str, str], tuple[int, ...]]] = [
    ("/desk/cases/taxi/", {"action": "save", "text": "NEW", "parent": "1"}, (403, 403, 302, 302, 403, 403, 302, 302)),
    ("/desk/cases/taxi/revisions/1/restore/", {"parent": "1"}, (LOGIN, 404, 302, 302, 404, 404, 302, 302)),
    ("/desk/cases/taxi/publication/publish/", {"revision": "1"}, (LOGIN, 404, 403, 302, 404, 404, 302, 302)),
    (
        "/desk/cases/taxi/publication/schedule/",
        {"revision": "1", "due": "2090-01-01T08:00", "zone": "UTC"},
        (LOGIN, 404, 403, 302, 404, 404, 302, 302),
    ),
    ("/desk/cases/taxi/people/writers/add/", {"username": "moderator"}, (LOGIN, 404, 403, 302, 404, 404, 302, 302)),
    ("/desk/cases/taxi/people/bylines/add/", {"name": "A. Writer"}, (LOGIN, 404, 302, 302, 404, 404, 302, 302)),
    ("/desk/new/text/", {"action": "save", "text": "NEW"}, (403, 302, 302, 302, 302, 403, 302, 302)),
    ("/desk/check", {"text": "NEW"}, (401, 200, 200, 200, 200, 403, 200, 200)),
]


def table(rows: list[tuple[str, tuple[int, ...]]]) -> list[tuple[str, str, int]]:
    return [(address, who, status) for address, answers in rows for who, status in zip(PEOPLE, answers, strict=True)]


@pytest.fixture
def browser(who: str, sample_site: None, invited: User, other_author: User) -> Client:
    """The browser of the one of PEOPLE that the test is about."""
    client = Client()
    if who != "reader":
        person = User.objects.get(username=who.replace("_", "-"))
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(("address", "who", "status"), table(PAGES))
def test_who_may_open_a_page(browser: Client, address: str, who: str, status: int) -> None:
    assert browser.get(address).status_code == status


@pytest.mark.parametrize(("address", "who", "status"), table(PUBLISHED_PAGES))
def test_who_may_open_a_page_of_a_published_case(
    browser: Client, author: User, draft: CaseRevision, address: str, who: str, status: int
) -> None:
    publish(author, draft)
    assert browser.get(address).status_code == status


@pytest.mark.parametrize(
    ("address", "sent", "who", "status"),
    [(address, sent, who, at) for address, sent, answers in ACTS for who, at in zip(PEOPLE, answers, strict=True)],
)
def test_who_may_do_it(browser: Client, text: str, address: str, sent: dict[str, str], who: str, status: int) -> None:
    sent = {name: f"# changed\n{text}" if value == "NEW" else value for name, value in sent.items()}
    before = counts()
    assert browser.post(address, sent).status_code == status
    if status != 302 or who == "reader":
        assert counts() == before


def counts() -> tuple[int, ...]:
    """How many rows there are of what may change: refused means that none was added."""
    return tuple(row.objects.count() for row in (PublishedCase, CaseRevision, Publication, AuditEntry))


@pytest.mark.parametrize("address", [address for address, _sent, _answers in ACTS])
def test_no_form_is_taken_without_its_token(author: User, case: PublishedCase, text: str, address: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(author, backend="django.contrib.auth.backends.ModelBackend")
    before = counts()
    answer = strict.post(address, {"text": text, "action": "save"}, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert text not in answer.content.decode()
    assert counts() == before


@pytest.mark.parametrize(
    "address",
    [
        "/desk/cases/taxi/revisions/1/restore/",
        "/desk/cases/taxi/merge/",
        "/desk/cases/taxi/publication/publish/",
        "/desk/cases/taxi/publication/schedule/",
        "/desk/cases/taxi/publication/1/cancel/",
        "/desk/cases/taxi/publication/unpublish/",
        "/desk/cases/taxi/people/writers/add/",
        "/desk/cases/taxi/people/writers/1/remove/",
        "/desk/cases/taxi/people/bylines/add/",
        "/desk/cases/taxi/people/bylines/0/remove/",
        "/desk/check",
    ],
)
def test_what_changes_something_rejects_get(author_client: Client, case: PublishedCase, address: str) -> None:
    assert author_client.get(address).status_code == 405


@pytest.mark.parametrize("address", ["/desk/", "/desk/new/", "/desk/cases/taxi/revisions/", "/desk/audit/"])
def test_what_only_shows_rejects_post(editor_client: Client, case: PublishedCase, address: str) -> None:
    assert editor_client.post(address).status_code == 405


def test_the_schema_is_for_everybody(client: Client) -> None:
    answer = client.get("/desk/schema.json")
    assert answer.json()["title"] == "Rashomon case file"
    assert not answer.cookies
