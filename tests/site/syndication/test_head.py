"""The head of a page, and its linked data."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import resolve

from rashomon_site.accounts.models import User
from rashomon_site.cases.models import PublishedCase
from rashomon_site.cases.services.publishing import publish
from rashomon_site.cases.services.saving import create_case, save_revision
from rashomon_site.cases.services.weighing import analysis_of

URL = "https://gazette.example"
WAGNER = f"{URL}/cases/wagner-2023/"
HOSTILE = """\
rashomon: 1
question: Who moved the boat?
title: 'x</script><!--<script>alert(1)</script>'
hypotheses: [{id: tide, name: '"><img src=x>', prior: 50%}]
"""

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def own_address(settings: object) -> None:
    settings.SITE_URL = URL  # type: ignore[attr-defined]  # Django's settings know their names at run time


def head(path: str, **context: Any) -> str:
    request = RequestFactory().get(path)
    request.resolver_match = resolve(request.path)
    return render_to_string("syndication/head.html", context, request=request)


def case_head(case: PublishedCase, number: int, path: str) -> str:
    revision = case.revisions.get(number=number)
    return head(path, case=case, revision=revision, analysis=analysis_of(revision))


def canonical(text: str) -> str:
    found = re.search(r'<link rel="canonical" href="([^"]*)">', text)
    return found[1] if found else ""


def script_of(text: str) -> Any:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    assert found is not None
    return json.loads(found[1])


def test_a_case_page_has_everything(wagner: PublishedCase) -> None:
    text = case_head(wagner, 2, "/cases/wagner-2023/?as_of=2023-07-01")
    assert canonical(text) == WAGNER
    assert f'<meta property="og:image" content="{WAGNER}share.png?v=' in text
    assert '<meta name="twitter:card" content="summary_large_image">' in text
    assert '<meta property="og:type" content="article">' in text
    assert f'type="application/atom+xml" title="{wagner.title}: revisions" href="{WAGNER}feed.atom"' in text
    assert f'type="application/json+oembed" title="{wagner.title}" href="{URL}/oembed?url=https%3A%2F%2F' in text
    assert f'type="application/ld+json" title="Linked data" href="{WAGNER}revisions/2/case.jsonld"' in text


def test_the_newest_revision_stands_at_the_address_of_its_case(wagner: PublishedCase) -> None:
    assert canonical(case_head(wagner, 2, "/cases/wagner-2023/revisions/2/")) == WAGNER
    assert canonical(case_head(wagner, 1, "/cases/wagner-2023/revisions/1/")) == WAGNER
    assert canonical(head("/cases/wagner-2023/compare/?prior=1", case=wagner)) == f"{WAGNER}compare/"


def test_other_pages_have_their_own(sample_site: None) -> None:
    text = head("/cases/?page=2&order=x", page_title="Cases <b>")
    assert canonical(text) == f"{URL}/cases/?page=2"
    assert 'content="Cases &lt;b&gt;"' in text
    assert "ld+json" not in text
    assert f'href="{URL}/feed.atom"' in text
    assert "article" not in head("/about/", case="not a case")


def test_pages_that_are_not_for_everybody_name_only_the_feeds(
    editor_client: Client, reader_client: Client, wagner: PublishedCase
) -> None:
    for text in (head("/desk/cases/wagner-2023/", case=wagner), head("/search/?q=x")):
        assert canonical(text) == ""
        assert "share.png" not in text
        assert f'href="{URL}/feed.atom"' in text
    assert canonical(reader_client.get("/no-such-page/").content.decode()) == ""
    assert editor_client.get("/desk/cases/wagner-2023/").content.count(b'rel="canonical"') == 0


@pytest.mark.parametrize("path", ["/", "/cases/", "/method/", "/cases/wagner-2023/", "/cases/wagner-2023/compare/"])
def test_every_public_page_has_one_canonical_address(path: str, reader_client: Client) -> None:
    page = reader_client.get(path).content.decode()
    assert page.count('rel="canonical"') == 1
    assert canonical(page) == URL + path


def test_an_unpublished_case_says_nothing_of_itself(wagner: PublishedCase) -> None:
    revision = wagner.revisions.get(number=2)
    wagner.published_revision = None
    text = head("/cases/wagner-2023/", case=wagner, revision=revision, analysis=analysis_of(revision))
    assert "share.png" not in text
    assert "march" not in text


def test_linked_data_states_probabilities_and_no_verdict(wagner: PublishedCase) -> None:
    article = script_of(case_head(wagner, 2, "/cases/wagner-2023/"))
    assert article["@type"] == ["Article", "prov:Entity"]
    assert article["author"][0]["name"] == "Rashomon sample desk"
    assert article["datePublished"] < article["dateModified"]
    assert article["prov:wasRevisionOf"] == {"@id": f"{WAGNER}revisions/1/"}
    assert article["prov:hadMember"]["prov:wasGeneratedBy"]["prov:wasAssociatedWith"]["name"] == "Rashomon"
    claims = {claim["identifier"]: claim for claim in article["mentions"]}
    assert set(claims) == {row["id"] for row in wagner.headline}
    for row in wagner.headline:
        stated = claims[row["id"]]["additionalProperty"][0]
        assert stated["value"] == pytest.approx(row["probability"], abs=1e-11)
        assert stated["minValue"] <= stated["maxValue"]
    assert "ClaimReview" not in json.dumps(article)
    assert "citation" not in article


def test_the_full_file_has_the_way_of_each_report(reader_client: Client, wagner: PublishedCase) -> None:
    article = json.loads(reader_client.get("/cases/wagner-2023/revisions/2/case.jsonld").content)
    reports = [node for claim in article["citation"] for node in claim.get("appearance", [])]
    known = {node["@id"] for node in reports}
    derived = [node["prov:wasDerivedFrom"]["@id"] for node in reports if "prov:wasDerivedFrom" in node]
    quoted = [node for node in reports if "prov:wasQuotedFrom" in node]
    assert derived
    assert quoted
    assert set(derived) & known
    assert all(id.startswith(f"{WAGNER}revisions/2/#r-") for id in known)


def test_corrections_are_stated(editor: User, wagner: PublishedCase) -> None:
    text = wagner.revisions.get(number=2).text + "# a note\n"
    publish(editor, save_revision(editor, wagner, text, parent_number=2), correction="The day was wrong.")
    wagner.refresh_from_db()
    article = script_of(case_head(wagner, 3, "/cases/wagner-2023/"))
    assert article["correction"][0]["text"] == "The day was wrong."
    assert article["correction"][0]["@type"] == "CorrectionComment"


def test_linked_data_cannot_leave_its_script(editor: User) -> None:
    revision = create_case(editor, HOSTILE, slug="hostile")
    publish(editor, revision)
    case = PublishedCase.objects.get(slug="hostile")
    text = case_head(case, 1, "/cases/hostile/")
    assert text.count("<script") == text.count("</script>") == 1
    assert "<!--" not in text
    assert "<img" not in text
    assert script_of(text)["headline"] == "x</script><!--<script>alert(1)</script>"


def test_linked_data_is_put_together_once(wagner: PublishedCase, django_assert_max_num_queries: Any) -> None:
    revision = wagner.revisions.select_related("case").get(number=2)
    analysis = analysis_of(revision)
    case_head(wagner, 2, "/cases/wagner-2023/")
    with django_assert_max_num_queries(1):  # the published revision, if the page has not read it with the case
        head("/cases/wagner-2023/", case=wagner, revision=revision, analysis=analysis)


def test_the_share_page_has_links_card_and_files(reader_client: Client, wagner: PublishedCase) -> None:
    page = reader_client.get("/cases/wagner-2023/share/").content.decode()
    assert "&lt;iframe src=&quot;" in page
    assert "<iframe" not in page
    assert "/cases/wagner-2023/revisions/2/evidence.csv" in page
    assert "@misc{wagner-2023-r2," in page
    assert reader_client.get("/cases/nothing/share/").status_code == 404
