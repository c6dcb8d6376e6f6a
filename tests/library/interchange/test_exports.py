"""CSV, JSON and JSON-LD: what they hold, and that they do no harm where they are opened."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest

import rashomon
from rashomon.analysis import Analysis
from rashomon.interchange import case_to_csv_matrix, case_to_json, case_to_json_ld, read_ach_csv
from rashomon.interchange.spreadsheet import neutral
from rashomon.model import Case
from tests.library.exact.random_cases import SMALL, random_case

DOCUMENT: dict[str, Any] = {
    "rashomon": 1,
    "question": "Why did it burn?",
    "title": "Fire </script><script>alert(1)</script>",
    "authors": [{"name": "A. Writer", "bio": "Covers fires."}],
    "hypotheses": [
        {"id": "accident", "name": "An accident", "proposed_by": "A reader"},
        {"id": "sabotage", "name": "=HYPERLINK(1)"},
    ],
    "sources": [{"id": "insurer", "name": "The insurer", "reliability": 0.4, "url": "https://example.org/"}],
    "evidence": [
        {
            "id": "wiring",
            "statement": "@wiring was faulty, they said",
            "likelihood": {"accident": "likely", "sabotage": "10-20%"},
            "reports": [{"id": "r1", "source": "insurer", "on": "2023-05-01", "quote": "It was faulty."}],
        },
        {
            "id": "smoke",
            "statement": "Smoke was seen.",
            "established": True,
            "given": "wiring",
            "likelihood": {"accident": 0.7, "sabotage": 0.6, "other": 0.5},
            "otherwise": {"accident": 0.2, "sabotage": 0.6, "other": 0.5},
        },
    ],
}


@pytest.fixture(scope="module")
def case() -> Case:
    return Case.model_validate(DOCUMENT)


@pytest.fixture(scope="module")
def analysis(case: Case) -> Analysis:
    return rashomon.weigh(case, draws=256)


def lines_of(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text)))


def test_the_matrix_holds_the_cells_as_written(case: Case) -> None:
    assert lines_of(case_to_csv_matrix(case)) == [
        [
            "evidence",
            "id",
            "established",
            "reports",
            "group",
            "An accident",
            "'=HYPERLINK(1)",
            "Something else",
        ],
        ["'@wiring was faulty, they said", "wiring", "", "1", "", "likely", "10-20%", ""],
        ["Smoke was seen.", "smoke", "true", "0", "", "0.7", "0.6", "0.5"],
        ["Smoke was seen. (had `wiring` been otherwise)", "", "", "", "", "0.2", "0.6", "0.5"],
    ]


def test_the_matrix_ends_with_the_answer(case: Case, analysis: Analysis) -> None:
    lines = lines_of(case_to_csv_matrix(case, analysis))
    assert len({len(line) for line in lines}) == 1
    assert [line[0] for line in lines[-4:]] == ["(before the evidence)", "(now)", "(now, low)", "(now, high)"]
    now = [float(value) for value in lines[-3][5:8]]
    assert now == pytest.approx(list(analysis.posterior.values()), rel=1e-11)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", " =", "\n+"])
def test_no_cell_runs_as_a_formula(start: str) -> None:
    assert neutral(f"{start}cmd|' /C calc'!A0").startswith("'")


@pytest.mark.parametrize("text", ["likely", "10-20%", "'quoted'", "0.7", "", "a = b"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert neutral(text) == text


def test_an_imported_matrix_survives_export_and_import() -> None:
    first = read_ach_csv("evidence,-A,B\n=first,1x,2-8x\n+second,0.7,60%\n")[0].case
    assert read_ach_csv(case_to_csv_matrix(first.model_copy(update={"exhaustive": "All."})))[0].case == first


@pytest.mark.parametrize("seed", range(20))
def test_json_is_read_back_as_the_same_case(seed: int) -> None:
    case = random_case(seed, SMALL)
    text = case_to_json(case)
    again = Case.model_validate_json(text)
    assert case_to_json(again) == text
    assert rashomon.compute_posterior(again) == rashomon.compute_posterior(case)


def test_json_ld_claims_nothing_to_be_true(case: Case, analysis: Analysis) -> None:
    text = case_to_json_ld(case, analysis, url="https://example.org/fire")
    assert "ClaimReview" not in text
    assert "Rating" not in text
    article = json.loads(text)
    assert (article["@type"], article["url"]) == ("Article", "https://example.org/fire")
    assert [claim["identifier"] for claim in article["mentions"]] == ["accident", "sabotage", "other"]
    chance = article["mentions"][0]["additionalProperty"][0]
    found = analysis.hypothesis("accident")
    assert (chance["value"], chance["minValue"]) == pytest.approx((found.probability, found.low), rel=1e-11)
    assert chance["description"].startswith("Given the judgements in this case")


def test_json_ld_names_who_said_what(case: Case, analysis: Analysis) -> None:
    article = json.loads(case_to_json_ld(case, analysis))
    assert "url" not in article
    assert article["author"][0]["name"] == "A. Writer"
    assert article["mentions"][0]["creditText"] == "A reader"
    appearance = article["citation"][0]["appearance"][0]
    assert appearance["publisher"]["name"] == "The insurer"
    assert (appearance["datePublished"], appearance["text"]) == ("2023-05-01", "It was faulty.")


def test_json_ld_cannot_leave_its_script_element(case: Case, analysis: Analysis) -> None:
    text = case_to_json_ld(case, analysis)
    assert not set("<>&") & set(text)
    assert json.loads(text)["headline"] == DOCUMENT["title"]


def test_json_ld_has_no_nulls(case: Case, analysis: Analysis) -> None:
    assert "null" not in case_to_json_ld(case, replace(analysis, as_of=None))
