"""One's own names: what others see, and the byline."""

from __future__ import annotations

from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import AuditEntry, Author
from rashomon_site.cases.services.bylines import byline_of

HOSTILE = "<script>alert(1)</script>"


def test_a_name_is_changed_and_written_down(author_client: Client, author: User) -> None:
    answer = author_client.post("/people/profile/name/", {"display_name": "  Ada   Writer "}, follow=True)
    assert "The name is saved." in answer.content.decode()
    author.refresh_from_db()
    assert author.display_name == "Ada Writer"
    assert AuditEntry.objects.get(action="profile.changed").detail["after"] == "Ada Writer"


def test_the_name_of_another_is_refused(author_client: Client, author: User) -> None:
    answer = author_client.post("/people/profile/name/", {"display_name": "Еditоr Example"})
    assert answer.status_code == 400
    assert "looks the same" in answer.content.decode()
    author.refresh_from_db()
    assert author.display_name == "Author Example"


def test_a_byline_is_made_and_keeps_its_address(author_client: Client, author: User) -> None:
    said = {"name": "Ada Writer", "bio": HOSTILE, "url": "https://example.org/ada"}
    assert author_client.post("/people/profile/byline/", said).status_code == 302
    byline = Author.objects.get(user=author)
    assert (byline.name, byline.slug, byline.bio) == ("Ada Writer", "author-example", HOSTILE)
    assert HOSTILE not in author_client.get("/people/profile/").content.decode()


def test_the_byline_of_another_is_refused(author_client: Client, author: User, editor: User) -> None:
    byline_of(editor)
    answer = author_client.post("/people/profile/byline/", {"name": "EDITOR  EXAMPLE"})
    assert answer.status_code == 400
    assert not Author.objects.filter(user=author).exists()


def test_an_address_that_runs_a_script_is_refused(author_client: Client, author: User) -> None:
    answer = author_client.post("/people/profile/byline/", {"name": "Ada Writer", "url": "javascript:alert(1)"})
    assert answer.status_code == 400
    assert not Author.objects.filter(user=author).exists()


def test_a_profile_takes_an_account(reader_client: Client) -> None:
    assert reader_client.get("/people/profile/").headers["Location"].startswith("/accounts/login/")
    assert reader_client.post("/people/profile/name/", {"display_name": "X"}).status_code == 302
