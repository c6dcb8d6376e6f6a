"""Consistency matrices: read, bridged exactly, compared, refused with the place."""

from __future__ import annotations

import pytest

from rashomon import compute_posterior
from rashomon.interchange import compare_readings, read_ach_csv
from rashomon.model.rules import find_problems
from rashomon.problems import CaseProblems

MATRIX = """evidence,First estimate,Second estimate,Third estimate
The first observation,I,II,C
The second observation,I,N,I
"""


def problems_in(text: str) -> dict[str, tuple[int, int]]:
    with pytest.raises(CaseProblems) as caught:
        read_ach_csv(text)
    places = {problem.code: problem.place for problem in caught.value.problems}
    return {code: (place.line, place.column) for code, place in places.items() if place}


def test_it_reads_names_and_makes_ids() -> None:
    case = read_ach_csv(MATRIX)[0].case
    assert [h.id for h in case.hypotheses] == ["first-estimate", "second-estimate", "third-estimate"]
    assert [item.id for item in case.evidence] == ["the-first-observation", "the-second-observation"]
    assert all(item.established for item in case.evidence)


def test_every_reading_is_a_valid_case() -> None:
    readings = read_ach_csv(MATRIX)
    assert [reading.name for reading in readings] == [
        "inconsistency only, r = 1/4",
        "inconsistency only, r from 1/10 to 1/2",
        "symmetric",
    ]
    assert all(find_problems(reading.case) == [] for reading in readings)


def test_the_bridge_is_exact() -> None:
    """I I, II N and C I: inconsistencies 2, 2 and 1, so 1/16, 1/16 and 4/16 of the named 95%."""
    posterior = compute_posterior(read_ach_csv(MATRIX)[0].case)
    assert list(posterior.values()) == pytest.approx([19 / 120, 19 / 120, 19 / 30, 1 / 20], abs=1e-14)


def test_weights_multiply_the_inconsistency() -> None:
    """Inconsistencies 0.5 * 1 = 0.5 and 1.5 * 1 = 1.5: a ratio of r to the power of minus 1, that is 4."""
    text = "evidence,weight,A,B\nfirst,0.5,I,C\nsecond,1.5,N,I\n"
    posterior = compute_posterior(read_ach_csv(text)[0].case)
    assert posterior["a"] / posterior["b"] == pytest.approx(4, rel=1e-12)


def test_a_row_without_a_consistent_cell_keeps_its_ratios() -> None:
    case = read_ach_csv("evidence,A,B\nfirst,I,II\n")[0].case
    assert {id: cell.text for id, cell in case.evidence[0].likelihood.items()} == {"a": "1x", "b": "0.25x"}


def test_the_range_of_r_is_one_tenth_to_one_half() -> None:
    case = read_ach_csv("evidence,A,B,C\nfirst,I,II,CC\n")[1].case
    assert {id: cell.text for id, cell in case.evidence[0].likelihood.items()} == {
        "a": "0.1-0.5x",
        "b": "0.01-0.25x",
        "c": "1x",
    }


def test_the_symmetric_reading_lets_consistency_count() -> None:
    """0.9 * 0.5 against 0.7 * 0.7: the bridge sees a tie."""
    text = "evidence,A,B\nfirst,CC,C\nsecond,N,C\n"
    tie, _, symmetric = (compute_posterior(reading.case) for reading in read_ach_csv(text))
    assert tie["a"] == tie["b"]
    assert symmetric["a"] / symmetric["b"] == pytest.approx(0.45 / 0.49, rel=1e-12)


def test_it_says_so_where_the_readings_differ() -> None:
    """A has one inconsistency and much in its favour; B is merely never contradicted."""
    text = "evidence,A,B\n" + "".join(f"item {i},CC,N\n" for i in range(4)) + "item 5,I,N\n"
    found = compare_readings(read_ach_csv(text))
    assert not found.settled
    assert list(found.leaders.values()) == [("b",), ("b",), ("a",)]
    assert found.sentence.startswith("The matrix alone does not settle it: “B” leads at 76% (inconsistency only")


def test_it_says_so_where_they_agree() -> None:
    found = compare_readings(read_ach_csv(MATRIX))
    assert found.settled
    assert found.sentence.startswith("Every reading of the matrix has the same leader: “Third estimate” leads at 63%")


