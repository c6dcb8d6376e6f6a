"""Editors and administrators are asked for a second factor, or must have one."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from pytest_django.fixtures import Settings

from rashomon_site.accounts.models import User
from rashomon_site.cases.services.saving import create_case
from tests.site.cases.boat import TEXT

ASKED = "only a password guards it"


def test_editors_are_asked_and_authors_are_not(editor_client: Client, author_client: Client, editor: User) -> None:
    for address in ("/desk/", "/people/"):
        assert ASKED in editor_client.get(address).content.decode()
    assert ASKED not in author_client.get("/desk/").content.decode()
    TOTP.activate(editor, generate_totp_secret())
    assert ASKED not in editor_client.get("/desk/").content.decode()


@pytest.mark.parametrize("address", ["/desk/", "/desk/new/", "/people/", "/people/profile/", "/admin/"])
def test_where_it_is_required_the_desk_stays_shut_without(
    administrator_client: Client, administrator: User, settings: Settings, address: str
) -> None:
    settings.SECOND_FACTOR = "required"
    assert administrator_client.get(address).headers["Location"] == "/accounts/2fa/"
    assert administrator_client.get("/cases/").status_code == 200
    assert administrator_client.get("/accounts/2fa/").status_code == 200
    TOTP.activate(administrator, generate_totp_secret())
    assert administrator_client.get(address).status_code == 200


def test_where_it_is_required_others_work_on(author_client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR = "required"
    assert author_client.get("/desk/").status_code == 200


def test_where_it_is_required_drafts_stay_hidden_without(
    editor: User, editor_client: Client, settings: Settings
) -> None:
    draft = create_case(editor, TEXT, slug="draft")
    assert editor_client.get(draft.get_absolute_url()).status_code == 200
    settings.SECOND_FACTOR = "required"
    assert editor_client.get(draft.get_absolute_url()).status_code == 404
    TOTP.activate(editor, generate_totp_secret())
    assert editor_client.get(draft.get_absolute_url()).status_code == 200


def test_where_it_is_required_readers_still_get_no_cookie(reader_client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR = "required"
    assert not reader_client.get("/cases/wagner-2023/").cookies
