"""Indicators: expected information by hand, its bounds, and what a resolution does."""

from __future__ import annotations

import copy
import math
from typing import Any

import pytest

from rashomon.foresight.gain import greedy_set, rank_indicators, score_resolved
from rashomon.inference import compile_case, headline
from rashomon.model import Case
from rashomon.sensitivity.baseline import Baseline
from tests.library.exact.random_cases import SMALL, Document, random_document


def document_with(*indicators: dict[str, Any]) -> Document:
    return {
        "rashomon": 1,
        "question": "Which?",
        "as_of": "2024-01-01",
        "exhaustive": "for the sum",
        "hypotheses": [{"id": "a", "name": "A", "prior": 0.5}, {"id": "b", "name": "B", "prior": 0.5}],
        "indicators": list(indicators),
    }


def indicator(id: str, a: float, b: float, **more: Any) -> dict[str, Any]:
    return {"id": id, "statement": id, "likelihood": {"a": a, "b": b}, **more}


def baseline_of(document: Document) -> Baseline:
    return Baseline.of(compile_case(Case.model_validate(document)))


def test_gain_is_the_fall_of_entropy_worked_by_hand() -> None:
    found = rank_indicators(baseline_of(document_with(indicator("x", 0.9, 0.1))))[0]
    # Seen or not, one explanation stands at 0.9: the entropy falls from 1 bit to H(0.9).
    left = -0.9 * math.log2(0.9) - 0.1 * math.log2(0.1)
    assert found.gain == pytest.approx(1 - left, abs=1e-14)
    assert found.chance == pytest.approx(0.5)
    assert found.if_seen == pytest.approx({"a": 0.9, "b": 0.1})
    assert found.if_not == pytest.approx({"a": 0.1, "b": 0.9})


def test_an_indicator_that_all_expect_alike_tells_nothing() -> None:
    found = rank_indicators(baseline_of(document_with(indicator("x", 0.4, 0.4))))[0]
    assert found.gain == pytest.approx(0.0, abs=1e-14)
    assert found.leader_changes == 0.0


def test_the_set_is_greedy_for_what_is_new() -> None:
    twins = [indicator("best", 0.99, 0.01), indicator("weak", 0.6, 0.4), indicator("none", 0.5, 0.5)]
    assert greedy_set(baseline_of(document_with(*twins))) == ("best", "weak", "none")


@pytest.mark.parametrize("seed", range(60))
def test_gain_lies_between_nothing_and_the_entropy_of_the_answer(seed: int) -> None:
    baseline = baseline_of(random_document(seed, SMALL))
    entropy = -sum(p * math.log2(p) for p in baseline.named_posterior.values() if p > 0)
    for found in rank_indicators(baseline):
        assert 0 <= found.gain <= entropy + 1e-12


@pytest.mark.parametrize("seed", range(60))
def test_what_is_foreseen_is_what_a_resolution_gives(seed: int) -> None:
    document = random_document(seed, SMALL)
    for found in rank_indicators(baseline_of(document)):
        for outcome, foreseen in (("seen", found.if_seen), ("not-seen", found.if_not)):
            changed = copy.deepcopy(document)
            entry = next(i for i in changed["indicators"] if i["id"] == found.id)
            entry["resolved"] = {"on": "2000-01-01", "outcome": outcome}
            answer = headline(compile_case(Case.model_validate(changed)))
            assert answer == pytest.approx(foreseen, rel=1e-8, abs=1e-12)


def test_unclear_leaves_the_answer_as_it_was() -> None:
    document = document_with(indicator("x", 0.9, 0.1, resolved={"on": "2023-12-01", "outcome": "unclear"}))
    baseline = baseline_of(document)
    assert baseline.named_posterior == pytest.approx({"a": 0.5, "b": 0.5})
    assert rank_indicators(baseline) == ()
    assert score_resolved(baseline)[0].log_score is None


def test_a_resolution_is_scored_by_what_the_rest_of_the_case_gave_it() -> None:
    document = document_with(indicator("x", 0.9, 0.1, resolved={"on": "2023-12-01", "outcome": "not-seen"}))
    baseline = baseline_of(document)
    scored = score_resolved(baseline)[0]
    assert scored.chance_before == pytest.approx(0.5)
    assert scored.log_score == pytest.approx(-math.log(0.5))
    assert baseline.named_posterior == pytest.approx({"a": 0.1, "b": 0.9})


def test_a_later_resolution_is_still_open() -> None:
    document = document_with(
        indicator("x", 0.9, 0.1, by="2023-12-31", resolved={"on": "2024-02-01", "outcome": "seen"})
    )
    baseline = baseline_of(document)
    assert [r.id for r in rank_indicators(baseline)] == ["x"]
    assert rank_indicators(baseline)[0].overdue
    assert score_resolved(baseline) == ()
