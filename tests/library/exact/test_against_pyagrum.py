"""The engine against two solvers that were written from the methods page alone, on random cases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from scipy.integrate import quad
from scipy.special import expit, logit
from scipy.stats import norm

from rashomon import compute_posterior
from rashomon.model import Case
from rashomon.model.rules import find_problems
from tests.library.exact.random_cases import SMALL, TINY, USUAL, Limits, random_case
from tests.library.exact.reference_means import logit_normal_mean
from tests.library.exact.reference_solver import agrum_posterior, enumerate_posterior

pytestmark = pytest.mark.slow

TOLERANCE = 1e-10
FAST = 40  # seeds 0 to 39 run every time, the rest with the slow tests
USUAL_SEEDS = 500
BATCH = 20  # seeds per test: enough tests to share out, few enough to read


def batches(seeds: range) -> list[range]:
    return [seeds[start : start + BATCH] for start in range(0, len(seeds), BATCH)]


def named(batch: range) -> str:
    return f"seeds {batch.start}-{batch.stop - 1}"


def assert_same(found: dict[str, float], expected: dict[str, float], seed: int) -> None:
    assert list(found) == list(expected), f"seed {seed}"
    assert found == pytest.approx(expected, rel=0, abs=TOLERANCE), f"seed {seed}"


@pytest.mark.parametrize("batch", batches(range(FAST)), ids=named)
def test_the_engine_agrees_with_pyagrum(batch: range) -> None:
    for seed in batch:
        case = random_case(seed)
        assert_same(compute_posterior(case), agrum_posterior(case), seed)


@pytest.mark.slow
@pytest.mark.parametrize("batch", batches(range(FAST, USUAL_SEEDS)), ids=named)
def test_the_engine_agrees_with_pyagrum_on_many_more(batch: range) -> None:
    for seed in batch:
        case = random_case(seed)
        assert_same(compute_posterior(case), agrum_posterior(case), seed)


@pytest.mark.parametrize("batch", batches(range(100)), ids=named)
def test_the_engine_agrees_with_enumeration(batch: range) -> None:
    for seed in batch:
        case = random_case(seed, TINY)
        assert_same(compute_posterior(case), enumerate_posterior(case), seed)


@pytest.mark.parametrize("batch", batches(range(100)), ids=named)
def test_the_two_solvers_agree_with_each_other(batch: range) -> None:
    for seed in batch:
        case = random_case(seed, TINY)
        assert_same(agrum_posterior(case), enumerate_posterior(case), seed)


@pytest.mark.parametrize(
    ("low", "high", "widening"),
    [(0.55, 0.8, 1), (0, 0.1, 1), (0.95, 0.99, 2), (0.02, 0.98, 1.5), (0.3, 0.31, 1)],
)
def test_the_mean_of_a_range_is_that_of_a_logit_normal(low: float, high: float, widening: float) -> None:
    first, last = logit(max(low, 0.0005)), logit(min(high, 0.9995))
    mu, sigma = (first + last) / 2, widening * (last - first) / (norm.ppf(0.9) - norm.ppf(0.1))
    expected, _ = quad(lambda z: expit(mu + sigma * z) * norm.pdf(z), -10, 10, epsabs=1e-13, limit=200)
    assert logit_normal_mean(low, high, widening) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("limits", [USUAL, TINY, SMALL], ids=["usual", "tiny", "small"])
def test_the_random_cases_are_valid(limits: Limits) -> None:
    assert [find_problems(random_case(seed, limits)) for seed in range(100)] == [[]] * 100


def test_a_date_given_to_the_engine_replaces_the_case_s_own() -> None:
    for seed in range(200):
        case = random_case(seed, TINY)
        if case.as_of is not None:
            other_day = case.as_of + timedelta(days=40)
            expected = enumerate_posterior(case.model_copy(update={"as_of": other_day}))
            assert_same(compute_posterior(case, as_of=other_day), expected, seed)


@pytest.mark.parametrize("count", [200, 500])
def test_many_readings_of_one_camera_do_not_underflow(count: int) -> None:
    """The product over `count` items leaves the range of a double, the answer does not."""
    reading = {"likelihood": {"a": 0.5, "b": 0.499}}
    document = {
        "rashomon": 1,
        "question": "Which?",
        "exhaustive": "There are two.",
        "hypotheses": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        "sources": [{"id": "camera", "name": "Camera", "one_instrument": True, "reliability": 0.5}],
        "evidence": [
            reading | {"id": f"e{i}", "statement": "E.", "reports": [{"id": f"r{i}", "source": "camera"}]}
            for i in range(count)
        ],
    }
    # Works (1/2): 0.5^n against 0.499^n. Fails (1/2): 0.5^n for both.
    b = (1 + 0.998**count) / 2
    found = compute_posterior(Case.model_validate(document))
    assert found == pytest.approx({"a": 1 / (1 + b), "b": b / (1 + b)}, rel=1e-10)


def parts_of(case: Case) -> set[str]:
    """Name the features of a case that the tests above must not miss."""
    reports = [report for item in case.evidence for report in item.reports]
    instruments = {source.id for source in case.sources if source.one_instrument}
    on_instruments = [{r.source for r in item.reports} & instruments for item in case.evidence]
    marks = {
        "no other": case.exhaustive is not None,
        "other rated in part": len({"other" in item.likelihood for item in case.evidence}) == 2,
        "denial": any(r.says == "denies" for r in reports),
        "silence": any(r.says == "silent" for r in reports),
        "sure repeat": any(r.via and r.copying is None and r.seen for r in reports),
        "doubtful copy": any(r.copying is not None for r in reports),
        "unseen": any(not r.seen for r in reports),
        "relay of a relay": any(not r.seen and r.via for r in reports),
        "instrument on several items": any(sum(i in used for used in on_instruments) > 1 for i in instruments),
        "hit rate": any(source.hit_rate for source in case.sources),
        "map of biases": any(isinstance(source.says_regardless, dict) for source in case.sources),
        "otherwise": any(item.otherwise for item in case.evidence),
        "given alone": any(item.given and not item.otherwise for item in case.evidence),
        "established false": any(item.established is False for item in case.evidence),
        "ratios": any(q.is_ratio for item in case.evidence for q in item.likelihood.values()),
        "group": bool(case.groups),
        "reference classes": len(case.reference_classes) > 1 and case.hypotheses[0].prior is None,
        "widening": case.widening != 1,
        "as of": case.as_of is not None,
        "resolved": any(indicator.resolved for indicator in case.indicators),
        "sixty items": len(case.evidence) >= 58,
        "twelve hypotheses": len(case.hypotheses) >= 12,
    }
    return {name for name, present in marks.items() if present}


def test_the_random_cases_hold_everything() -> None:
    seen: dict[str, int] = {}
    for seed in range(USUAL_SEEDS):
        for part in parts_of(random_case(seed)):
            seen[part] = seen.get(part, 0) + 1
    assert len(seen) == 22
    assert min(seen.values()) >= 10, seen
