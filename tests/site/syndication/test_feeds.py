"""Atom feeds: valid, with lasting ids and full addresses, and answered with 304 to who has them."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.publishing import publish, unpublish
from rashomon_site.cases.services.saving import create_case, save_revision

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "https://gazette.example"
BOAT = """\
rashomon: 1
question: Who moved the boat?
title: "The boat & the <script>alert(1)</script> rope ]]> \u202e"
authors: [{name: "A. & B."}, {name: C. Third}]
hypotheses:
  - {id: tide, name: "The <b>tide</b>", prior: 50%}
  - {id: neighbour, name: The neighbour, prior: 30%}
evidence:
  - {id: rope, statement: The rope was untied and not torn., established: true, likelihood: {tide: 5%, neighbour: 80%}}
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_address(settings: object) -> None:
    settings.SITE_URL = URL  # type: ignore[attr-defined]  # Django's settings know their names at run time


def feed_at(client: Client, path: str) -> ElementTree.Element:
    """Get a feed and check what RFC 4287 asks of every one."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)  # noqa: S314 - what the site itself wrote
    assert root.tag == f"{ATOM}feed"
    _check_one(root, "id", "title", "updated")
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == URL + path  # type: ignore[union-attr]  # a failure either way
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        _check_one(entry, "id", "title", "updated")
        assert entry.find(f"{ATOM}link").get("href", "").startswith(URL)  # type: ignore[union-attr]  # a failure either way
        assert root.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [text(entry, "id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert all(id.startswith("tag:gazette.example,") for id in [*ids, text(root, "id")])
    return root


def _check_one(node: ElementTree.Element, *names: str) -> None:
    for name in names:
        assert len(node.findall(ATOM + name)) == 1, name
    stamp = datetime.fromisoformat(text(node, "updated"))
    assert stamp.tzinfo is not None


def text(node: ElementTree.Element, name: str) -> str:
    return node.findtext(ATOM + name) or ""


def test_the_site_feed_has_one_entry_for_each_case(reader_client: Client) -> None:
    entries = feed_at(reader_client, "/feed.atom").findall(f"{ATOM}entry")
    assert len(entries) == PublishedCase.objects.visible().count()
    wagner = next(entry for entry in entries if text(entry, "id").endswith("case/wagner-2023"))
    assert "A real mutiny, bargained away" in text(wagner, "summary")
    assert "(range" in text(wagner, "summary")
    assert text(wagner, "published") < text(wagner, "updated")


def test_a_case_feed_has_one_entry_for_each_publication(reader_client: Client, wagner: PublishedCase) -> None:
    entries = feed_at(reader_client, "/cases/wagner-2023/feed.atom").findall(f"{ATOM}entry")
    assert [text(entry, "title").rpartition(": ")[2] for entry in entries] == ["revision 2", "revision 1"]
    assert wagner.revisions.get(number=2).message in text(entries[0], "summary")


def test_an_entry_says_what_moved(reader_client: Client, editor: User) -> None:
    first = create_case(editor, BOAT, slug="boat")
    publish(editor, first)
    publish(editor, save_revision(editor, first.case, BOAT.replace("tide: 5%", "tide: 50%"), parent_number=1))
    newest = feed_at(reader_client, "/cases/boat/feed.atom").find(f"{ATOM}entry")
    assert newest is not None
    assert "B · The neighbour: −" in text(newest, "summary")
    assert "points" in text(newest, "summary")


def test_the_changes_feed_tells_what_moved(reader_client: Client) -> None:
    assert len(feed_at(reader_client, "/changes.atom").findall(f"{ATOM}entry")) > 3


def test_a_feed_that_the_asker_has_is_not_sent_again(reader_client: Client) -> None:
    first = reader_client.get("/feed.atom")
    by_tag = reader_client.get("/feed.atom", headers={"If-None-Match": first["ETag"]})
    by_date = reader_client.get("/feed.atom", headers={"If-Modified-Since": first["Last-Modified"]})
    assert (by_tag.status_code, by_date.status_code) == (304, 304)
    assert by_tag.content == b""
    assert "Set-Cookie" not in first.headers
    assert "Cookie" not in first.get("Vary", "")


def test_ids_stay_when_a_case_is_revised(reader_client: Client, editor: User, wagner: PublishedCase) -> None:
    before = {text(entry, "id") for entry in feed_at(reader_client, "/feed.atom").findall(f"{ATOM}entry")}
    revision = wagner.revisions.get(number=2)
    revised = revision.text.replace("summary: >-", "summary: >-\n  Once more.", 1)
    publish(editor, save_revision(editor, wagner, revised, parent_number=2), correction="We wrote the wrong day.")
    root = feed_at(reader_client, "/feed.atom")
    assert {text(entry, "id") for entry in root.findall(f"{ATOM}entry")} == before
    newest = feed_at(reader_client, "/cases/wagner-2023/feed.atom").find(f"{ATOM}entry")
    assert newest is not None
    assert "Correction: We wrote the wrong day." in text(newest, "summary")
    assert "No explanation moved by as much as one point." in text(newest, "summary")


def test_hostile_text_stays_text(reader_client: Client, editor: User) -> None:
    publish(editor, create_case(editor, BOAT, slug="boat"))
    root = feed_at(reader_client, "/feed.atom")
    entry = root.findall(f"{ATOM}entry")[0]
    assert "<script>alert(1)</script>" in text(entry, "title")  # the title is plain text, escaped in the XML
    assert "&lt;b&gt;tide&lt;/b&gt;" in text(entry, "summary")  # the summary is HTML, in which it is escaped again
    assert [author.findtext(f"{ATOM}name") for author in entry.findall(f"{ATOM}author")] == ["A. & B.", "C. Third"]


def test_what_is_not_published_is_in_no_feed(reader_client: Client, editor: User, wagner: PublishedCase) -> None:
    create_case(editor, BOAT, slug="boat")
    unpublish(editor, wagner, reason="a test")
    for path in ("/feed.atom", "/changes.atom"):
        content = reader_client.get(path).content.decode()
        assert "case/boat" not in content
        assert "case/wagner" not in content
    assert reader_client.get("/cases/boat/feed.atom").status_code == 404
    assert reader_client.get("/cases/wagner-2023/feed.atom").status_code == 404
    assert reader_client.post("/feed.atom").status_code == 405


def test_an_empty_site_has_a_valid_feed(reader_client: Client) -> None:
    PublishedCase.objects.update(published_revision=None)
    assert feed_at(reader_client, "/feed.atom").findall(f"{ATOM}entry") == []


def test_a_feed_asks_little_of_the_database(reader_client: Client, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(4):  # type: ignore[operator]  # pytest-django gives a context manager
        reader_client.get("/changes.atom")
