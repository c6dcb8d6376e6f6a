"""A flip, put back into the document, is where the lead changes."""

from __future__ import annotations

import copy
import math

import pytest

from rashomon.analysis import Flip
from rashomon.inference import compile_case, headline
from rashomon.model import Case
from rashomon.sensitivity.baseline import Baseline
from rashomon.sensitivity.flips import find_flips
from tests.library.exact.random_cases import SMALL, Document, random_document

pytestmark = pytest.mark.slow

SEEDS = range(60)


def flips_of(document: Document) -> tuple[Baseline, tuple[Flip, ...]]:
    baseline = Baseline.of(compile_case(Case.model_validate(document)))
    return baseline, find_flips(baseline)


def with_cell(document: Document, path: str, value: float) -> Document:
    changed = copy.deepcopy(document)
    _, item, row, hypothesis = path.split(".")
    entry = next(e for e in changed["evidence"] if e["id"] == item)
    ratio = str(entry[row][hypothesis]).endswith("x")
    entry[row][hypothesis] = f"{value:.17f}x" if ratio else value
    return changed


def gap(document: Document, ahead: str, behind: str) -> float:
    posterior = headline(compile_case(Case.model_validate(document)))
    return abs(posterior[ahead] - posterior[behind])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cell_at_its_flip_is_a_tie(seed: int) -> None:
    document = random_document(seed, SMALL)
    baseline, flips = flips_of(document)
    for flip in flips:
        if flip.kind == "cell" and flip.flips_at is not None and flip.input.startswith("evidence."):
            assert flip.new_leader is not None
            changed = with_cell(document, flip.input, flip.flips_at)
            assert gap(changed, baseline.leaders[0], flip.new_leader) < 1e-8


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cell_that_never_flips_keeps_the_leader_at_both_ends(seed: int) -> None:
    document = random_document(seed, SMALL)
    baseline, flips = flips_of(document)
    probabilities = [f for f in flips if f.kind == "cell" and f.flips_at is None and "evidence." in f.input]
    for flip in probabilities:
        for end in (0.0, 0.5, 1.0):
            if "x" not in str(document_cell(document, flip.input)):
                changed = headline(compile_case(Case.model_validate(with_cell(document, flip.input, end))))
                assert changed[baseline.leaders[0]] >= max(changed.values()) * (1 - 1e-9)


def document_cell(document: Document, path: str) -> object:
    _, item, row, hypothesis = path.split(".")
    return next(e for e in document["evidence"] if e["id"] == item)[row][hypothesis]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_reliability_at_its_flip_is_a_tie(seed: int) -> None:
    document = random_document(seed, SMALL)
    baseline, flips = flips_of(document)
    for flip in flips:
        if flip.kind == "source" and flip.flips_at is not None and flip.input.startswith("sources."):
            _, source, key = flip.input.split(".")
            changed = copy.deepcopy(document)
            entry = next(s for s in changed["sources"] if s["id"] == source)
            entry.pop("grade", None)
            entry[key] = flip.flips_at
            assert flip.new_leader is not None
            assert gap(changed, baseline.leaders[0], flip.new_leader) < 1e-7


def two(first: float, second: float) -> Document:
    row = {"likelihood": {"a": first, "b": second}}
    return {
        "rashomon": 1,
        "question": "Which?",
        "exhaustive": "for the sum",
        "hypotheses": [{"id": "a", "name": "A", "prior": 0.6}, {"id": "b", "name": "B", "prior": 0.4}],
        "evidence": [{"id": "e", "statement": "It happened.", "established": True, **row}],
    }


def find(flips: tuple[Flip, ...], input: str) -> Flip:
    return next(f for f in flips if f.input == input)


def test_an_established_cell_flips_at_l_times_exp_minus_d() -> None:
    baseline, flips = flips_of(two(0.8, 0.3))
    lead = math.log(baseline.posterior[0] / baseline.posterior[1])
    flip = find(flips, "evidence.e.likelihood.a")
    assert flip.flips_at == pytest.approx(0.8 * math.exp(-lead), abs=1e-12)
    assert (flip.new_leader, flip.robustness) == ("b", "point")


def test_no_value_of_this_alone_would() -> None:
    flip = find(flips_of(two(0.9, 0.01) | {"exhaustive": "x"})[1], "evidence.e.likelihood.b")
    assert flip.flips_at is None or flip.flips_at <= 1
    never = two(0.9, 0.01)
    never["hypotheses"][0]["prior"], never["hypotheses"][1]["prior"] = 0.9, 0.1
    found = find(flips_of(never)[1], "evidence.e.likelihood.b")
    assert (found.flips_at, found.robustness) == (None, "never")


def test_a_row_flips_where_its_factor_meets_the_odds_of_the_rest() -> None:
    flip = find(flips_of(two(0.8, 0.2))[1], "evidence.e")
    assert flip.value == pytest.approx(4.0)
    assert flip.flips_at == pytest.approx(0.4 / 0.6, rel=1e-6)


def test_distance_is_in_standard_deviations_of_the_range() -> None:
    document = two(0.8, 0.3)
    document["evidence"][0]["likelihood"]["a"] = "60-90%"
    flip = find(flips_of(document)[1], "evidence.e.likelihood.a")
    low, high = (math.log(p / (1 - p)) for p in (0.6, 0.9))
    assert flip.flips_at is not None
    at = math.log(flip.flips_at / (1 - flip.flips_at))
    expected = abs(at - (low + high) / 2) / ((high - low) / (2 * 1.2815515655446004))
    assert flip.distance == pytest.approx(expected)
    assert flip.robustness == ("robust" if expected > 2 else "moderate" if expected >= 1 else "fragile")