def test_a_tie_settles_nothing() -> None:
    found = compare_readings(read_ach_csv("evidence,A,B\nfirst,I,I\n"))
    assert not found.settled
    assert "“A” and “B” tie at 48%" in found.sentence


@pytest.mark.parametrize(
    "cells",
    [
        "cc;c;n;i;ii",
        "++;+;0;-;--",
        "2;1;0;-1;-2",
        "'++;'+;0;'-;'--",
        "+2;+1;0;-1;-2",
        "CC;C;n/a;I;II",
        "CC;C;;I;II",
    ],
)
def test_grades_may_be_written_in_several_ways(cells: str) -> None:
    expected = read_ach_csv("evidence,A,B,C,D,E\nfirst,CC,C,N,I,II\n")
    assert read_ach_csv(f"evidence;A;B;C;D;E\nfirst;{cells}\n") == expected


def test_likelihoods_are_taken_as_written() -> None:
    readings = read_ach_csv('evidence,A,B\nfirst,0.7,"60-80%"\nsecond,likely,5%\nthird,1x,2-8x\n')
    assert [reading.name for reading in readings] == ["as written"]
    texts = [[cell.text for cell in item.likelihood.values()] for item in readings[0].case.evidence]
    assert texts == [["0.7", "60-80%"], ["likely", "5%"], ["1x", "2-8x"]]
    assert compare_readings(readings).sentence == "“A” leads at 71% (as written)."


def test_a_column_other_rates_the_catch_all() -> None:
    case = read_ach_csv("evidence,A,B,Something else\nfirst,C,II,I\n")[0].case
    assert list(case.evidence[0].likelihood) == ["a", "b", "other"]


def test_it_takes_tabs_a_byte_order_mark_and_windows_line_ends() -> None:
    text = "\ufeff" + MATRIX.replace(",", "\t").replace("\n", "\r\n")
    assert read_ach_csv(text) == read_ach_csv(MATRIX)


def test_ids_are_unique_and_never_empty() -> None:
    case = read_ach_csv("evidence,Ünïted,united,日本,Other!\nsame,C,C,C,C\nsame,C,I,C,C\n")[0].case
    assert [h.id for h in case.hypotheses] == ["united", "united-2", "h3", "other-4"]
    assert [item.id for item in case.evidence] == ["same", "same-2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {"matrix-empty": (1, 1)}),
        ("evidence,A,B\n", {"matrix-empty": (1, 1)}),
        ("evidence\nfirst\n", {"matrix-head": (1, 1)}),
        ("evidence,other\nfirst,C\n", {"matrix-head": (1, 1)}),
        ("evidence,A,A\nfirst,C,I\n", {"matrix-twice": (1, 1)}),
        ("evidence,A,B\nfirst,C,maybe\n", {"matrix-cell": (2, 9)}),
        ("evidence,A,B\nfirst,0.5,1.7\n", {"matrix-cell": (2, 11)}),
        ("evidence,A,B\nfirst,0.5\n", {"matrix-cell": (2, 10)}),
        ("evidence,A,B\n,C,I\n", {"matrix-statement": (2, 1)}),
        ("evidence,A,B\nfirst,C,I,N\n", {"matrix-ragged": (2, 11)}),
        ("evidence,weight,A,B\nfirst,much,C,I\n", {"matrix-weight": (2, 7)}),
        ("evidence,weight,A,B\nfirst,-1,C,I\n", {"matrix-weight": (2, 7)}),
        ("evidence,weight,A,B\nfirst,nan,C,I\n", {"matrix-weight": (2, 7)}),
        ("evidence,weight,A,B\nfirst,2,0.5,0.7\n", {"matrix-weight": (2, 7)}),
        ('evidence,A,B\n"first,C,I\n', {"matrix-unreadable": (2, 1)}),
        (f"evidence,A,B\n{'long ' * 300},C,I\n", {"matrix-refused": (1, 1)}),
        ("x" * 5_000_001, {"matrix-unreadable": (1, 1)}),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_what_is_wrong_is_named_with_its_place(text: str, expected: dict[str, tuple[int, int]]) -> None:
    assert problems_in(text) == expected


def test_all_problems_come_at_once() -> None:
    with pytest.raises(CaseProblems) as caught:
        read_ach_csv("evidence,weight,A,B\nfirst,x,C,maybe\n,1,perhaps,I\n")
    assert len(caught.value.problems) == 4
    assert all(problem.fix for problem in caught.value.problems)
