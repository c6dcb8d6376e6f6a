"""The laws of docs/methods.md section 11 on a whole analysis: bands, Shapley values, information, zeros."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rashomon
from rashomon.analysis import Analysis
from rashomon.model import Case
from tests.library.documents import columns, one_point_case, other_names, renamed, shuffled
from tests.library.exact.random_cases import SMALL, Document, Limits, random_document

pytestmark = pytest.mark.slow

weighed = settings(max_examples=12, deadline=None)

seeds = st.integers(0, 100_000)
shares = st.floats(0.01, 0.99)
DRAWS = 1024


def analysis(document: Document, draws: int = DRAWS) -> Analysis:
    return rashomon.weigh(Case.model_validate(document), draws=draws)


@weighed
@given(seeds, st.randoms(use_true_random=False))
def test_names_and_order_move_no_band_beyond_sampling_error(seed: int, rng: Random) -> None:
    document = random_document(seed, SMALL)
    names = other_names(document, rng)
    first = analysis(document, 4096)
    second = analysis(shuffled(renamed(document, names), rng), 4096)
    for old in first.hypotheses:
        new = second.hypothesis(names.get(old.id, old.id))
        assert (new.low, new.median, new.high) == pytest.approx((old.low, old.median, old.high), abs=0.04)


@weighed
@given(seeds, st.data())
def test_a_zero_leaves_every_number_of_the_analysis_finite(seed: int, data: st.DataObject) -> None:
    document = random_document(seed, SMALL)
    row = dict.fromkeys(columns(document), 0.5)
    row[data.draw(st.sampled_from(list(row)[1:]))] = 0
    document["evidence"].append({"id": "zero", "statement": "Z.", "established": True, "likelihood": row})
    found = analysis(document)
    numbers = [v for h in found.hypotheses for v in (h.probability, h.low, h.median, h.high, h.lead_share)]
    numbers += [v for e in found.evidence for v in e.shapley.values()]
    numbers += [v for left in found.leave_one_out for v in left.posterior.values()]
    numbers += [v for bar in found.tornado for v in (bar.at_low, bar.at_high)]
    assert all(math.isfinite(value) for value in numbers)


def clipped_logit(p: float) -> float:
    p = min(max(p, 1e-12), 1 - 1e-12)
    return math.log(p / (1 - p))


def assert_shapley_adds_up(found: Analysis) -> None:
    for h in found.hypotheses:
        total = math.fsum(item.shapley[h.id] for item in found.evidence if item.counted)
        assert total == pytest.approx(clipped_logit(h.probability) - clipped_logit(h.prior), abs=1e-6)


@weighed
@given(seeds)
def test_shapley_values_add_up_to_the_whole_move(seed: int) -> None:
    assert_shapley_adds_up(analysis(random_document(seed, SMALL) | {"indicators": []}))


@settings(weighed, max_examples=4)
@given(seeds)
def test_sampled_shapley_values_add_up_too(seed: int) -> None:
    many = Limits(hypotheses=(2, 4), items=(20, 30))
    assert_shapley_adds_up(analysis(random_document(seed, many) | {"indicators": []}, 64))


@weighed
@given(seeds)
def test_shares_of_lead_add_up_to_one(seed: int) -> None:
    found = analysis(random_document(seed, SMALL))
    assert math.fsum(h.lead_share for h in found.hypotheses) == pytest.approx(1, abs=1e-9)
    assert all(0 <= h.low <= h.median <= h.high <= 1 for h in found.hypotheses)


@weighed
@given(seeds, st.lists(shares, min_size=2, max_size=2), shares)
def test_information_gain_lies_between_zero_and_the_entropy(seed: int, pair: list[float], third: float) -> None:
    document = random_document(seed, SMALL)
    names = columns(document)
    row = {name: [*pair, third][i % 3] for i, name in enumerate(names)}
    document["indicators"] = [{"id": "watch", "statement": "Watch.", "likelihood": row}]
    found = analysis(document)
    entropy = -math.fsum(p * math.log2(p) for p in found.posterior.values() if p > 0)
    assert -1e-12 <= found.next[0].gain <= entropy + 1e-12


@weighed
@given(st.integers(5, 45), st.integers(50, 95), st.floats(0.05, 0.95), st.floats(0.3, 2), st.floats(1.05, 2.5))
def test_widening_never_narrows_the_band(low: int, high: int, cell: float, first: float, factor: float) -> None:
    document = one_point_case({"a": f"{low}-{high}%", "b": cell})  # type: ignore[dict-item] # a cell may be a number or a text
    narrow = analysis(document | {"widening": first}).hypothesis("a")
    wide = analysis(document | {"widening": first * factor}).hypothesis("a")
    assert wide.low <= narrow.low + 1e-12
    assert wide.high >= narrow.high - 1e-12
    assert narrow.wide_low <= narrow.low + 1e-12
    assert narrow.wide_high >= narrow.high - 1e-12
