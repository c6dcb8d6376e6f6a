"""Leaving something out gives what the document without it gives, worked out from scratch."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from rashomon.analysis import LeaveOut
from rashomon.inference import compile_case, headline
from rashomon.model import Case
from rashomon.sensitivity.baseline import Baseline
from rashomon.sensitivity.leave_out import leave_one_out, leave_two_out
from tests.library.exact.random_cases import SMALL, Document, random_document

pytestmark = pytest.mark.slow

SEEDS = range(60)


def answer(document: Document) -> dict[str, float]:
    return headline(compile_case(Case.model_validate(document)))


def cuts(document: Document) -> tuple[Baseline, tuple[LeaveOut, ...]]:
    baseline = Baseline.of(compile_case(Case.model_validate(document)))
    return baseline, leave_one_out(baseline)


def without_item(document: Document, id: str) -> Document | None:
    """Return the document without an item, or None where another item is rated on it."""
    changed = copy.deepcopy(document)
    resolved_indicator = all(item["id"] != id for item in changed["evidence"])
    if resolved_indicator or any(item.get("given") == id for item in changed["evidence"]):
        return None
    changed["evidence"] = [item for item in changed["evidence"] if item["id"] != id]
    for group in changed.get("groups", []):
        group["items"] = [i for i in group["items"] if i != id]
    changed["groups"] = [g for g in changed.get("groups", []) if len(g["items"]) > 1]
    return changed


def without_origin(document: Document, source: str) -> Document:
    """Return the document without a source's first-hand reports and all that came via them."""
    changed = copy.deepcopy(document)
    for item in changed["evidence"]:
        gone: set[str] = set()
        for report in item.get("reports", []):
            if (report["source"] == source and "via" not in report) or report.get("via") in gone:
                gone.add(report["id"])
        item["reports"] = [r for r in item.get("reports", []) if r["id"] not in gone]
    return _without_unknown(changed)


def _without_unknown(document: Document) -> Document:
    """Drop items of which nothing is left, unless others are rated on them, where they stay latent."""
    latent = {item.get("given") for item in document["evidence"] if "otherwise" in item}
    kept = [
        item
        for item in document["evidence"]
        if "established" in item or any(r.get("seen", True) for r in item["reports"]) or item["id"] in latent
    ]
    ids = {item["id"] for item in kept}
    groups: list[dict[str, Any]] = [
        g | {"items": [i for i in g["items"] if i in ids]} for g in document.get("groups", [])
    ]
    for item in kept:
        if item.get("given") not in ids:
            item.pop("given", None)
    return document | {"evidence": kept, "groups": [g for g in groups if len(g["items"]) > 1]}


@pytest.mark.parametrize("seed", SEEDS)
def test_an_item_left_out_is_a_document_without_it(seed: int) -> None:
    document = random_document(seed, SMALL)
    for cut in cuts(document)[1]:
        changed = without_item(document, cut.ids[0]) if cut.kind == "item" else None
        if changed is not None:
            assert cut.posterior == pytest.approx(answer(changed), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_origin_left_out_is_a_document_without_its_reports(seed: int) -> None:
    document = random_document(seed, SMALL)
    for cut in cuts(document)[1]:
        if cut.kind == "origin":
            assert cut.posterior == pytest.approx(answer(without_origin(document, cut.ids[0])), rel=1e-9, abs=1e-12)


def reported_twice(**second: Any) -> Document:
    return {
        "rashomon": 1,
        "question": "Which?",
        "exhaustive": "for the sum",
        "hypotheses": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        "sources": [{"id": s, "name": s, "reliability": 0.6} for s in ("first", "second")],
        "evidence": [
            {
                "id": "e",
                "statement": "It happened.",
                "likelihood": {"a": 0.8, "b": 0.2},
                "reports": [{"id": "r1", "source": "first"}, {"id": "r2", "source": "second", "via": "r1", **second}],
            }
        ],
    }


def cut_of(document: Document, kind: str, id: str) -> LeaveOut:
    return next(cut for cut in cuts(document)[1] if cut.kind == kind and cut.ids == (id,))


def test_a_sure_repeat_falls_with_what_it_repeats() -> None:
    assert cut_of(reported_twice(), "report", "r1").posterior == pytest.approx({"a": 0.5, "b": 0.5})


def test_a_doubtful_copy_keeps_its_own_factor() -> None:
    # Left: P(r2 | E) = c + (1 - c)(0.6 + 0.4 * 0.5) = 0.9, P(r2 | not E) = c + (1 - c) * 0.4 * 0.5 = 0.6 for c = 0.5.
    a, b = 0.8 * 0.9 + 0.2 * 0.6, 0.2 * 0.9 + 0.8 * 0.6
    found = cut_of(reported_twice(copy=0.5), "report", "r1")
    assert found.posterior["a"] == pytest.approx(a / (a + b), abs=1e-14)


def test_an_origin_takes_its_copies_with_it() -> None:
    assert cut_of(reported_twice(copy=0.5), "origin", "first").posterior == pytest.approx({"a": 0.5, "b": 0.5})


def test_a_group_left_out_is_all_its_items_left_out() -> None:
    for seed in SEEDS:
        document = random_document(seed, SMALL)
        for cut in cuts(document)[1]:
            if cut.kind == "group":
                changed: Document | None = document
                for id in next(g["items"] for g in document["groups"] if g["id"] == cut.ids[0]):
                    changed = changed and without_item(changed, id)
                if changed:
                    assert cut.posterior == pytest.approx(answer(changed), rel=1e-9, abs=1e-12)


def test_two_left_out_are_pairs_of_the_five_that_move_most() -> None:
    baseline, singles = cuts(random_document(3, SMALL))
    pairs = leave_two_out(baseline, singles)
    items = [cut for cut in singles if cut.kind == "item"]
    count = min(len(items), 5)
    assert len(pairs) == count * (count - 1) // 2
    assert all(len(pair.ids) == 2 for pair in pairs)
