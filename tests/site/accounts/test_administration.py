"""Django's administration: for administrators alone, and read-only where rows never change."""

from __future__ import annotations

import pytest
from django.test import Client

from rashomon_site.accounts.administration import administration
from rashomon_site.accounts.models import User
from rashomon_site.cases.models import AuditEntry, Author, CaseRevision

pytestmark = pytest.mark.slow

LISTS = [f"/admin/{model._meta.app_label}/{model._meta.model_name}/" for model in administration._registry]


@pytest.mark.parametrize("address", ["/admin/", *LISTS])
def test_administrators_look_at_every_list(administrator_client: Client, address: str) -> None:
    assert administrator_client.get(address).status_code == 200


@pytest.mark.parametrize("name", ["contributor", "author", "moderator", "editor"])
def test_nobody_else_comes_in(request: pytest.FixtureRequest, name: str) -> None:
    client: Client = request.getfixturevalue(f"{name}_client")
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/desk/"


def test_signing_in_happens_where_everybody_does(reader_client: Client) -> None:
    chain = reader_client.get("/admin/cases/caserevision/", follow=True).redirect_chain
    assert chain[-1][0] == "/accounts/login/?next=/admin/cases/caserevision/"


@pytest.mark.parametrize("model", [CaseRevision, AuditEntry, User])
def test_rows_with_rules_of_their_own_are_read_only(administrator_client: Client, model: type[User]) -> None:
    row = model.objects.order_by("pk").first()
    assert row
    place = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    assert administrator_client.get(f"{place}{row.pk}/change/").status_code == 200
    assert administrator_client.post(f"{place}{row.pk}/change/", {"username": "x"}).status_code == 403
    assert administrator_client.get(f"{place}{row.pk}/delete/").status_code == 403
    assert administrator_client.get(f"{place}add/").status_code == 403


def test_a_byline_is_tied_to_its_account_and_that_is_written_down(administrator_client: Client, author: User) -> None:
    byline = Author.objects.filter(user=None)[0]
    said = {"name": byline.name, "bio": byline.bio, "url": byline.url, "user": author.pk}
    assert administrator_client.post(f"/admin/cases/author/{byline.pk}/change/", said).status_code == 302
    byline.refresh_from_db()
    assert byline.user == author
    assert AuditEntry.objects.get(action="byline.changed").detail["fields"] == ["user"]
