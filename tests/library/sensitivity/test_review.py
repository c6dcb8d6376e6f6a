"""Cases in which a careful reviewer found a wrong number; each is worked by hand or from another document."""

from __future__ import annotations

import math
from typing import Any

import pytest

import rashomon
from rashomon.analysis import Analysis, LeaveOut
from rashomon.inference import compile_case
from rashomon.inference.inputs import range_input
from rashomon.model import Case
from rashomon.sensitivity.baseline import Baseline
from rashomon.sensitivity.flips import find_flips
from rashomon.sensitivity.leave_out import leave_one_out

Document = dict[str, Any]


def document(*evidence: dict[str, Any], **more: Any) -> Document:
    items = [{"id": f"e{n}", "statement": "x"} | item for n, item in enumerate(evidence, start=1)]
    return {
        "rashomon": 1,
        "question": "Which?",
        "exhaustive": "for the sum",
        "hypotheses": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        "sources": [{"id": s, "name": s, "reliability": 0.6} for s in ("s", "t")],
        "evidence": items,
    } | more


def established(a: Any, b: Any) -> dict[str, Any]:
    return {"established": True, "likelihood": {"a": a, "b": b}}


def weighed(case: Document) -> Analysis:
    return rashomon.weigh(Case.model_validate(case), draws=64, document_sha256="x", with_timeline=False)


def cut(case: Document, kind: str, id: str) -> LeaveOut:
    found = leave_one_out(Baseline.of(compile_case(Case.model_validate(case))))
    return next(c for c in found if (c.kind, c.ids) == (kind, (id,)))


def test_a_range_below_the_least_end_keeps_its_place() -> None:
    assert range_input(0.0001, 0.0003, 1.0).percentile(0) == pytest.approx(math.sqrt(0.0001 * 0.0003), rel=1e-3)
    found = weighed(document(established("0.005-0.01%", "0.02-0.04%")))
    assert found.posterior["a"] == pytest.approx(0.2, abs=0.01)


def test_a_range_that_ends_in_certainty_has_a_spread() -> None:
    assert range_input(0.0, 0.0003, 1.0).sigma > 0
    assert range_input(0.9998, 1.0, 1.0).sigma > 0


def test_one_far_behind_comes_back_in_every_draw() -> None:
    items = [established(0.9, 0.009)] * 170 + [established(0.009, 0.9)] * 170
    found = weighed(document(*items))
    assert found.posterior["a"] == pytest.approx(0.5)
    assert found.hypothesis("a").median == pytest.approx(0.5)


def test_many_items_with_many_reports_have_a_band() -> None:
    reports = [{"source": "s", "reliability": 0.97, "says": "reports" if n % 2 else "denies"} for n in range(60)]
    items = [
        {
            "likelihood": {"a": 0.6, "b": 0.4},
            "reports": [r | {"id": f"r{place}.{n}"} for n, r in enumerate(reports)],
        }
        for place in range(16)
    ]
    found = weighed(document(*items))
    assert found.hypothesis("a").median == pytest.approx(found.posterior["a"])


@pytest.mark.parametrize("second", [{}, {"seen_first": False}])
def test_a_report_whose_repeats_fall_with_it_leaves_its_group(second: dict[str, bool]) -> None:
    first = {"id": "r1", "source": "s"} | ({"seen": False} if second else {})
    reported = {"likelihood": {"a": 0.9, "b": 0.2}, "reports": [first, {"id": "r2", "source": "t", "via": "r1"}]}
    groups = [{"id": "g", "items": ["e1", "e2"], "related": 1}]
    case = document(reported, established(0.6, 0.19), groups=groups)
    expected = cut(case, "item", "e1").posterior
    assert cut(case, "report", "r1").posterior == pytest.approx(expected)
    assert cut(case, "origin", "s").posterior == pytest.approx(expected)


def test_an_excluded_rival_never_takes_the_lead() -> None:
    baseline = Baseline.of(compile_case(Case.model_validate(document(established(0.5, 0)))))
    flip = next(f for f in find_flips(baseline) if f.input == "evidence.e1.likelihood.a")
    assert flip.flips_at is None


def test_a_catch_all_of_nothing_gives_no_nan() -> None:
    case = document(established(0.5, 0.2))
    del case["exhaustive"]
    case["hypotheses"].append({"id": "other", "name": "Else", "prior": 0})
    found = weighed(case)
    assert found.posterior["other"] == 0
    assert not math.isnan(found.evidence[0].with_reports["other"])


def test_a_catch_all_of_nothing_beside_reference_classes() -> None:
    case = document(established(0.5, 0.2))
    del case["exhaustive"]
    case["hypotheses"].append({"id": "other", "name": "Else", "prior": 0})
    case["reference_classes"] = [{"id": "c", "rule": "x", "parallels": [{"event": "y", "ended": "a"}]}]
    found = weighed(case)
    assert found.hypothesis("other").high == 0


def test_no_hindsight_in_the_score_of_a_prediction() -> None:
    resolved = {"on": "2023-06-01", "outcome": "seen"}
    seen = {"id": "x", "statement": "x", "likelihood": {"a": 0.9, "b": 0.1}, "resolved": resolved}
    later = established(0.9, 0.01) | {"on": "2023-12-31"}
    assert weighed(document(later, indicators=[seen])).resolved[0].chance_before == pytest.approx(0.5)


def test_the_distance_of_a_row_counts_what_its_cells_share() -> None:
    baseline = Baseline.of(compile_case(Case.model_validate(document(established("60-90%", 0.3)))))
    flip = next(f for f in find_flips(baseline) if f.input == "evidence.e1")
    sigma = (math.log(9) - math.log(1.5)) / (2 * 1.2815515655446004)
    now = float(baseline.values.rows[0][0, 0])
    # The row flips where both cells meet: log odds of 0.3 and of the mean, moved by the same amount each.
    shift = math.log(now / (1 - now)) - math.log(0.3 / 0.7)
    assert flip.distance == pytest.approx(shift / sigma, rel=1e-6)


def test_a_mere_denial_is_no_surprise() -> None:
    denied = {"likelihood": {"a": 0.02, "b": 0.01}, "reports": [{"id": "r", "source": "s", "says": "denies"}]}
    assert weighed(document(denied)).conflict.items == ()
