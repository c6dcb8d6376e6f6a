"""Every change is found, and what the changes moved adds up to the whole."""

from __future__ import annotations

from typing import Any

import pytest

import rashomon
from rashomon.comparison import compare_cases, find_differences
from rashomon.model import Case
from tests.library.comparison.sample import sample_case, sample_document


def revised(**changes: Any) -> Case:
    """Return the sample with top-level keys replaced."""
    return Case.model_validate(sample_document() | changes)


def big_revision() -> Case:
    """Return a version in which much has changed at once."""
    document = sample_document()
    document["title"] = "Three explanations"
    document["as_of"] = "2023-12-31"
    document["hypotheses"][1]["prior"] = "10%"
    document["hypotheses"][2:] = [{"id": "mistake", "name": "A misunderstanding", "prior": "12%"}]
    for item in document["evidence"]:
        item["likelihood"].pop("smoke-screen")
        item["likelihood"]["mistake"] = "1x" if item["id"] == "moved-abroad" else "30%"
    document["indicators"][0]["likelihood"] = {"bargain": "70%", "staged": "40%", "mistake": "20%"}
    document["evidence"][1]["likelihood"]["staged"] = "40%"
    del document["evidence"][2]
    document["groups"] = []
    document["evidence"][0]["reports"][2:] = []
    document["sources"] = [*document["sources"][:2], {"id": "wire", "name": "A wire service", "grade": "A"}]
    document["evidence"].append(
        {
            "id": "letter",
            "statement": "A letter was found.",
            "likelihood": {"bargain": "20%", "staged": "5%", "mistake": "60%"},
            "reports": [{"id": "r9", "source": "wire"}],
        }
    )
    return Case.model_validate(document)


def test_a_case_does_not_differ_from_itself() -> None:
    found = compare_cases(sample_case(), sample_case())
    assert found.steps == () == found.wording
    assert set(found.moved.values()) == {0.0}


def test_order_alone_is_no_change() -> None:
    document = sample_document()
    document["evidence"].reverse()
    assert find_differences(sample_case(), Case.model_validate(document)) == ()


def test_one_cell_is_one_step_that_moves_everything() -> None:
    document = sample_document()
    document["evidence"][1]["likelihood"]["staged"] = "40%"
    found = compare_cases(sample_case(), Case.model_validate(document))
    (step,) = found.steps
    (difference,) = step.differences
    assert (difference.path, difference.before, difference.after) == (
        "evidence.speech.likelihood.staged",
        "likely",
        "40%",
    )
    assert step.moved == pytest.approx(found.moved)
    assert found.moved["staged"] < 0


def test_words_move_nothing_and_stand_apart() -> None:
    found = compare_cases(sample_case(), revised(title="A title", body="Prose."))
    assert found.steps == ()
    assert [difference.path for difference in found.wording] == ["title", "body"]


def test_a_hypothesis_called_like_a_wording_key_still_weighs() -> None:
    document = sample_document()
    for entry in [document["hypotheses"][0]]:
        entry["id"] = "note"
    for part in (*document["evidence"], *document["indicators"]):
        part["likelihood"]["note"] = part["likelihood"].pop("bargain")
    old = Case.model_validate(document)
    document["evidence"][1]["likelihood"]["note"] = "50%"
    found = compare_cases(old, Case.model_validate(document))
    assert [d.path for step in found.steps for d in step.differences] == ["evidence.speech.likelihood.note"]


def test_many_changes_add_up() -> None:
    old, new = sample_case(), big_revision()
    found = compare_cases(old, new)
    assert found.before == rashomon.compute_posterior(old)
    assert found.after == rashomon.compute_posterior(new)
    for id, whole in found.moved.items():
        assert sum(step.moved.get(id, 0.0) for step in found.steps) == pytest.approx(whole, abs=1e-12)
    assert found.steps[-1].posterior == pytest.approx(found.after, abs=1e-12)


def test_each_change_of_a_large_revision_is_named_once() -> None:
    found = compare_cases(sample_case(), big_revision())
    paths = [difference.path for step in found.steps for difference in step.differences]
    assert len(paths) == len(set(paths))
    assert {
        "as_of",
        "hypotheses.staged.prior",
        "hypotheses.mistake",
        "hypotheses.smoke-screen",
        "sources.wire",
        "sources.gauge",
        "evidence.speech.likelihood.staged",
        "evidence.letter",
        "evidence.charges-dropped",
        "evidence.aircraft-lost.reports.r3",
        "groups.the-deal",
    } <= set(paths)
    assert not any(path.endswith(("likelihood.mistake", "likelihood.smoke-screen")) for path in paths)


def test_most_changes_stand_alone() -> None:
    found = compare_cases(sample_case(), big_revision())
    assert max(len(step.differences) for step in found.steps) <= 2


def test_an_item_that_loses_its_establishment_for_a_report_is_one_step() -> None:
    document = sample_document()
    del document["evidence"][1]["established"]
    document["evidence"][1]["reports"] = [{"id": "r9", "source": "columnist"}]
    found = compare_cases(sample_case(), Case.model_validate(document))
    assert len(found.steps) == 2
    assert [d.path for step in found.steps for d in step.differences] == [
        "evidence.speech.reports.r9",
        "evidence.speech.established",
    ]


def test_the_day_can_be_replaced_for_both() -> None:
    from datetime import date

    found = compare_cases(sample_case(), revised(as_of="2023-12-31"), as_of=date(2023, 6, 24))
    assert found.before == rashomon.compute_posterior(sample_case(), as_of=date(2023, 6, 24))
    assert set(found.moved.values()) == {0.0}


def test_progress_reaches_the_end() -> None:
    calls: list[tuple[int, int]] = []
    compare_cases(sample_case(), big_revision(), progress=lambda done, size: calls.append((done, size)))
    assert calls[-1][0] == calls[-1][1] > 5


def test_prose_that_links_to_items_does_not_stand_in_the_way() -> None:
    document = sample_document() | {"body": "See [evidence:speech]."}
    old = Case.model_validate(document)
    document["evidence"] = [item for item in document["evidence"] if item["id"] != "speech"]
    document["evidence"][0]["likelihood"]["staged"] = "20%"
    document["body"] = "See [evidence:aircraft-lost]."
    found = compare_cases(old, Case.model_validate(document))
    assert [len(step.differences) for step in found.steps] == [1, 1]
    assert [difference.path for difference in found.wording] == ["body"]


def test_two_cases_with_nothing_in_common_still_add_up() -> None:
    document = {
        "rashomon": 1,
        "question": "Who took the bread?",
        "hypotheses": [{"id": "gulls", "name": "Gulls"}, {"id": "children", "name": "Children"}],
        "evidence": [
            {"id": "crumbs", "statement": "Crumbs.", "established": True, "likelihood": {"gulls": 0.8, "children": 0.3}}
        ],
    }
    found = compare_cases(sample_case(), Case.model_validate(document))
    for id, whole in found.moved.items():
        assert sum(step.moved.get(id, 0.0) for step in found.steps) == pytest.approx(whole, abs=1e-12)
