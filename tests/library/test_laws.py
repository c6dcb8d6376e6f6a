"""The laws of docs/methods.md section 11, each as a property of every case that Hypothesis can think of.

Cases come from `random_case(seed)`; what a law is about (a row, a repeat, a split) is drawn beside the seed.
"""

from __future__ import annotations

import copy
import math
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rashomon import compute_posterior
from rashomon.model import Case
from tests.library.documents import columns, one_point_case, other_names, renamed, shuffled
from tests.library.exact.random_cases import SMALL, Document, random_document

pytestmark = pytest.mark.slow

same = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])

seeds = st.integers(0, 100_000)
shares = st.floats(0.01, 0.99)


def posterior(document: Document) -> dict[str, float]:
    return compute_posterior(Case.model_validate(document))


def assert_same(first: dict[str, float], second: dict[str, float]) -> None:
    assert second == pytest.approx(first, rel=0, abs=1e-11)


def seen_reports(document: Document) -> list[tuple[Document, Document]]:
    pairs = [(item, report) for item in document["evidence"] for report in item.get("reports", [])]
    return [(item, report) for item, report in pairs if report.get("seen", True)]


@same
@given(seeds)
def test_the_posterior_adds_up_to_one(seed: int) -> None:
    found = posterior(random_document(seed, SMALL))
    assert math.fsum(found.values()) == pytest.approx(1, abs=1e-12)
    assert all(0 <= value <= 1 for value in found.values())


# --- order and names -------------------------------------------------------------------------------


@same
@given(seeds, st.randoms(use_true_random=False))
def test_the_order_of_entry_is_irrelevant(seed: int, rng: Random) -> None:
    document = random_document(seed, SMALL)
    assert_same(posterior(document), posterior(shuffled(document, rng)))


@same
@given(seeds, st.randoms(use_true_random=False))
def test_names_are_irrelevant_to_the_headline(seed: int, rng: Random) -> None:
    document = random_document(seed, SMALL)
    names = other_names(document, rng)
    assert_same(renamed(posterior(document), names), posterior(renamed(document, names)))


# --- provenance ------------------------------------------------------------------------------------


@same
@given(seeds, st.data())
def test_a_sure_repeat_changes_nothing_wherever_it_is_added(seed: int, data: st.DataObject) -> None:
    document = random_document(seed, SMALL)
    before = posterior(document)
    pairs = seen_reports(document)
    assume(pairs)
    item, original = data.draw(st.sampled_from(pairs))
    source = data.draw(st.sampled_from(document["sources"]))
    repeat = {"id": "again", "source": source["id"], "says": original["says"], "via": original["id"]}
    item["reports"].insert(data.draw(st.integers(0, len(item["reports"]))), repeat)
    assert_same(before, posterior(document))


@same
@given(seeds, st.data())
def test_a_copy_of_chance_zero_is_a_report_of_its_own(seed: int, data: st.DataObject) -> None:
    document = random_document(seed, SMALL)
    pairs = seen_reports(document)
    assume(pairs)
    item, original = data.draw(st.sampled_from(pairs))
    source = data.draw(st.sampled_from(document["sources"]))
    says = data.draw(st.sampled_from(["reports", "denies", "silent"]))
    own = {"id": "again", "source": source["id"], "says": says}
    item["reports"].append(own)
    independent = posterior(document)
    item["reports"][-1] = own | {"via": original["id"], "copy": 0}
    assert_same(independent, posterior(document))


@same
@given(seeds, shares, st.sampled_from(["reports", "denies", "silent"]), st.booleans(), st.data())
def test_a_source_that_tracks_nothing_changes_nothing(
    seed: int, regardless: float, says: str, one_instrument: bool, data: st.DataObject
) -> None:
    document = random_document(seed, SMALL)
    before = posterior(document)
    item = data.draw(st.sampled_from(document["evidence"]))
    deaf = {"id": "deaf", "name": "Deaf", "reliability": 0, "says_regardless": regardless}
    document["sources"].append(deaf | {"one_instrument": one_instrument})
    has_evidence = item["established"] is not None or item.get("reports")
    assert has_evidence
    item.setdefault("reports", []).append({"id": "noise", "source": "deaf", "says": says})
    assert_same(before, posterior(document))


# --- evidence --------------------------------------------------------------------------------------


@same
@given(seeds, shares, st.booleans(), st.booleans())
def test_equal_cells_change_nothing(seed: int, cell: float, happened: bool, rated: bool) -> None:
    document = random_document(seed, SMALL)
    before = posterior(document)
    rows = dict.fromkeys(columns(document), cell)
    if rated and "exhaustive" not in document:
        rows["other"] = cell
    document["evidence"].append({"id": "plain", "statement": "Plain.", "established": happened, "likelihood": rows})
    assert_same(before, posterior(document))


@same
@given(seeds)
def test_unrelated_items_of_a_group_are_independent(seed: int) -> None:
    document = random_document(seed, SMALL)
    assume(bool(document["groups"]))
    for group in document["groups"]:
        group["related"] = 0
    assert_same(posterior(document | {"groups": []}), posterior(document))


def rate_no_other(document: Document) -> None:
    for item in [*document["evidence"], *document["indicators"]]:
        item["likelihood"].pop("other", None)
        item.get("otherwise", {}).pop("other", None)


