"""The site with one article to review, written into its database as the task writes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.drafting.draft import draft_to_json
from tests.site.drafts.article import article
from tests.site.running import OwnSite

ADD = """
import os, django
django.setup()
from rashomon_site.accounts.models import User
from rashomon_site.drafts.models import StoredDraft
owner = User.objects.get(username="demo-editor")
draft = StoredDraft.objects.create(
    owner=owner, title="Why did the Nine Elms ferry stop?", name="ferry.html", state="ready",
    address="https://news.example.org/2023/05/ferry", text=os.environ["DRAFT_TEXT"], waiting_items=9,
)
print(f"pk={draft.pk}")
"""


@pytest.fixture
def new_draft(site: OwnSite, address: str) -> Callable[[], str]:
    """Make an article to review, and return its address."""

    def make() -> str:
        settings = {"DJANGO_SETTINGS_MODULE": "rashomon_site.settings"}
        said = site.run(program=ADD, DRAFT_TEXT=draft_to_json(article()), **settings).stdout
        return f"/desk/articles/{said.rsplit('pk=', 1)[1].strip()}/"

    return make
