"""Mails about accounts: short, in the site's own words, each with the link it needs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client

from rashomon_site.accounts.models import User
from tests.site.conftest import PASSWORD

TEMPLATES = Path(__file__).parents[3] / "src" / "rashomon_site" / "templates"
MESSAGES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.glob("*/email/[a-z]*_message.txt"))


def test_a_forgotten_password_is_chosen_anew(reader_client: Client, author: User) -> None:
    reader_client.post("/accounts/password/reset/", {"email": author.email})
    (sent,) = mail.outbox
    assert sent.subject == "Rashomon: Choose a new password"
    assert "Your user name is author." in sent.body
    link = re.search(r"http://\S+(/accounts/password/reset/key/\S+)", str(sent.body))
    assert link is not None
    page = reader_client.get(link[1], follow=True)
    new = {"password1": "a lantern in the fog", "password2": "a lantern in the fog"}
    reader_client.post(page.redirect_chain[-1][0], new)
    author.refresh_from_db()
    assert author.check_password(new["password1"])
    assert mail.outbox[1].subject == "Rashomon: Your password was changed"
    assert reader_client.get(link[1], follow=True).context["token_fail"]


def test_a_changed_password_is_told_by_mail(author_client: Client, author: User) -> None:
    new = {"password1": "a lantern in the fog", "password2": "a lantern in the fog"}
    author_client.post("/accounts/password/change/", {"oldpassword": PASSWORD, **new})
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([author.email], "Rashomon: Your password was changed")
    assert "Was it not you? Ask for a new password at once, at http://" in sent.body


@pytest.mark.parametrize("template", [name for name in MESSAGES if "base_" not in name])
def test_every_mail_is_the_sites_own(template: str) -> None:
    text = render_to_string(template, {"site_name": "Rashomon", "site_url": "http://127.0.0.1:8000"})
    assert text.rstrip().endswith("Rashomon\nhttp://127.0.0.1:8000")
    assert "Hello from" not in text
    assert len(text) < 700
    assert render_to_string(template.replace("_message", "_subject")).strip()
