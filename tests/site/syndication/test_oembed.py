"""The oEmbed provider, by its standard, and the card that it leads to."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.publishing import publish, unpublish
from rashomon_site.cases.services.saving import create_case

URL = "https://gazette.example"
WAGNER = f"{URL}/cases/wagner-2023/"
HOSTILE = """\
rashomon: 1
question: Who moved the boat?
title: '"><script>alert(1)</script><iframe src=//x onload='
hypotheses:
  - {id: tide, name: '</span><script>alert(2)</script>', prior: 50%}
  - {id: neighbour, name: "\\u202eThe neighbour", prior: 30%}
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_address(settings: object) -> None:
    settings.SITE_URL = URL  # type: ignore[attr-defined]  # Django's settings know their names at run time


def ask(client: Client, **query: Any) -> Any:
    return client.get("/oembed", {"url": WAGNER} | query)


def test_json_says_what_the_standard_asks(reader_client: Client) -> None:
    answer = ask(reader_client)
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    found = answer.json()
    assert (found["version"], found["type"]) == ("1.0", "rich")
    assert found["provider_url"] == f"{URL}/"
    assert f'src="{URL}/cases/wagner-2023/card/"' in found["html"]
    assert f'width="{found["width"]}" height="{found["height"]}"' in found["html"]
    assert found["thumbnail_url"].startswith(f"{URL}/cases/wagner-2023/share.png?v=")
    assert found["author_name"] == "Rashomon sample desk"


def test_xml_says_the_same(reader_client: Client) -> None:
    answer = ask(reader_client, format="xml")
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)  # noqa: S314 - what the site itself wrote
    assert root.tag == "oembed"
    assert {node.tag: node.text for node in root} == {
        name: str(value) for name, value in ask(reader_client).json().items()
    }


@pytest.mark.parametrize(("name", "size"), [("maxwidth", 300), ("maxwidth", 640), ("maxheight", 200), ("maxwidth", 5)])
def test_nothing_is_larger_than_asked(name: str, size: int, reader_client: Client) -> None:
    found = ask(reader_client, **{name: size}).json()
    assert found[name.removeprefix("max")] <= size
    assert "thumbnail_url" not in found


@pytest.mark.parametrize(
    "path",
    ["", "revisions/", "revisions/1/", "changes/1-2/", "compare/?a=1", "over-time/", "card/", "share/", "?x=1#e-1"],
)
def test_every_page_of_a_case_leads_to_its_card(path: str, reader_client: Client) -> None:
    assert ask(reader_client, url=WAGNER + path).status_code == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"url": ""}, 400),
        ({"url": "https://[::1"}, 400),
        ({"url": "x" * 3000}, 400),
        ({"maxwidth": "wide"}, 400),
        ({"maxwidth": "-1"}, 400),
        ({"maxwidth": "0"}, 400),
        ({"maxheight": "9" * 400}, 400),
        ({"maxheight": "²"}, 400),
        ({"url": "https://elsewhere.example/cases/wagner-2023/"}, 404),
        ({"url": "javascript:alert(1)"}, 404),
        ({"url": f"{URL}/cases/nothing/"}, 404),
        ({"url": f"{URL}/authors/rashomon-sample-desk/"}, 404),
        ({"url": f"{URL}/desk/cases/wagner-2023/"}, 404),
        ({"url": f"{URL}:99999/cases/wagner-2023/"}, 400),
        ({"format": "yaml"}, 501),
    ],
)
def test_bad_questions_are_refused(query: dict[str, str], status: int, reader_client: Client) -> None:
    assert ask(reader_client, **query).status_code == status


def test_an_unpublished_case_is_not_offered(reader_client: Client, editor: User, wagner: PublishedCase) -> None:
    unpublish(editor, wagner, reason="a test")
    assert ask(reader_client).status_code == 404
    assert reader_client.get("/cases/wagner-2023/card/").status_code == 404


def test_the_card_may_be_framed_by_anyone_and_does_nothing_else(reader_client: Client) -> None:
    answer = reader_client.get("/cases/wagner-2023/card/")
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "X-Frame-Options" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.get("Vary", "")
    page = answer.content.decode()
    assert "<script" not in page
    assert "style=" not in page
    links = re.findall(r"<a [^>]*>", page)
    assert links
    assert all('target="_blank" rel="noopener"' in link and f'href="{URL}/' in link for link in links)
    again = reader_client.get("/cases/wagner-2023/card/", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert "frame-ancestors *" in again["Content-Security-Policy"]


def test_the_card_can_be_told_how_to_look(reader_client: Client) -> None:
    assert (
        '<html lang="en-GB" class="dark">' in reader_client.get("/cases/wagner-2023/card/?look=dark").content.decode()
    )
    assert 'class="x"' not in reader_client.get('/cases/wagner-2023/card/?look=x"').content.decode()


def test_other_pages_may_not_be_framed(reader_client: Client) -> None:
    answer = reader_client.get("/cases/")
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


def test_hostile_titles_stay_text(reader_client: Client, editor: User) -> None:
    publish(editor, create_case(editor, HOSTILE, slug="hostile"))
    html = ask(reader_client, url=f"{URL}/cases/hostile/").json()["html"]
    assert html.count("<") == 2
    title = re.search(r' title="([^"]*)"', html)
    assert title is not None
    assert unescape(title[1]).startswith('"><script>')
    assert "<script" not in reader_client.get("/cases/hostile/card/").content.decode()
