"""sitemap.xml and robots.txt."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.test import Client

from rashomon_site.cases.models import PublishedCase
from rashomon_site.syndication import sitemap

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
URL = "https://gazette.example"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_address(settings: object) -> None:
    settings.SITE_URL = URL  # type: ignore[attr-defined]  # Django's settings know their names at run time


def addresses(client: Client, path: str = "/sitemap.xml") -> list[str]:
    root = ElementTree.fromstring(client.get(path).content)  # noqa: S314 - what the site itself wrote
    return [node.text or "" for node in root.iter(f"{SPACE}loc")]


def test_every_lasting_page_is_listed_once(reader_client: Client, wagner: PublishedCase) -> None:
    found = addresses(reader_client)
    assert len(found) == len(set(found))
    assert {f"{URL}/", f"{URL}/cases/wagner-2023/", f"{URL}/cases/wagner-2023/revisions/1/"} <= set(found)
    assert f"{URL}/authors/rashomon-sample-desk/" in found
    assert f"{URL}/subjects/politics/" in found
    assert any(address.startswith(f"{URL}/sources/") and address != f"{URL}/sources/" for address in found)


def test_what_is_not_published_is_not_listed(reader_client: Client, wagner: PublishedCase) -> None:
    PublishedCase.objects.filter(pk=wagner.pk).update(published_revision=None)
    assert not [address for address in addresses(reader_client) if "wagner" in address]


def test_a_large_site_lists_its_lists(reader_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = addresses(reader_client)
    monkeypatch.setattr(sitemap, "MOST", 10)
    parts = addresses(reader_client)
    assert parts[0] == f"{URL}/sitemap-1.xml"
    assert [a for part in parts for a in addresses(reader_client, part.removeprefix(URL))] == whole
    assert reader_client.get("/sitemap-0.xml").status_code == 404
    assert reader_client.get("/sitemap-999.xml").status_code == 404


def test_robots_are_told_where_to_look(reader_client: Client) -> None:
    answer = reader_client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert f"Sitemap: {URL}/sitemap.xml" in lines
    assert "Disallow: /desk/" in lines
