"""Signing in: by user name or address, with a second step, a limit, and no hint at who has an account."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client

from rashomon_site.accounts.models import User
from tests.site.conftest import PASSWORD

LOGIN = "/accounts/login/"


def sign_in(client: Client, name: str, password: str = PASSWORD) -> str:
    answer = client.post(LOGIN, {"login": name, "password": password})
    return answer.headers.get("Location") or answer.content.decode()


@pytest.mark.parametrize("name", ["author", "author@example.org", "Author@Example.org"])
def test_people_sign_in_by_user_name_or_address(reader_client: Client, name: str) -> None:
    assert sign_in(reader_client, name) == "/desk/"


@pytest.mark.parametrize("name", ["author", "author@example.org", "nobody", "nobody@example.org"])
def test_a_wrong_password_says_nothing_of_who_has_an_account(reader_client: Client, name: str) -> None:
    page = sign_in(reader_client, name, "wrong password")
    assert "The user name or the password is wrong." in page


def test_too_many_failures_stop_even_the_right_password_and_say_so(reader_client: Client) -> None:
    for _ in range(5):
        sign_in(reader_client, "author", "wrong password")
    assert "Wait five minutes" in sign_in(reader_client, "author")
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7"), "editor") == "/desk/"


def test_failures_are_counted_for_all_processes_together(reader_client: Client) -> None:
    from django.core.cache import caches

    sign_in(reader_client, "author", "wrong password")
    caches["default"].clear()
    for _ in range(4):
        sign_in(reader_client, "author", "wrong password")
    assert "Wait five minutes" in sign_in(reader_client, "author")


def test_a_flood_of_attempts_gets_a_page_that_says_so(reader_client: Client) -> None:
    for number in range(30):
        reader_client.post(LOGIN, {"login": f"n{number}", "password": ""})
    answer = reader_client.post(LOGIN, {"login": "author", "password": PASSWORD})
    assert answer.status_code == 429
    assert "Too many attempts" in answer.content.decode()


def test_a_code_of_the_app_is_asked_for(author: User, reader_client: Client) -> None:
    secret = generate_totp_secret()
    TOTP.activate(author, secret)
    assert sign_in(reader_client, "author") == "/accounts/2fa/authenticate/"
    assert "second step" in reader_client.get("/accounts/2fa/authenticate/").content.decode()
    assert reader_client.get("/desk/").status_code == 302
    code = hotp_value(secret, next(iter(yield_hotp_counters_from_time())))
    answer = reader_client.post("/accounts/2fa/authenticate/", {"code": f"{code:06}"})
    assert answer.headers["Location"] == "/desk/"


def test_a_recovery_code_works_once(author: User, reader_client: Client) -> None:
    TOTP.activate(author, generate_totp_secret())
    code = RecoveryCodes.activate(author).get_unused_codes()[0]
    for expected in (302, 200):
        client = Client()
        sign_in(client, "author")
        assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == expected


def test_a_code_app_is_set_up_and_recovery_codes_follow(author_client: Client, author: User) -> None:
    asked = author_client.get("/accounts/2fa/totp/activate/").headers["Location"]
    assert asked.startswith("/accounts/reauthenticate/")
    author_client.post(asked, {"password": PASSWORD})
    page = author_client.get("/accounts/2fa/totp/activate/")
    found = re.search(r'class="secret">([A-Z2-7]+)<', page.content.decode())
    assert found
    code = hotp_value(found[1], next(iter(yield_hotp_counters_from_time())))
    author_client.post("/accounts/2fa/totp/activate/", {"code": f"{code:06}"})
    types = set(Authenticator.objects.filter(user=author).values_list("type", flat=True))
    assert types == {"totp", "recovery_codes"}
    assert "of 10 are left" in author_client.get("/accounts/2fa/recovery-codes/").content.decode()


@pytest.mark.parametrize("address", ["author@example.org", "nobody@example.org"])
def test_asking_for_a_new_password_looks_the_same_for_everybody(reader_client: Client, address: str) -> None:
    answer = reader_client.post("/accounts/password/reset/", {"email": address}, follow=True)
    assert "If there is an account with that address" in answer.content.decode()
    assert [message.to for message in mail.outbox] == [[address]]


def test_a_new_password_signs_every_other_browser_out(author_client: Client, reader_client: Client) -> None:
    reader_client.post("/accounts/password/reset/", {"email": "author@example.org"})
    found = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", str(mail.outbox[0].body))
    assert found
    form = reader_client.get(found[1], follow=True)
    new = "several quiet words together"
    reader_client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert author_client.get("/desk/").status_code == 302
    assert sign_in(Client(), "author", new) == "/desk/"


def test_a_changed_password_is_told_by_mail(author_client: Client, author: User) -> None:
    said = {"oldpassword": PASSWORD, "password1": "several quiet words", "password2": "several quiet words"}
    asked = author_client.get("/accounts/password/change/").headers.get("Location", "")
    if asked:
        author_client.post(asked, {"password": PASSWORD})
    author_client.post("/accounts/password/change/", said)
    assert [message.to for message in mail.outbox] == [["author@example.org"]]
    assert author_client.get("/desk/").status_code == 200


def test_signing_out_takes_a_press_of_a_button(author_client: Client) -> None:
    assert author_client.get("/accounts/logout/").status_code == 200
    assert author_client.get("/desk/").status_code == 200
    author_client.post("/accounts/logout/")
    assert author_client.get("/desk/").status_code == 302


PAGES = [
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/totp/activate/",
    "/accounts/reauthenticate/",
    "/accounts/inactive/",
    "/accounts/logout/",
    "/people/profile/",
]


@pytest.mark.parametrize("address", PAGES)
def test_pages_of_an_account_are_the_sites_own_and_hold_nothing_inline(author_client: Client, address: str) -> None:
    page = author_client.get(address, follow=True)
    assert page.status_code == 200
    text = page.content.decode()
    assert 'class="mast"' in text
    assert not re.search(r"\sstyle=|\son\w+=|<style", text)
    assert not re.search(r'<script(?![^>]*(src=|type="application/json"))', text)