@same
@given(seeds)
def test_unrated_evidence_leaves_the_catch_all_at_its_prior(seed: int) -> None:
    document = random_document(seed, SMALL)
    assume("exhaustive" not in document)
    rate_no_other(document)
    no_evidence = document | {"evidence": [], "groups": [], "indicators": []}
    assert posterior(document)["other"] == pytest.approx(posterior(no_evidence)["other"], abs=1e-11)


@same
@given(seeds, st.lists(shares, min_size=2, max_size=12))
def test_opposed_items_do_not_let_the_catch_all_win(seed: int, cells: list[float]) -> None:
    document = one_point_case({"a": 0.5, "b": 0.5}) | {"evidence": []}
    del document["exhaustive"]
    for index, cell in enumerate(cells):
        row = {"a": cell, "b": 1 - cell}
        document["evidence"].append({"id": f"e{index}", "statement": "E.", "established": True, "likelihood": row})
    assert posterior(document)["other"] == pytest.approx(0.05, abs=1e-12)


# --- hypotheses ------------------------------------------------------------------------------------


def split(document: Document, name: str) -> Document:
    """Split one hypothesis in two halves with the same cells and half the prior each."""
    made = copy.deepcopy(document)
    rows = [r for e in [*made["evidence"], *made["indicators"]] for r in (e["likelihood"], e.get("otherwise"))]
    reports = [report for item in made["evidence"] for report in item.get("reports", [])]
    rows += [part.get("says_regardless") for part in [*made["sources"], *reports]]
    for row in rows:
        if isinstance(row, dict):
            row["half"] = row[name]
    whole = next(h for h in made["hypotheses"] if h["id"] == name)
    whole["prior"] /= 2
    made["hypotheses"].append(whole | {"id": "half"})
    return made


def with_full_maps(document: Document) -> Document:
    """State every bias for `other` too: left out, it is the mean of the named, which a split changes."""
    for part in [*document["sources"], *(report for _, report in all_reports(document))]:
        regardless = part.get("says_regardless")
        if isinstance(regardless, dict) and "exhaustive" not in document:
            regardless.setdefault("other", 0.4)
    return document


def all_reports(document: Document) -> list[tuple[Document, Document]]:
    return [(item, report) for item in document["evidence"] for report in item.get("reports", [])]


@same
@given(seeds, st.data())
def test_splitting_a_hypothesis_keeps_its_total(seed: int, data: st.DataObject) -> None:
    document = with_full_maps(random_document(seed, SMALL))
    document.pop("reference_classes", None)
    for hypothesis in document["hypotheses"]:
        hypothesis["prior"] = data.draw(shares)
    name = data.draw(st.sampled_from(columns(document)))
    before, after = posterior(document), posterior(split(document, name))
    after[name] += after.pop("half")
    assert_same(before, after)


rows = st.fixed_dictionaries({"a": shares, "b": shares, "c": shares})


@same
@given(st.lists(st.tuples(rows, rows, rows), min_size=1, max_size=4), shares)
def test_pooling_cells_is_pooling_people(people: list[tuple[dict[str, float], ...]], weight: float) -> None:
    """With full cells: the pool of priors and cells, then updated, is the pool of the posteriors."""
    raw = [weight * (i + 1) for i in range(len(people))]
    weights = [w / math.fsum(raw) for w in raw]

    def pool(parts: list[dict[str, float]]) -> dict[str, float]:
        logs = {k: math.fsum(w * math.log(p[k]) for w, p in zip(weights, parts, strict=True)) for k in parts[0]}
        return {k: math.exp(value) for k, value in logs.items()}

    def answer(prior: dict[str, float], *cells: dict[str, float]) -> dict[str, float]:
        document = one_point_case(dict.fromkeys("abc", 0.5))
        for hypothesis in document["hypotheses"]:
            hypothesis["prior"] = prior[hypothesis["id"]]
        document["evidence"] = [
            {"id": f"e{i}", "statement": "E.", "established": True, "likelihood": row} for i, row in enumerate(cells)
        ]
        return posterior(document)

    per_person = pool([answer(*person) for person in people])
    total = math.fsum(per_person.values())
    per_cell = answer(*(pool([person[part] for person in people]) for part in range(3)))
    assert_same({name: value / total for name, value in per_person.items()}, per_cell)


# --- zeros -----------------------------------------------------------------------------------------


@same
@given(seeds, st.sampled_from([0, 1]), st.data())
def test_a_zero_never_gives_nan(seed: int, cell: int, data: st.DataObject) -> None:
    """One hypothesis is excluded by an established item; nothing else may break."""
    document = random_document(seed, SMALL)
    row = dict.fromkeys(columns(document), 0.5)
    name = data.draw(st.sampled_from(list(row)[1:]))  # the first may be excluded already
    row[name] = cell
    document["evidence"].append({"id": "zero", "statement": "Z.", "established": not cell, "likelihood": row})
    assume(len(row) > 2 or document["hypotheses"][0].get("prior") != 0)
    found = posterior(document)
    assert found[name] == 0
    assert math.fsum(found.values()) == pytest.approx(1, abs=1e-12)
