"""The files of a revision: what they hold, who gets them, how long they are kept; and the citations among them."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO

import pytest
from django.test import Client

from rashomon.casefile import read_case_text
from rashomon_site.accounts.models import User
from rashomon_site.cases.models import CaseRevision, PublishedCase
from rashomon_site.cases.services.publishing import publish, unpublish
from rashomon_site.cases.services.saving import create_case, save_revision
from rashomon_site.syndication.cite import bibtex, citation_of, csl_json
from rashomon_site.syndication.downloads import DOWNLOADS

URL = "https://gazette.example"
HERE = "/cases/wagner-2023/revisions/2/"
BROKEN = "rashomon: 1\nquestion: Who?\nhypothesis: []\n"
HOSTILE = r"""
rashomon: 1
question: Who moved the boat?
title: 'Boats & {braces} 50% \input{/etc/passwd} $x_1^2$ #1 ~'
authors: [{name: 'Knuth and Sons {Ltd}'}, {name: "Zoë\u202e Ünal"}]
hypotheses: [{id: tide, name: The tide, prior: 50%}]
evidence: [{id: rope, statement: '=HYPERLINK("x")', established: true, likelihood: {tide: 5%}}]
"""

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def own_address(settings: object) -> None:
    settings.SITE_URL = URL  # type: ignore[attr-defined]  # Django's settings know their names at run time


@pytest.fixture
def boat(editor: User) -> CaseRevision:
    revision = create_case(editor, HOSTILE, slug="boat")
    publish(editor, revision)
    return revision


def test_the_case_file_comes_as_it_was_saved(reader_client: Client, wagner: PublishedCase) -> None:
    answer = reader_client.get(HERE + "case.yaml")
    assert answer.content.decode() == wagner.revisions.get(number=2).text
    assert b"EVERY NUMBER IS THE SAMPLE AUTHOR'S JUDGEMENT" in answer.content
    assert answer["Content-Disposition"] == 'attachment; filename="wagner-2023-r2.yaml"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_json_is_the_same_case(reader_client: Client) -> None:
    as_yaml = read_case_text(reader_client.get(HERE + "case.yaml").content.decode()).case
    assert read_case_text(reader_client.get(HERE + "case.json").content.decode(), name="case.json").case == as_yaml


def test_the_results_keep_the_contract_of_the_library(reader_client: Client, wagner: PublishedCase) -> None:
    result = json.loads(reader_client.get(HERE + "analysis.json").content)
    assert result["rashomon"] == 1
    assert result["document_sha256"] == wagner.revisions.get(number=2).document_sha256
    shown = {row["id"]: row["probability"] for row in wagner.headline}
    assert {id: h["probability"] for id, h in result["posterior"].items()} == pytest.approx(shown, abs=1e-11)


def test_the_table_cannot_run_in_a_spreadsheet(reader_client: Client, boat: CaseRevision) -> None:
    rows = list(csv.reader(StringIO(reader_client.get("/cases/boat/revisions/1/evidence.csv").content.decode())))
    assert rows[1][0] == """'=HYPERLINK("x")"""


@pytest.mark.parametrize("name", DOWNLOADS)
def test_each_file_has_its_kind_and_is_known_again(name: str, reader_client: Client) -> None:
    first = reader_client.get(HERE + name)
    assert first.status_code == 200
    assert first["Content-Type"] == DOWNLOADS[name].kind
    assert first["Access-Control-Allow-Origin"] == "*"
    assert ("immutable" in first["Cache-Control"]) == (name in ("case.yaml", "case.json"))
    assert "Set-Cookie" not in first.headers
    assert "Cookie" not in first.get("Vary", "")
    assert reader_client.get(HERE + name, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert reader_client.head(HERE + name).status_code == 200
    assert reader_client.post(HERE + name).status_code == 405


@pytest.mark.parametrize("name", DOWNLOADS)
def test_drafts_are_for_those_who_may_read_them(
    name: str,
    reader_client: Client,
    contributor_client: Client,
    editor_client: Client,
    editor: User,
    wagner: PublishedCase,
) -> None:
    text = wagner.revisions.get(number=2).text
    save_revision(editor, wagner, text.replace("Once more", "") + "# a note\n", parent_number=2)
    address = f"/cases/wagner-2023/revisions/3/{name}"
    assert reader_client.get(address).status_code == 404
    assert contributor_client.get(address).status_code == 404
    answer = editor_client.get(address)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_of_a_draft_with_problems_there_is_only_the_text(editor_client: Client, editor: User) -> None:
    create_case(editor, BROKEN, slug="broken")
    assert editor_client.get("/cases/broken/revisions/1/case.yaml").content.decode() == BROKEN
    for name in set(DOWNLOADS) - {"case.yaml"}:
        assert editor_client.get(f"/cases/broken/revisions/1/{name}").status_code == 404


def test_what_was_taken_down_is_gone(reader_client: Client, editor: User, wagner: PublishedCase) -> None:
    unpublish(editor, wagner, reason="a test")
    assert reader_client.get(HERE + "case.yaml").status_code == 404


@pytest.mark.parametrize("path", ["revisions/99/case.yaml", "revisions/2/case.txt", "revisions/2/../../x"])
def test_what_does_not_exist_is_not_found(path: str, reader_client: Client) -> None:
    assert reader_client.get(f"/cases/wagner-2023/{path}").status_code == 404


def test_a_citation_in_words(reader_client: Client, wagner: PublishedCase) -> None:
    citation = citation_of(wagner.revisions.get(number=1))
    assert citation.in_words.startswith("Rashomon sample desk, “The march that stopped")
    assert citation.in_words.endswith(f"{URL}/cases/wagner-2023/revisions/1/")


def test_bibtex_is_escaped(boat: CaseRevision) -> None:
    text = bibtex(citation_of(boat))
    assert r"Boats \& \{braces\} 50\% \textbackslash{}input\{/etc/passwd\} \$x\_1\textasciicircum{}2\$ \#1" in text
    assert r"author = {{Knuth and Sons \{Ltd\}} and {Zoë Ünal}}," in text
    assert "\u202e" not in text
    bare = re.sub(r"\\[{}]", "", text)
    assert bare.count("{") == bare.count("}")
    assert text.startswith("@misc{boat-r1,\n")
    assert text.endswith("\n}\n")


def test_csl_json_reads_back(boat: CaseRevision) -> None:
    (entry,) = json.loads(csl_json(citation_of(boat)))
    assert entry["author"] == [{"literal": "Knuth and Sons {Ltd}"}, {"literal": "Zoë Ünal"}]
    assert entry["type"] == "webpage"
    assert entry["URL"] == f"{URL}/cases/boat/revisions/1/"
    assert len(entry["issued"]["date-parts"][0]) == 3
