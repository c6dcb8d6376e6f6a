"""The page on which people make tokens: shown once, kept as a digest, revoked by their owner alone."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.api.models import ApiToken
from rashomon_site.cases.models import AuditEntry
from tests.site.api.conftest import Program
from tests.site.conftest import PASSWORD

pytestmark = pytest.mark.django_db
MADE = re.compile(r"rsh_[A-Za-z0-9_-]{43}")


def make(client: Client, **more: object) -> str:
    """Make a token on the page, having just given the password again, and return the page."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    form = {"name": "the script", "scope": ["read-drafts", "write"], "lifetime": "90"} | more
    return client.post("/api/tokens/new/", form).content.decode()


def test_a_token_is_shown_once_and_works(editor_client: Client, editor: User) -> None:
    found = MADE.search(make(editor_client))
    assert found
    secret = found[0]
    token = ApiToken.objects.get(user=editor)
    assert secret.startswith(token.prefix)
    assert secret not in str(vars(token))
    page = editor_client.get("/api/tokens/").content.decode()
    assert secret not in page
    assert "the script" in page
    assert "Not used yet" in page
    program = Program(secret)
    assert program.get("/token").body["scopes"] == ["read-drafts", "write"]
    token.refresh_from_db()
    assert token.last_used_on is not None
    assert token.expires_at is not None
    entry = AuditEntry.objects.filter(action="token.made").latest("pk")
    assert (entry.actor, entry.detail["scopes"]) == (editor, ["read-drafts", "write"])
    assert secret not in str(entry.detail)


def test_a_revoked_token_works_no_more(editor_client: Client, editor: User) -> None:
    secret = MADE.search(make(editor_client))
    assert secret
    token = ApiToken.objects.get(user=editor)
    assert editor_client.get(f"/api/tokens/{token.pk}/revoke/").status_code == 405
    assert editor_client.post(f"/api/tokens/{token.pk}/revoke/").status_code == 302
    assert Program(secret[0]).get("/cases").status == 401
    assert "revoked on" in editor_client.get("/api/tokens/").content.decode()
    editor_client.post(f"/api/tokens/{token.pk}/revoke/")
    assert AuditEntry.objects.filter(action="token.revoked").count() == 1


def test_nobody_revokes_or_sees_the_token_of_another(
    editor_client: Client, administrator_client: Client, editor: User
) -> None:
    make(editor_client)
    token = ApiToken.objects.get(user=editor)
    assert administrator_client.post(f"/api/tokens/{token.pk}/revoke/").status_code == 404
    assert "the script" not in administrator_client.get("/api/tokens/").content.decode()


def test_readers_are_asked_to_sign_in(reader_client: Client) -> None:
    for answer in (reader_client.get("/api/tokens/"), reader_client.post("/api/tokens/new/")):
        assert answer.status_code == 302
        assert "login" in answer.headers["Location"]


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": "a" * 81}, {"scope": ["everything"]}, {"lifetime": "9999"}, {"name": "\x00"}]
)
def test_odd_forms_make_no_token(editor_client: Client, wrong: dict[str, object]) -> None:
    page = make(editor_client, **wrong)
    assert 'role="alert"' in page
    assert not ApiToken.objects.exists()


def test_a_token_without_scopes_reads_as_everybody(editor_client: Client) -> None:
    secret = MADE.search(make(editor_client, scope=[], lifetime=""))
    assert secret
    assert Program(secret[0]).get("/cases").body["items"][0]["latest_revision"] is None


def test_the_forms_are_guarded_against_other_sites(editor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    client.post("/api/tokens/new/", {"name": "x", "lifetime": "90"})
    assert not ApiToken.objects.exists()


def test_the_password_is_asked_for_again_and_the_token_made_then(editor_client: Client, editor: User) -> None:
    form = {"name": "the script", "scope": ["write"], "lifetime": "90"}
    asked = editor_client.post("/api/tokens/new/", form)
    assert asked.status_code == 302
    assert "reauthenticate" in asked.headers["Location"]
    assert not ApiToken.objects.exists()
    page = editor_client.post(asked.headers["Location"], {"password": PASSWORD}, follow=True).content.decode()
    assert MADE.search(page)
    assert ApiToken.objects.get(user=editor).scopes == ["write"]


def test_where_a_second_factor_is_required_it_is_for_tokens_too(editor_client: Client, settings: object) -> None:
    settings.SECOND_FACTOR = "required"  # type: ignore[attr-defined]  # Django's settings know their names at run time
    assert "2fa" in editor_client.get("/api/tokens/").headers["Location"]
