"""Problems as text: the place, the line, the marker, the fix, in 80 columns and without surprises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.casefile import format_problem
from rashomon.casefile.rendering import columns, harmless
from rashomon.problems import Advice, Place, Problem


def shown(line: str, column: int, message: str = "wrong", fix: str = "") -> list[str]:
    return format_problem(Problem("code", (), message, fix, Place("a.yaml", 7, column, line))).split("\n")


def test_a_problem_shows_place_line_marker_and_fix() -> None:
    assert shown("  likelyhood: {a: 1}", 3, "unknown key", "write `likelihood:`") == [
        "a.yaml:7:3: unknown key",
        "    7 |   likelyhood: {a: 1}",
        "      |   ^",
        "  fix: write `likelihood:`",
    ]


def test_advice_is_shown_in_the_same_way() -> None:
    assert format_problem(Advice("code", (), "look again", "think")) == "look again\n  fix: think"


def test_long_lines_are_cropped_around_the_fault() -> None:
    line = "a" * 100 + "HERE" + "b" * 100
    _, snippet, marker = shown(line, 101)
    assert len(snippet) == 80
    assert snippet[marker.index("^") :].startswith("HERE")
    assert snippet[8] == snippet[-1] == "…"


def test_the_marker_counts_columns_of_wide_signs() -> None:
    _, snippet, marker = shown("名前: x", 5)
    assert columns(snippet[: snippet.index("x")]) == marker.index("^") + 0
    assert marker.index("^") == 8 + 6


@pytest.mark.parametrize("sign", ["\x1b", "\x9b", "\u202e", "\u200b", "\r", "\u2028", "\ud800"])
def test_nothing_reaches_the_terminal_that_it_would_act_upon(sign: str) -> None:
    text = format_problem(Problem("code", (), f"a{sign}b", f"c{sign}d", Place(f"e{sign}", 1, 1, f"f{sign}g")))
    assert sign not in text
    assert harmless(sign) == "?"


def test_an_empty_line_is_not_shown() -> None:
    assert shown("   ", 1) == ["a.yaml:7:1: wrong"]


@given(
    st.text(st.characters(codec="utf-8"), max_size=300),
    st.integers(1, 400),
    st.text(max_size=200),
)
def test_no_line_is_too_wide_and_the_marker_is_below_the_line(line: str, column: int, message: str) -> None:
    place = Place("case.yaml", 123, column, line)
    for row in format_problem(Problem("code", (), message, message, place)).split("\n")[1:-1]:
        if "^" in row and set(row) <= set(" |^"):
            assert columns(row) <= 80
        if row.startswith("  123 | "):
            assert columns(row) <= 80
