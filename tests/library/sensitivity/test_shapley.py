"""Shapley and Owen values against their definition, over all orderings, computed from whole documents."""

from __future__ import annotations

import math
from itertools import permutations

import numpy as np
import pytest

from rashomon.inference import compile_case, headline
from rashomon.model import Case
from rashomon.sensitivity import shapley
from rashomon.sensitivity.baseline import Baseline
from rashomon.sensitivity.shapley import find_unions, shapley_values

CELLS = {"a": {"x": 0.9, "y": 0.3}, "b": {"x": 0.2, "y": 0.5}, "c": {"x": 0.7, "y": 0.6}, "d": {"x": 0.4, "y": 0.1}}


def case_with(items: tuple[str, ...], group: tuple[str, ...] = ()) -> Case:
    evidence = [{"id": i, "statement": i, "established": True, "likelihood": CELLS[i]} for i in items]
    inside = [i for i in group if i in items]
    groups = [{"id": "g", "items": inside, "related": 0.5}] if len(inside) > 1 else []
    hypotheses = [{"id": "x", "name": "X"}, {"id": "y", "name": "Y"}]
    document = {"rashomon": 1, "question": "?", "hypotheses": hypotheses, "evidence": evidence, "groups": groups}
    return Case.model_validate(document)


def logit(items: tuple[str, ...], group: tuple[str, ...]) -> float:
    p = headline(compile_case(case_with(items, group)))["x"]
    return math.log(p / (1 - p))


def by_definition(orders: list[tuple[str, ...]], group: tuple[str, ...]) -> dict[str, float]:
    total = dict.fromkeys(CELLS, 0.0)
    for order in orders:
        for place, item in enumerate(order):
            kept = tuple(i for i in CELLS if i in order[: place + 1])
            before = tuple(i for i in CELLS if i in order[:place])
            total[item] += (logit(kept, group) - logit(before, group)) / len(orders)
    return total


def test_exact_values_are_the_mean_over_all_orderings() -> None:
    expected = by_definition(list(permutations(CELLS)), ())
    found = shapley_values(Baseline.of(compile_case(case_with(tuple(CELLS)))), seed=1)
    assert dict(zip(CELLS, found.value[:, 0].tolist(), strict=True)) == pytest.approx(expected, abs=1e-10)
    assert not found.error.any()


def test_owen_values_keep_a_group_together() -> None:
    group = ("a", "c")
    together = [o for o in permutations(CELLS) if abs(o.index("a") - o.index("c")) == 1]
    found = shapley_values(Baseline.of(compile_case(case_with(tuple(CELLS), group))), seed=1)
    expected = by_definition(together, group)
    assert dict(zip(CELLS, found.value[:, 0].tolist(), strict=True)) == pytest.approx(expected, abs=1e-10)


def test_sampled_values_agree_within_their_error(monkeypatch: pytest.MonkeyPatch) -> None:
    baseline = Baseline.of(compile_case(case_with(tuple(CELLS), ("a", "c"))))
    exact = shapley_values(baseline, seed=1)
    monkeypatch.setattr(shapley, "EXACT_PLAYERS", 0)
    sampled = shapley_values(baseline, seed=1)
    assert np.all(np.abs(sampled.value - exact.value) <= 5 * sampled.error + 1e-9)
    assert sampled.value.sum(axis=0) == pytest.approx(exact.value.sum(axis=0), abs=1e-9)


def test_items_of_one_origin_form_a_union() -> None:
    document = case_with(tuple(CELLS)).model_dump(by_alias=True, exclude_none=True)
    document["sources"] = [{"id": "s", "name": "S", "grade": "B"}]
    for entry in document["evidence"][:2]:
        del entry["established"]
        entry["reports"] = [{"id": f"{entry['id']}.r", "source": "s"}]
    model = compile_case(Case.model_validate(document))
    assert sorted(map(len, find_unions(model))) == [1, 1, 2]
