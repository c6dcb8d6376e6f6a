"""Invitations: who may send them, what they give, and that each works once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from rashomon_site.accounts.accepting import accept
from rashomon_site.accounts.inviting import invite, new_token
from rashomon_site.accounts.models import Invitation, User, token_digest
from rashomon_site.accounts.roles import Role
from rashomon_site.accounts.staff import change_role, close_account
from rashomon_site.accounts.tasks import send_invitation
from rashomon_site.cases.models import AuditEntry, CaseAuthor, PublishedCase
from rashomon_site.cases.permissions import may_edit

NEW = {"email": "new@example.org", "username": "newcomer", "display_name": "Nora Newcomer"}
NEW |= {"password1": "a lantern in the fog", "password2": "a lantern in the fog"}


def link_for(actor: User, role: Role = Role.AUTHOR, **more: object) -> tuple[Invitation, str]:
    invitation = invite(actor, role, **more)  # type: ignore[arg-type]  # tests hand the rest on
    return invitation, f"/people/invitations/accept/{new_token(invitation)}/"


def take(client: Client, link: str, **fields: str) -> User | None:
    """Accept an invitation as a person does, and fill in the form."""
    client.post(link)
    client.post("/accounts/signup/", NEW | fields)
    return User.objects.filter(username=NEW["username"]).first()


def test_without_an_invitation_there_is_no_sign_up(reader_client: Client) -> None:
    assert "by invitation" in reader_client.get("/accounts/signup/").content.decode()
    reader_client.post("/accounts/signup/", NEW)
    assert not User.objects.filter(username="newcomer").exists()


def test_an_invitation_gives_the_role_and_the_case(editor: User, reader_client: Client, wagner: PublishedCase) -> None:
    invitation, link = link_for(editor, case=wagner)
    assert "Editor Example invites you" in reader_client.get(link).content.decode()
    made = take(reader_client, link)
    assert made
    assert (made.role, made.display_name) == (Role.AUTHOR, "Nora Newcomer")
    row = CaseAuthor.objects.get(case=wagner, author__user=made)
    assert (row.may_edit, row.is_byline) == (True, False)
    assert may_edit(made, wagner)
    invitation.refresh_from_db()
    assert invitation.used_by == made
    assert AuditEntry.objects.get(action="invitation.accepted").detail["role"] == "author"


def test_an_invitation_works_once(editor: User, reader_client: Client) -> None:
    invitation, link = link_for(editor)
    made = take(reader_client, link)
    assert made
    assert Client().get(link).status_code == 404
    with pytest.raises(PermissionDenied):  # two forms sent at once: the slower one finds it used
        accept(invitation, made)


def test_old_and_revoked_and_unknown_links_do_not_work(
    editor: User, editor_client: Client, reader_client: Client
) -> None:
    old, old_link = link_for(editor)
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    revoked, revoked_link = link_for(editor)
    editor_client.post(f"/people/invitations/{revoked.pk}/revoke/")
    for link in (old_link, revoked_link, "/people/invitations/accept/guess/"):
        assert reader_client.get(link).status_code == 404
        assert take(reader_client, link) is None


def test_a_link_dies_with_the_right_to_invite(administrator: User, editor: User, reader_client: Client) -> None:
    _, link = link_for(editor)
    change_role(administrator, editor.pk, Role.AUTHOR)
    assert take(reader_client, link) is None
    change_role(administrator, editor.pk, Role.EDITOR)
    close_account(administrator, editor.pk)
    assert reader_client.get(link).status_code == 404


def test_nobody_invites_above_the_own_role(editor: User, editor_client: Client, author: User) -> None:
    with pytest.raises(PermissionDenied):
        invite(editor, Role.ADMINISTRATOR)
    with pytest.raises(PermissionDenied):
        invite(author, Role.CONTRIBUTOR)
    assert editor_client.post("/people/invitations/", {"role": "administrator"}).status_code == 400
    assert not Invitation.objects.exists()


def test_a_link_is_shown_once_and_only_its_digest_is_kept(editor_client: Client) -> None:
    page = editor_client.post("/people/invitations/", {"role": "author"}).content.decode()
    found = re.search(r"/people/invitations/accept/([\w-]{40,})/", page)
    assert found
    assert Invitation.objects.get().token_sha256 == token_digest(found[1])
    assert found[1] not in editor_client.get("/people/invitations/").content.decode()


def test_a_mailed_invitation_confirms_the_address_and_its_secret_is_in_no_row(
    editor_client: Client, reader_client: Client
) -> None:
    said = {"email": "new@example.org", "role": "contributor"}
    assert editor_client.post("/people/invitations/", said).status_code == 302
    waiting = DBTaskResult.objects.get(task_path="rashomon_site.accounts.tasks.send_invitation")
    assert waiting.args_kwargs == {"args": [Invitation.objects.get().pk], "kwargs": {}}
    assert send_invitation.call(Invitation.objects.get().pk)
    found = re.search(r"http://127.0.0.1:8000(/people/invitations/accept/\S+)", str(mail.outbox[0].body))
    assert found
    made = take(reader_client, found[1])
    assert EmailAddress.objects.get(user=made).verified
    assert "new@example.org" not in str(list(AuditEntry.objects.values_list("detail", flat=True)))


def test_another_address_than_the_invited_one_is_confirmed_first(editor: User, reader_client: Client) -> None:
    _, link = link_for(editor, email="invited@example.org")
    made = take(reader_client, link)
    confirmed = dict(EmailAddress.objects.filter(user=made).values_list("email", "verified"))
    assert confirmed == {"invited@example.org": True, "new@example.org": False}


def test_an_invitation_of_a_revoked_kind_is_not_mailed(editor: User) -> None:
    invitation = invite(editor, Role.AUTHOR, email="late@example.org")
    Invitation.objects.update(revoked_at=timezone.now())
    assert not send_invitation.call(invitation.pk)
    assert mail.outbox == []


def test_only_whoever_invited_or_an_administrator_takes_back(
    administrator_client: Client, editor: User, author_client: Client
) -> None:
    invitation, _ = link_for(editor)
    assert author_client.post(f"/people/invitations/{invitation.pk}/revoke/").status_code == 403
    assert administrator_client.post(f"/people/invitations/{invitation.pk}/revoke/").status_code == 302
    assert AuditEntry.objects.filter(action="invitation.revoked").count() == 1


def test_where_sign_up_is_open_anybody_makes_an_account(reader_client: Client, settings: Settings) -> None:
    settings.SIGNUP = "open"
    reader_client.post("/accounts/signup/", NEW)
    made = User.objects.get(username="newcomer")
    assert made.role == Role.CONTRIBUTOR
    assert not EmailAddress.objects.get(user=made).verified
    found = re.search(r"http://testserver(/accounts/confirm-email/\S+)", str(mail.outbox[0].body))
    assert found
    reader_client.post(found[1])
    assert EmailAddress.objects.get(user=made).verified


def test_where_sign_up_is_closed_an_invitation_does_not_help(
    editor: User, reader_client: Client, settings: Settings
) -> None:
    settings.SIGNUP = "closed"
    _, link = link_for(editor)
    assert take(reader_client, link) is None
    assert "No new accounts" in reader_client.get("/accounts/signup/").content.decode()


@pytest.mark.parametrize("fields", [{"username": "Еditor"}, {"display_name": "Editor Examp1e"}, {"password1": "short"}])
def test_sign_up_refuses_look_alikes_and_weak_passwords(
    reader_client: Client, settings: Settings, fields: dict[str, str]
) -> None:
    settings.SIGNUP = "open"
    answer = reader_client.post("/accounts/signup/", NEW | fields)
    assert 'class="err"' in answer.content.decode()
    assert not User.objects.filter(email=NEW["email"]).exists()


def test_sign_up_with_a_known_address_looks_like_any_other(reader_client: Client, settings: Settings) -> None:
    settings.SIGNUP, settings.ACCOUNT_EMAIL_VERIFICATION = "open", "mandatory"  # as where mail is sent
    answer = reader_client.post("/accounts/signup/", NEW | {"email": "author@example.org"}, follow=True)
    assert "Look into your mail" in answer.content.decode()
    assert not User.objects.filter(username="newcomer").exists()


def test_no_session_holds_the_secret_of_a_link(editor: User, reader_client: Client) -> None:
    token = new_token(invite(editor, Role.AUTHOR))
    reader_client.post(f"/people/invitations/accept/{token}/")
    assert token not in str(dict(reader_client.session))
    assert reader_client.get("/accounts/signup/").status_code == 200
