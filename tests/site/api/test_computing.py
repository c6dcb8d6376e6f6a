"""What is reckoned for a caller is what the terminal says, and nothing of it is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rashomon.comparison import try_settings
from rashomon_site.cases.library_mapping import case_of
from rashomon_site.cases.models import CaseRevision, PublishedCase, StoredAnalysis
from tests.site.api.conftest import SMALL, Program

pytestmark = pytest.mark.django_db

TRY = "/cases/wagner-2023/revisions/2/what-if"


def cell(wagner: PublishedCase) -> str:
    """Return the path of a cell of the sample case."""
    revision = wagner.revisions.get(number=2)
    assert revision.document
    item = next(item for item in revision.document["evidence"] if item.get("likelihood"))
    return f"evidence.{item['id']}.likelihood.{next(iter(item['likelihood']))}"


def test_what_if_is_the_terminals(stranger: Program, wagner: PublishedCase) -> None:
    path = cell(wagner)
    reply = stranger.post(TRY, {"settings": [{"path": path, "value": "1%"}]})
    expected = try_settings(case_of(wagner.revisions.get(number=2)), [(path, "1%")])
    assert reply.status == 200
    assert reply.body["after"] == pytest.approx(expected.after, rel=1e-11)
    assert reply.body["moved"] == pytest.approx(expected.moved, abs=1e-11)
    assert reply.body["settings"][0]["after"] == "1%"
    assert any(abs(share) > 1e-6 for share in reply.body["moved"].values())


def test_what_if_takes_a_day(stranger: Program, wagner: PublishedCase) -> None:
    settings = [{"path": cell(wagner), "value": "1%"}]
    early = stranger.post(TRY, {"settings": settings, "as_of": "1990-01-01"}).body
    assert early["before"] != stranger.post(TRY, {"settings": settings}).body["before"]


def test_every_wrong_setting_is_named(stranger: Program, wagner: PublishedCase) -> None:
    settings = [
        {"path": "evidence.nothing.likelihood.x", "value": "1%"},
        {"path": cell(wagner), "value": "2%"},
        {"path": "widening", "value": "much"},
    ]
    reply = stranger.post(TRY, {"settings": settings})
    assert reply.status == 422
    assert [d["place"] for d in reply.body["error"]["details"]] == ["body.settings.0", "body.settings.2"]


@pytest.mark.parametrize(
    ("tried", "code"),
    [
        ([{"path": "hypotheses.{first}.prior", "value": "900%"}], "not-sound"),
        ([{"path": "{cell}", "value": "plenty"}], "not-sound"),
    ],
)
def test_values_after_which_nothing_holds(
    stranger: Program, wagner: PublishedCase, tried: list[dict[str, str]], code: str
) -> None:
    document = wagner.revisions.get(number=2).document
    names = {"first": document["hypotheses"][0]["id"], "cell": cell(wagner)}
    filled = [{"path": s["path"].format(**names), "value": s["value"]} for s in tried]
    reply = stranger.post(TRY, {"settings": filled})
    assert (reply.status, reply.body["error"]["code"]) == (422, code)
    assert reply.body["error"]["details"][0]["message"]


def test_check_names_problems_with_their_lines(stranger: Program) -> None:
    reply = stranger.post("/check", {"text": SMALL.replace("likelihood", "likelyhood")})
    assert reply.status == 200
    assert reply.body["sound"] is False
    assert (reply.body["problems"][0]["line"], reply.body["problems"][0]["fix"]) == (7, "write `likelihood:`")
    assert (
        stranger.post("/check", {"text": SMALL}).body | {"sound": True, "problems": []}
        == stranger.post("/check", {"text": SMALL}).body
    )


def test_check_weighs_for_tokens_and_keeps_nothing(stranger: Program, contributors: Program) -> None:
    rows = (CaseRevision.objects.count(), StoredAnalysis.objects.count())
    assert stranger.post("/check", {"text": SMALL, "weigh": True}).status == 401
    found = contributors.post("/check", {"text": SMALL, "weigh": True}).body
    assert found["analysis"]["leaders"] == ["cat"]
    assert (CaseRevision.objects.count(), StoredAnalysis.objects.count()) == rows


def test_strangers_send_less(stranger: Program, contributors: Program) -> None:
    long = SMALL + "#" * 150_000
    assert stranger.post("/check", {"text": long}).status == 413
    assert contributors.post("/check", {"text": long}).status == 200


HOSTILE: list[Any] = [
    "\x00", "\ud800", "[" * 50_000, "&a [*a, *a]", "a: &x\n  b: *x", "!!python/object:os.system ls", "{" * 2000,
    "rashomon: 1\nquestion: \u202eWhy?", "\ufeff", "%YAML 9.9\n---\n", "- - - -" * 5000, "? " * 4000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_answered(stranger: Program, text: str) -> None:
    reply = stranger.post("/check", {"text": text})
    assert reply.status in (200, 422)
    assert json.dumps(reply.body)
