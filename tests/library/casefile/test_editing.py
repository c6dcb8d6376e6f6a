"""Changing a value keeps comments, order and everything else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon import compute_posterior
from rashomon.casefile import case_to_json, edit_casefile, read_case_text, set_value
from rashomon.casefile.editing import plain_document
from rashomon.problems import CaseProblems, UsageError
from tests.library.casefile.texts import SOUND, changed

SIMPLE: list[tuple[tuple[str | int, ...], Any, str, str]] = [
    (("evidence", 1, "likelihood", "storm"), "5-9%", "storm: 1-5% ", "storm: 5-9% "),
    (("evidence", 1, "likelihood", "storm"), 0.25, "storm: 1-5% ", "storm: 0.25 "),
    (("evidence", 0, "likelihood", "keeper"), "very likely", "almost certain", "very likely"),
    (
        ("evidence", 0, "established"),
        False,
        "established: true\n    on: 2024-05-04\n    likelihood: {storm: 10",
        "established: false\n    on: 2024-05-04\n    likelihood: {storm: 10",
    ),
    (("hypotheses", 1, "name"), "He did: it, all", "The keeper put it out", '"He did: it, all"'),
    (("hypotheses", 1, "name"), "no", "The keeper put it out", "no"),
    (("hypotheses", 1, "name"), "12", "The keeper put it out", '"12"'),
    (("hypotheses", 1, "name"), "true", "The keeper put it out", '"true"'),
    (("hypotheses", 1, "name"), "a #b", "The keeper put it out", '"a #b"'),
    (("as_of",), "2024-06-01", "as_of: 2024-05-20", "as_of: 2024-06-01"),
]


@pytest.mark.parametrize(("path", "value", "old", "new"), SIMPLE, ids=range(len(SIMPLE)))
def test_one_simple_value_changes_nothing_else(path: tuple[str | int, ...], value: Any, old: str, new: str) -> None:
    assert edit_casefile(SOUND, {path: value}) == changed((old, new))


def test_several_edits_at_once_do_what_they_do_one_by_one() -> None:
    edits: dict[tuple[str | int, ...], Any] = {
        ("hypotheses", 2): {"id": "gulls", "name": "Gulls", "suggested": "x"},
        ("evidence", 0, "likelihood", "gulls"): "5-10%",
        ("title",): "Three accounts",
    }
    together, text = edit_casefile(SOUND, edits), SOUND
    for path, value in edits.items():
        text = edit_casefile(text, {path: value})
    assert plain_document(together) == plain_document(text)
    assert [line for line in SOUND.splitlines() if line.strip().startswith("#")] == [
        line for line in together.splitlines() if line.strip().startswith("#")
    ]


def test_a_file_with_problems_still_gives_its_values() -> None:
    assert plain_document("rashomon: 1\nhypotheses: []\n") == {"rashomon": 1, "hypotheses": []}
    with pytest.raises(CaseProblems):
        plain_document("not: [closed")


def test_a_suggestion_is_credit_and_weighs_nothing() -> None:
    credited = edit_casefile(SOUND, {("evidence", 0, "suggested_by"): "Ada, in comment 4"})
    before, after = read_case_text(SOUND).case, read_case_text(credited).case
    assert after.evidence[0].suggested_by == "Ada, in comment 4"
    assert compute_posterior(after) == compute_posterior(before)
    assert read_case_text(case_to_json(after)).case == after


def test_a_new_key_keeps_comments_and_order() -> None:
    edited = edit_casefile(SOUND, {("evidence", 0, "why"): "Glass breaks."})
    assert [line for line in edited.split("\n") if line not in SOUND.split("\n")] == ["    why: Glass breaks."]
    assert "storm: 1-5%     # a long comment that should survive" in edited
    assert edited.startswith("# A comment at the top.\n")
    assert read_case_text(edited).case.evidence[0].why == "Glass breaks."


def test_a_removed_key_keeps_the_rest() -> None:
    edited = edit_casefile(SOUND, {("hypotheses", 0, "prior"): None, ("hypotheses", 1, "prior"): None})
    assert [h.prior for h in read_case_text(edited).case.hypotheses] == [None, None]
    assert "# by hand" in edited
    assert "a long comment that should survive" in edited


def test_an_entry_is_added_at_the_end_of_a_list() -> None:
    report = {"id": "r3", "source": "gazette", "says": "silent"}
    edited = edit_casefile(SOUND, {("evidence", 1, "reports", 2): report})
    assert [r.id for r in read_case_text(edited).case.evidence[1].reports] == ["r1", "r2", "r3"]
    assert "# by hand" in edited


def test_a_resolution_is_recorded() -> None:
    edited = edit_casefile(SOUND, {("indicators", 0, "resolved"): {"on": "2024-06-01", "outcome": "seen"}})
    resolved = read_case_text(edited).case.indicators[0].resolved
    assert resolved is not None
    assert resolved.outcome == "seen"


def test_lists_that_start_at_their_key_stay_there() -> None:
    text = SOUND.replace("\n  - ", "\n- ").replace("\n    ", "\n  ").replace("\n    - ", "\n  - ")
    edited = edit_casefile(text, {("evidence", 0, "why"): "x"})
    assert [line for line in edited.split("\n") if line not in text.split("\n")] == ["  why: x"]


def test_json_is_edited_too() -> None:
    text = case_to_json(read_case_text(SOUND).case)
    edited = edit_casefile(text, {("hypotheses", 0, "prior"): "70%", ("title",): "New"})
    assert json.loads(edited)["title"] == "New"
    assert json.loads(edited)["hypotheses"][0]["prior"] == "70%"


def test_a_value_that_is_repeated_by_an_alias_is_not_spliced() -> None:
    text = "a: &x 5\nb: *x\n"
    assert read_plain(edit_casefile(text, {("b",): 6})) == {"a": 5, "b": 6}
    assert read_plain(edit_casefile(text, {("a",): 6}))["a"] == 6


def read_plain(text: str) -> Any:
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).load(text)


def test_paths_that_lead_nowhere_are_refused() -> None:
    with pytest.raises(UsageError, match="nothing at"):
        edit_casefile(SOUND, {("evidence", 99, "why"): "x"})
    with pytest.raises(CaseProblems):
        edit_casefile("a: [", {("a",): 1})


def test_set_value_leaves_the_first_document_alone() -> None:
    document = {"a": [{"b": 1}], "c": 2}
    assert set_value(document, ("a", 0, "b"), 3) == {"a": [{"b": 3}], "c": 2}
    assert set_value(document, ("a", 1), {"b": 4}) == {"a": [{"b": 1}, {"b": 4}], "c": 2}
    assert set_value(document, ("a", 0), None) == {"a": [], "c": 2}
    assert set_value(document, ("d", "e"), 5) == {**document, "d": {"e": 5}}
    assert document == {"a": [{"b": 1}], "c": 2}


@given(
    st.text(
        st.characters(
            min_codepoint=32, max_codepoint=0x2FFF, exclude_characters="\x7f", exclude_categories=("Cc", "Cs")
        ),
        min_size=1,
        max_size=40,
    )
)
def test_any_text_can_be_set_and_reads_back(value: str) -> None:
    edited = edit_casefile(SOUND, {("hypotheses", 1, "name"): value})
    assert read_case_text(edited).case.hypotheses[1].name == value
    assert edited.count("\n") == SOUND.count("\n")
