"""A case in which strangers' texts stand everywhere: no page of the site, nor of the desk, takes them for its own."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.cases.services.publishing import publish
from rashomon_site.cases.services.saving import create_case, save_revision
from tests.site.operations.walking import answers, content
from tests.site.reading.hostile import HOSTILE, case_text

LEADS = {"href", "src", "action", "formaction", "xlink:href", "data"}
NEVER = {"iframe", "object", "embed", "base"}


class Page(HTMLParser):
    """Collects what only a stranger's text could have brought."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        given = {name: "".join((value or "").split()).lower() for name, value in attrs}
        ours = given.get("src", "").startswith("/static/") or given.get("type") == "application/ld+json"
        if tag in NEVER or (tag == "script" and not ours):
            self.found.append(f"<{tag}> {given}")
        for name, value in given.items():
            runs = name in LEADS and value.startswith(("javascript:", "data:text", "vbscript:"))
            if name.startswith("on") or runs or "evil.example" in value.partition("?")[0][:30]:
                self.found.append(f"<{tag} {name}={value[:80]!r}>")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["closed script", "handler", "javascript link", "data link", "template", "bidi"])
def test_no_page_takes_them_for_its_own(editor: User, administrator_client: Client, kind: str) -> None:
    said = HOSTILE[kind]
    first = create_case(editor, case_text("Plain words"), slug="odd")
    publish(editor, first, correction=said)
    second = save_revision(editor, first.case, case_text(said), parent_number=1, message=said)
    publish(editor, second, correction=said)
    found = {}
    for client in (Client(), administrator_client):
        for address, answer in answers(client, "odd"):
            assert answer.status_code < 500, address
            if "html" in answer.get("Content-Type", "") and not address.startswith("/admin/"):
                found[address] = Page(content(answer)).found
    assert len(found) > 40
    assert {address: what for address, what in found.items() if what} == {}
