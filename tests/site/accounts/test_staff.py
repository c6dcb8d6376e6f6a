"""Roles and closed accounts: who may change them, and what cannot happen."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.accounts.roles import Role
from rashomon_site.accounts.staff import change_role, close_account, reopen_account
from rashomon_site.cases.models import AuditEntry, Author
from rashomon_site.cases.services.bylines import byline_of


def logged(action: str) -> AuditEntry:
    return AuditEntry.objects.get(action=action)


def test_an_administrator_changes_a_role(administrator_client: Client, author: User) -> None:
    answer = administrator_client.post(f"/people/{author.pk}/role/", {"role": "editor"}, follow=True)
    assert "Author Example is now editor." in answer.content.decode()
    author.refresh_from_db()
    assert author.role == Role.EDITOR
    assert logged("role.changed").detail == {"account": "author", "before": "author", "after": "editor"}


def test_a_role_that_does_not_exist_is_refused(administrator_client: Client, author: User) -> None:
    assert administrator_client.post(f"/people/{author.pk}/role/", {"role": "king"}).status_code == 400
    assert administrator_client.post("/people/999999/role/", {"role": "editor"}).status_code == 404
    assert administrator_client.get(f"/people/{author.pk}/role/").status_code == 405


@pytest.mark.parametrize("name", ["contributor", "author", "moderator", "editor"])
@pytest.mark.parametrize("what", ["role", "close", "reopen"])
def test_nobody_else_changes_anybody(
    request: pytest.FixtureRequest, sample_site: None, author: User, name: str, what: str
) -> None:
    client: Client = request.getfixturevalue(f"{name}_client")
    assert client.post(f"/people/{author.pk}/{what}/", {"role": "administrator"}).status_code == 403
    author.refresh_from_db()
    assert (author.role, author.is_active) == (Role.AUTHOR, True)
    with pytest.raises(PermissionDenied):
        change_role(User.objects.get(username=name), author.pk, Role.EDITOR)


def test_the_last_administrator_stays(administrator_client: Client, administrator: User) -> None:
    answer = administrator_client.post(f"/people/{administrator.pk}/role/", {"role": "editor"})
    assert answer.status_code == 403
    assert "last administrator" in answer.content.decode()
    assert administrator_client.post(f"/people/{administrator.pk}/close/").status_code == 403
    administrator.refresh_from_db()
    assert (administrator.role, administrator.is_active) == (Role.ADMINISTRATOR, True)


def test_of_two_administrators_one_may_go(administrator: User, editor: User) -> None:
    change_role(administrator, editor.pk, Role.ADMINISTRATOR)
    change_role(administrator, administrator.pk, Role.AUTHOR)
    administrator.role = Role.ADMINISTRATOR  # the account in hand says so still, but the rights are read anew
    with pytest.raises(PermissionDenied):
        change_role(administrator, editor.pk, Role.AUTHOR)


def test_a_superuser_counts_as_administrator_until_the_role_is_changed(administrator: User) -> None:
    root = User.objects.create_superuser("root-account", role=Role.CONTRIBUTOR)
    assert root.effective_role == Role.ADMINISTRATOR
    change_role(administrator, root.pk, Role.AUTHOR)
    root.refresh_from_db()
    assert (root.effective_role, root.is_superuser) == (Role.AUTHOR, False)


def test_closing_an_account_ends_its_sessions_and_keeps_the_byline(
    administrator_client: Client, author_client: Client, author: User
) -> None:
    byline = byline_of(author)
    assert author_client.get("/desk/").status_code == 200
    administrator_client.post(f"/people/{author.pk}/close/")
    assert author_client.get("/desk/").status_code == 302
    assert Author.objects.get(pk=byline.pk).user == author
    assert logged("account.closed").detail == {"account": "author"}


def test_an_account_that_is_opened_again_takes_a_new_password(
    administrator: User, author: User, author_client: Client
) -> None:
    close_account(administrator, author.pk)
    reopen_account(administrator, author.pk)
    author.refresh_from_db()
    assert author.is_active
    assert not author.has_usable_password()
    assert author_client.get("/desk/").status_code == 302  # the old session does not come back to life
    assert logged("account.reopened").detail == {"account": "author"}


def test_the_list_shows_people_and_is_searched(editor_client: Client, author_client: Client) -> None:
    page = editor_client.get("/people/?q=mod").content.decode()
    assert "Moderator Example" in page
    assert "Author Example" not in page
    assert "<select" not in page  # editors see roles and change none
    assert "No name holds" in editor_client.get("/people/?q=zzz").content.decode()
    assert author_client.get("/people/").status_code == 403
