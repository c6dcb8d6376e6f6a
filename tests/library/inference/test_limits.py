"""What is too large to sum exactly is refused by name, at once."""

from __future__ import annotations

from typing import Any

import pytest

from rashomon import compute_posterior
from rashomon.inference.structure import MOST_HYPOTHESES, MOST_IN_UNIT, MOST_TOGETHER
from rashomon.model import Case
from rashomon.problems import ImpossibleError, TooComplexError

ROW = {"a": 0.7, "b": 0.4}


def case_of(evidence: list[dict[str, Any]], sources: int = 1, **source: Any) -> Case:
    return Case.model_validate(
        {
            "rashomon": 1,
            "question": "Which?",
            "hypotheses": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
            "sources": [{"id": f"s{n}", "name": f"S{n}", "reliability": 0.6, **source} for n in range(sources)],
            "evidence": [{"id": f"e{n}", "statement": "x", "likelihood": ROW} | e for n, e in enumerate(evidence)],
        }
    )


def test_many_instruments_that_meet_on_one_item_are_named() -> None:
    reports = [{"id": f"r{n}", "source": f"s{n}"} for n in range(30)]
    with pytest.raises(TooComplexError, match="one_instrument") as refused:
        compute_posterior(case_of([{"reports": reports}], sources=30, one_instrument=True))
    assert refused.value.names == tuple(f"s{n}" for n in range(30))


def test_many_instruments_in_a_chain_are_summed() -> None:
    chain = [
        {"reports": [{"id": f"r{n}.a", "source": f"s{n}"}, {"id": f"r{n}.b", "source": f"s{n + 1}"}]}
        for n in range(200)
    ]
    posterior = compute_posterior(case_of(chain, sources=201, one_instrument=True))
    assert sum(posterior.values()) == pytest.approx(1.0)


def test_too_many_reports_on_one_item_are_refused_by_name() -> None:
    reports = [{"id": f"r{n}", "source": "s0"} for n in range(MOST_TOGETHER + 1)]
    with pytest.raises(TooComplexError, match="`e0` has 101 reports"):
        compute_posterior(case_of([{"reports": reports}]))


def test_too_many_items_tied_by_otherwise_are_refused_by_name() -> None:
    evidence: list[dict[str, Any]] = [{"reports": [{"id": "r", "source": "s0"}]}]
    evidence += [{"established": True, "given": "e0", "otherwise": ROW} for _ in range(MOST_TOGETHER)]
    with pytest.raises(TooComplexError, match="tied to `e0` by `otherwise`"):
        compute_posterior(case_of(evidence))


def test_a_long_chain_of_hearsay_needs_no_recursion() -> None:
    reports: list[dict[str, Any]] = [{"id": "r0", "source": "s0", "seen": False}]
    reports += [{"id": f"r{n}", "source": "s0", "seen": False, "via": f"r{n - 1}"} for n in range(1, 99)]
    reports.append({"id": "last", "source": "s0", "via": "r98"})
    posterior = compute_posterior(case_of([{"reports": reports}]))
    assert posterior["a"] == pytest.approx(0.475, abs=1e-9)


def test_every_hypothesis_excluded_names_what_excludes_each() -> None:
    evidence = [
        {"established": True, "likelihood": {"a": 0, "b": 0.5}},
        {"established": True, "likelihood": {"a": 0.5, "b": 0}},
    ]
    with pytest.raises(ImpossibleError) as refused:
        compute_posterior(case_of(evidence))
    assert refused.value.excluded_by == {"a": ("`e0`",), "b": ("`e1`",)}


def test_a_zero_gives_zero_and_no_nan() -> None:
    posterior = compute_posterior(case_of([{"established": True, "likelihood": {"a": 0, "b": 0.5}}]))
    assert posterior == pytest.approx({"a": 0.0, "b": 0.95, "other": 0.05})


def test_one_instrument_on_very_many_items_is_refused_by_name() -> None:
    evidence = [{"reports": [{"id": f"r{n}", "source": "s0"}]} for n in range(MOST_IN_UNIT + 1)]
    with pytest.raises(TooComplexError, match="`s0`"):
        compute_posterior(case_of(evidence, one_instrument=True))


def test_a_very_large_group_is_refused_by_name() -> None:
    case = case_of([{"established": True} for _ in range(MOST_IN_UNIT + 1)]).model_dump(by_alias=True)
    case["groups"] = [{"id": "g", "items": [item["id"] for item in case["evidence"]], "related": 0.5}]
    with pytest.raises(TooComplexError, match="`g` has 501 items"):
        compute_posterior(Case.model_validate(case))


def test_very_many_explanations_are_refused() -> None:
    hypotheses = [{"id": f"h{n}", "name": f"H{n}"} for n in range(MOST_HYPOTHESES + 1)]
    with pytest.raises(TooComplexError, match="201 explanations"):
        compute_posterior(Case.model_validate({"rashomon": 1, "question": "?", "hypotheses": hypotheses}))
