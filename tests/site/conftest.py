"""One sample site for all tests, people of every role, and a real server for the browser.

The sample cases are published once for each test database; each test runs in a transaction that is rolled back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client

from rashomon_site.accounts.emails import vouch_for
from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Role
from rashomon_site.cases.models import CaseAuthor, PublishedCase
from rashomon_site.cases.services.bylines import byline_of
from tests import conftest as _steady_properties  # noqa: F401 - loads the profile of Hypothesis for these tests too
from tests.site.sooner import sooner

EXAMPLES = Path(__file__).parents[2] / "examples"
PASSWORD = "a quiet harbour at dusk"


@pytest.fixture(scope="session", autouse=True)
def without_repeated_work() -> Iterator[None]:
    """Do once what would come out the same in every test."""
    with sooner():
        yield


@pytest.fixture(scope="session")
def django_db_setup(without_repeated_work: None, django_db_setup: None, django_db_blocker: object) -> None:
    """Fill the fresh test database once."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # the stubs of pytest-django hide its type
        _fill()


def _fill() -> None:
    from rashomon_site.operations.demo import load_demo

    load_demo(EXAMPLES)
    hashed = make_password(PASSWORD)
    for role in Role.values:
        person, _ = User.objects.get_or_create(
            username=role,
            defaults={
                "display_name": f"{role.title()} Example",
                "role": role,
                "email": f"{role}@example.org",
                "password": hashed,
            },
        )
        vouch_for(person)
    _switch_rules_off()


def _switch_rules_off() -> None:
    """Let comments appear at once: the tests of the rules switch on what they are about."""
    from rashomon_site.moderation.rules.defaults import default_rules

    for rule in default_rules():
        rule.is_on = False
        rule.save()


@pytest.fixture(autouse=True)
def comments_without_a_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tests post without the stamp of a form; the tests of the stamp undo this."""
    monkeypatch.setattr("rashomon_site.spam.local.timing.NEEDS_STAMP", False)


@pytest.fixture
def sample_site(db: None) -> None:
    """The example cases are published and every role has a person; tests that flush the database get them anew."""
    if not User.objects.filter(username=Role.EDITOR).exists():
        _fill()


@pytest.fixture
def wagner(sample_site: None) -> PublishedCase:
    """The sample case with the most parts, published in two revisions."""
    return PublishedCase.objects.get(slug="wagner-2023")


def _person(role: str) -> Callable[[None], User]:
    def person(sample_site: None) -> User:
        return User.objects.get(username=role)

    person.__name__ = role
    person.__doc__ = f"The {role} of the sample site."
    return person


contributor = pytest.fixture(_person("contributor"))
author = pytest.fixture(_person("author"))
moderator = pytest.fixture(_person("moderator"))
editor = pytest.fixture(_person("editor"))
administrator = pytest.fixture(_person("administrator"))


@pytest.fixture
def reader_client(sample_site: None) -> Client:
    """Somebody without an account."""
    return Client()


def _signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def contributor_client(contributor: User) -> Client:
    """A browser in which the contributor is signed in."""
    return _signed_in(contributor)


@pytest.fixture
def author_client(author: User) -> Client:
    """A browser in which the author is signed in."""
    return _signed_in(author)


@pytest.fixture
def moderator_client(moderator: User) -> Client:
    """A browser in which the moderator is signed in."""
    return _signed_in(moderator)


@pytest.fixture
def editor_client(editor: User) -> Client:
    """A browser in which the editor is signed in."""
    return _signed_in(editor)


@pytest.fixture
def administrator_client(administrator: User) -> Client:
    """A browser in which the administrator is signed in."""
    return _signed_in(administrator)


@pytest.fixture
def write_on(sample_site: None) -> Callable[[User, PublishedCase], None]:
    """Let an account write on a case, as an invitation does."""

    def invite(user: User, case: PublishedCase) -> None:
        CaseAuthor.objects.create(case=case, author=byline_of(user), is_byline=False, may_edit=True)

    return invite


@pytest.fixture(autouse=True)
def own_data_folder(settings: object, tmp_path: Path) -> None:
    """Keep what tests write out of the developer's own site."""
    settings.MEDIA_ROOT = tmp_path / "uploads"  # type: ignore[attr-defined]  # Django's settings know their names at run time


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what speaks of PostgreSQL where there is none."""
    if connection.vendor != "postgresql":
        for item in items:
            if item.get_closest_marker("postgres"):
                item.add_marker(pytest.mark.skip(reason="needs DATABASE_URL: scripts/with-postgres.sh gives one"))
