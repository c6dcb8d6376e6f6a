"""The steps shown lead to the answer that the engine gives."""

from __future__ import annotations

import math
from typing import Any

import pytest

import rashomon
from rashomon.arithmetic import explain_hypothesis, explain_item
from rashomon.model import Case
from rashomon.problems import UsageError
from tests.library.comparison.sample import sample_case, sample_document


def share_from_odds(case: Case, id: str) -> float:
    """Follow the printed recipe."""
    found = explain_hypothesis(case, id)
    apart = found.catch_all in ("unrated", "partly")
    odds = []
    for duel in found.duels:
        if apart and duel.rival == "other":
            continue
        running = duel.prior_odds
        for factor in duel.factors:
            running *= factor.own / factor.rival
            assert running == pytest.approx(factor.odds)
        odds.append(running)
    return (1 - found.posterior["other"] if apart else 1.0) / (1 + sum(1 / value for value in odds))


@pytest.mark.parametrize("id", ["bargain", "staged", "smoke-screen"])
def test_the_factors_lead_to_the_posterior(id: str) -> None:
    assert share_from_odds(sample_case(), id) == pytest.approx(rashomon.compute_posterior(sample_case())[id], abs=1e-12)


def _rated(document: dict[str, Any], items: slice) -> dict[str, Any]:
    for item in document["evidence"][items]:
        item["likelihood"]["other"] = "1x" if item["id"] == "moved-abroad" else "30%"
    return document


@pytest.mark.parametrize(("items", "kind"), [(slice(0), "unrated"), (slice(1), "partly"), (slice(None), "rated")])
def test_the_catch_all_is_explained_however_it_is_rated(items: slice, kind: str) -> None:
    case = Case.model_validate(_rated(sample_document(), items))
    assert explain_hypothesis(case, "bargain").catch_all == kind
    assert share_from_odds(case, "bargain") == pytest.approx(rashomon.compute_posterior(case)["bargain"], abs=1e-12)


def test_an_exhaustive_case_has_no_catch_all() -> None:
    case = Case.model_validate(sample_document() | {"exhaustive": "Nobody else was there."})
    assert explain_hypothesis(case, "bargain").catch_all == "none"
    assert share_from_odds(case, "bargain") == pytest.approx(rashomon.compute_posterior(case)["bargain"], abs=1e-12)


def test_the_reports_of_an_item_give_its_sum() -> None:
    found = explain_item(sample_case(), "aircraft-lost")
    r1, r2, r3, r4 = (next(r for r in found.reports if r.id == id) for id in ("r1", "r2", "r3", "r4"))
    assert (r1.kind, r2.kind, r3.kind, r4.kind) == ("own", "repeat", "own", "doubtful copy")
    assert r2.if_true["bargain"] == 1 == r2.if_false["bargain"]
    together = math.prod(r.if_true["bargain"] for r in found.reports)
    assert found.together_if_true["bargain"] == pytest.approx(together)
    cell = found.cells["bargain"]
    expected = cell * together + (1 - cell) * math.prod(r.if_false["bargain"] for r in found.reports)
    assert found.summed["bargain"] == pytest.approx(expected)
    assert found.unit["bargain"] == pytest.approx(expected)


def test_one_report_by_hand() -> None:
    """rho 0.6, b 0.5: 0.8 if true, 0.2 if not; cell 0.7: 0.7 x 0.8 + 0.3 x 0.2 = 0.62."""
    document = sample_document()
    document["sources"][0] = {"id": "columnist", "name": "A columnist", "reliability": 0.6}
    document["evidence"][0]["reports"] = [{"id": "r1", "source": "columnist"}]
    document["evidence"][0]["likelihood"]["bargain"] = 0.7
    found = explain_item(Case.model_validate(document), "aircraft-lost")
    assert found.reports[0].if_true["bargain"] == pytest.approx(0.8)
    assert found.reports[0].if_false["bargain"] == pytest.approx(0.2)
    assert found.summed["bargain"] == pytest.approx(0.62)


def test_an_instrument_is_averaged_over_its_switch() -> None:
    document = sample_document()
    document["evidence"][0]["reports"] = [
        {"id": "g1", "source": "gauge"},
        {"id": "r1", "source": "columnist"},
    ]
    found = explain_item(Case.model_validate(document), "aircraft-lost")
    assert found.reports[0].one_instrument
    assert found.reports[0].if_true["bargain"] == pytest.approx(0.95)
    assert found.reports[0].if_false["bargain"] == pytest.approx(0.01)
    assert found.summed == pytest.approx(found.unit)


def test_an_unseen_report_is_summed_over() -> None:
    document = sample_document()
    document["evidence"][0]["reports"] = [
        {"id": "u", "source": "columnist", "seen": False},
        {"id": "r", "source": "social", "via": "u"},
    ]
    found = explain_item(Case.model_validate(document), "aircraft-lost")
    assert [report.kind for report in found.reports] == ["unseen", "relay"]
    assert found.summed == pytest.approx(found.unit)


def test_a_group_takes_its_power() -> None:
    found = explain_item(sample_case(), "charges-dropped")
    assert found.group == "the-deal"
    assert found.power == pytest.approx(1 / 1.2)
    assert found.unit["bargain"] == pytest.approx(found.summed["bargain"] ** found.power)


def test_a_denial_that_is_established_false_counts_the_rest_of_the_cell() -> None:
    document = sample_document()
    document["evidence"][1]["established"] = False
    found = explain_item(Case.model_validate(document), "speech")
    assert found.summed["staged"] == pytest.approx(1 - found.cells["staged"])


def test_unknown_names_are_wrong_use() -> None:
    with pytest.raises(UsageError, match="bargain"):
        explain_hypothesis(sample_case(), "nobody")
    with pytest.raises(UsageError, match="speech"):
        explain_item(sample_case(), "nothing")


def test_what_was_not_known_yet_says_so() -> None:
    from datetime import date

    document = sample_document()
    document["evidence"][2]["on"] = "2023-06-27"
    with pytest.raises(UsageError, match="not known yet"):
        explain_item(Case.model_validate(document), "charges-dropped", as_of=date(2023, 6, 25))
