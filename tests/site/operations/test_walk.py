"""Rules that hold on every page: nobody is told of drafts, readers get no cookie, and the server calls nobody."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Role
from rashomon_site.cases.services.publishing import publish, schedule, unpublish
from rashomon_site.cases.services.saving import create_case, save_revision
from tests.site.cases.boat import TEXT
from tests.site.operations.walking import answers, content

SECRET = "Zyxsecretxyz"
PEOPLE = ("reader", "contributor", "other author", "moderator")


def said(word: str) -> str:
    """Return a case that says `word` in every part that pages show."""
    parts = f"""\
title: {word} title
summary: {word} summary
subject: {word} subject
body: "{word} body [evidence:rope]"
authors: [{{name: {word} Author, bio: {word} bio}}]
sources: [{{id: paper, name: {word} Paper}}]
indicators: [{{id: next, statement: {word} speaks., by: 2090-01-01, likelihood: {{tide: 10%, neighbour: 60%}}}}]
"""
    return TEXT.replace("The tide", f"The {word} tide").replace("id: rope,", f"id: rope, title: {word} rope,") + parts


@pytest.fixture(autouse=True)
def nobody_is_called(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Fail whatever reaches for the network, beyond this machine and even on it."""
    called: list[object] = []

    def refuse(*arguments: Any, **more: Any) -> Any:
        called.append(arguments)
        raise OSError("no page may call anybody")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    yield called
    assert not called


@pytest.fixture
def browsers(sample_site: None, contributor_client: Client, moderator_client: Client) -> dict[str, Client]:
    """A browser for each of PEOPLE, none of whom may see drafts of the cases below."""
    other = Client()
    person = User.objects.create(username="other", role=Role.AUTHOR)
    other.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    clients = (Client(), contributor_client, other, moderator_client)
    return dict(zip(PEOPLE, clients, strict=True))


def tells(client: Client) -> list[str]:
    """Return the addresses that tell the secret."""
    asked = [*answers(client, "hidden", "shown", "gone"), ("search", client.get("/search/", {"q": SECRET[:-1]}))]
    return [address for address, answer in asked if SECRET.lower() in content(answer).replace(address, "").lower()]


@pytest.mark.slow
def test_nobody_is_told_of_drafts_and_of_what_was_taken_down(author: User, browsers: dict[str, Client]) -> None:
    hidden = create_case(author, said(SECRET), slug="hidden", message=f"{SECRET} message")
    schedule(author, hidden, timezone.now() + timedelta(days=1), correction=f"{SECRET} correction")
    shown = create_case(author, said("Plain"), slug="shown")
    publish(author, shown)
    save_revision(author, shown.case, said(SECRET), parent_number=1, message=f"{SECRET} message")
    gone = create_case(author, said(SECRET), slug="gone")
    publish(author, gone)
    assert "/cases/gone/" in tells(browsers["reader"]), "so that every page of it is kept"
    unpublish(author, gone.case, reason=f"{SECRET} slander")
    for who in ("reader", "contributor", "other author"):
        assert tells(browsers[who]) == [], who
    assert all(address.startswith("/desk/") for address in tells(browsers["moderator"])), "the log has the reason"


@pytest.mark.slow
def test_readers_get_pages_without_cookies(sample_site: None) -> None:
    asked = [
        (address, answer)
        for address, answer in answers(Client(), "wagner-2023")
        if not address.startswith("/accounts/")
    ]
    assert len(asked) > 100
    assert [address for address, answer in asked if answer.cookies] == []
    assert [(address, answer.status_code) for address, answer in asked if answer.status_code >= 500] == []
    framed = [address for address, answer in asked if answer.get("X-Frame-Options") != "DENY"]
    assert set(framed) == {"/cases/wagner-2023/card/"}


@pytest.mark.slow
def test_no_page_of_an_administrator_breaks(administrator_client: Client) -> None:
    broken = [
        (address, answer.status_code)
        for address, answer in answers(administrator_client, "wagner-2023")
        if answer.status_code >= 500
    ]
    assert broken == []
