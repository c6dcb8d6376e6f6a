"""Tornado bars, group bounds, bits and the contaminated variant against edited documents."""

from __future__ import annotations

import copy
import math

import pytest

import rashomon
from rashomon.inference import compile_case, headline
from rashomon.model import Case
from rashomon.sensitivity.baseline import Baseline
from rashomon.sensitivity.doubt import conflict, contaminated_variant
from rashomon.sensitivity.group_bounds import group_bounds
from rashomon.sensitivity.tornado import tornado
from tests.library.exact.random_cases import SMALL, Document, random_document

pytestmark = pytest.mark.slow

SEEDS = range(40)


def baseline_of(document: Document) -> Baseline:
    return Baseline.of(compile_case(Case.model_validate(document)))


def answer(document: Document) -> dict[str, float]:
    return headline(compile_case(Case.model_validate(document)))


def with_value(document: Document, path: str, value: float) -> Document | None:
    changed = copy.deepcopy(document)
    kind, id, *rest = path.split(".")
    if kind not in ("evidence", "sources") or not any(part["id"] == id for part in changed[kind]):
        return None
    entry = next(part for part in changed[kind] if part["id"] == id)
    if kind == "sources" and rest == ["reliability"]:
        entry.pop("grade", None)
        entry["reliability"] = value
    elif kind == "evidence" and rest[0] in ("likelihood", "otherwise"):
        ratio = str(entry[rest[0]][rest[1]]).endswith("x")
        entry[rest[0]][rest[1]] = f"{value:.17f}x" if ratio else value
    else:
        return None
    return changed


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bar_ends_where_the_document_with_that_value_does(seed: int) -> None:
    document = random_document(seed, SMALL)
    baseline = baseline_of(document)
    leader = baseline.leaders[0]
    for bar in tornado(baseline):
        for value, expected in ((bar.low_value, bar.at_low), (bar.high_value, bar.at_high)):
            changed = with_value(document, bar.input, value)
            if changed is not None:
                assert answer(changed)[leader] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_bounds_hold_the_answers_at_every_stated_r(seed: int) -> None:
    document = random_document(seed, SMALL)
    for bounds in group_bounds(baseline_of(document)):
        for r in (0.0, 0.3, 1.0):
            changed = copy.deepcopy(document)
            next(g for g in changed["groups"] if g["id"] == bounds.id)["related"] = r
            if r in (0.0, 1.0):
                found = answer(changed)
                assert all(bounds.low[h] - 1e-12 <= found[h] <= bounds.high[h] + 1e-12 for h in found)


@pytest.mark.parametrize("seed", SEEDS)
def test_bits_add_up_to_the_move_of_the_odds(seed: int) -> None:
    analysis = rashomon.weigh(
        Case.model_validate(random_document(seed, SMALL)), draws=64, document_sha256="x", with_timeline=False
    )
    named = [h for h in analysis.ranked if h.id != "other"]
    if len(named) < 2 or any(unit.bits is None for unit in analysis.units):
        return
    first, second = named[:2]
    moved = math.log2(first.probability / second.probability) - math.log2(first.prior / second.prior)
    assert sum(unit.bits or 0.0 for unit in analysis.units) == pytest.approx(moved, abs=1e-8)


def single(likelihood: dict[str, float], **item: object) -> Document:
    return {
        "rashomon": 1,
        "question": "?",
        "exhaustive": "for the sum",
        "hypotheses": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        "sources": [{"id": "s", "name": "S", "reliability": 0.5}],
        "evidence": [{"id": "e", "statement": "e", "likelihood": likelihood, **item}],
    }


def test_an_established_judgement_is_worthless_once_in_a_hundred() -> None:
    found = contaminated_variant(baseline_of(single({"a": 0.8, "b": 0.0}, established=True)))
    a, b = 0.99 * 0.8 + 0.01 * 0.4, 0.01 * 0.4
    assert found.posterior["a"] == pytest.approx(a / (a + b), abs=1e-14)


def test_a_reported_judgement_is_worthless_once_in_twenty() -> None:
    found = contaminated_variant(baseline_of(single({"a": 0.8, "b": 0.2}, reports=[{"id": "r", "source": "s"}])))
    told = {h: p * 0.75 + (1 - p) * 0.25 for h, p in {"a": 0.8, "b": 0.2}.items()}
    mean = sum(told.values()) / 2
    a, b = (0.95 * told[h] + 0.05 * mean for h in "ab")
    assert found.posterior["a"] == pytest.approx(a / (a + b), abs=1e-14)


def test_opposed_items_raise_the_conflict_measure() -> None:
    document = single({"a": 0.9, "b": 0.1}, established=True)
    document["evidence"].append(document["evidence"][0] | {"id": "f", "likelihood": {"a": 0.1, "b": 0.9}})
    together = 0.5 * 0.9 * 0.1 * 2
    assert conflict(baseline_of(document)).measure == pytest.approx(math.log(0.5 * 0.5 / together))


def test_an_item_that_nobody_expects_is_named() -> None:
    found = conflict(baseline_of(single({"a": 0.04, "b": 0.01}, established=True)))
    assert found.items == ("e",)
    assert found.alarm
