"""What is shown fits 80 columns, any encoding and no colour, and cannot be steered by a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.cli.layout import Column, cells, table_lines, wrapped
from rashomon.cli.page import Page
from tests.library.cli.conftest import CASE, EXAMPLES, Run

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider_than_the_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, example: Path, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for command in (["weigh"], ["next"]):
        done = run(*command, str(example))
        assert done.code == 0, done.err
        wide = [line for line in done.out.splitlines() if cells(line) > width and "  " not in line.strip()]
        assert wide == []
        assert all(line == line.rstrip() for line in done.out.splitlines())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_explanation_and_item_can_be_asked_about(run: Run, example: Path) -> None:
    from rashomon import read_casefile

    case = read_casefile(example).case
    for id in ["other", *(h.id for h in case.hypotheses if h.id != "other")]:
        done = run("why", str(example), id)
        assert done.code == 0, done.err
        assert "From odds to a probability" in done.out
    for item in case.evidence:
        done = run("why", str(example), item.id)
        assert done.code == 0 or "not known yet" in done.err, done.err
        assert all(cells(line) <= 80 for line in done.out.splitlines())


def test_colour_is_for_terminals_that_want_it(run: Run, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in run("weigh", case).out
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b[" not in run("weigh", case).out  # no terminal here
    assert "\x1b[" not in run("weigh", "nope.yaml").err
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1m" in run("weigh", case).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("weigh", case).out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_an_old_encoding_gets_plain_signs(run_apart: Run, case: str, encoding: str) -> None:
    done = run_apart("weigh", case, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.code == 0, done.err
    assert "#" in done.out
    assert "█" not in done.out
    assert "\\u" not in done.out


def test_a_name_outside_the_encoding_does_not_stop_the_output(run_apart: Run) -> None:
    text = CASE.replace("The cat", "Die Kätzin 猫")
    done = run_apart("weigh", "-", stdin=text.encode(), PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.code == 0, done.err
    assert "Die Katzin ?" in done.out


def test_a_case_cannot_steer_the_terminal(run: Run) -> None:
    hostile = CASE.replace("name: The cat", 'name: "The \\x1b[31m\\x1b]0;title\\x07cat\\u202Eevil"')
    done = run("weigh", "-", stdin=hostile)
    everything = done.out + done.err
    assert "\x1b" not in everything
    assert "\x07" not in everything
    assert "\u202e" not in everything


def test_wide_signs_take_two_columns() -> None:
    assert cells("猫x") == 3
    assert wrapped("猫猫猫 猫", 4) == ["猫猫", "猫", "猫"]
    assert wrapped("a bb ccc", 4) == ["a bb", "ccc"]
    assert wrapped("", 10) == [""]
    assert wrapped("  indented", 20) == ["  indented"]


def test_a_table_gives_way_in_one_column() -> None:
    columns = (Column("", wraps=True), Column("n", "right"))
    head, lines = table_lines(columns, [("one two three four", "1.5"), ("x", "10")], 20)
    assert head == ["                   n"]
    assert lines == ["one two three    1.5", "four", "x                 10"]


@pytest.mark.parametrize(
    ("numbers", "drawn"),
    [
        ((0.5, 0.3, 0.7), "###==|==.."),
        ((0.0, 0.0, 0.0), "|........."),
        ((1.0, 1.0, 1.0), "#########|"),
        ((0.95, 0.2, 1.0), "##=======|"),
        ((0.2, 0.6, 0.9), "##|======="),
    ],
)
def test_a_bar_shows_number_and_range(numbers: tuple[float, float, float], drawn: str) -> None:
    page = Page(width=80, colour=False, unicode=False)
    assert page.bar(*numbers, width=10) == drawn


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.795, "0.7950"),
        (12.3456, "12.35"),
        (14200.4, "14,200"),
        (0, "0"),
        (0.00001234, "0.00001234"),
        (float("inf"), "no limit"),
        (float("nan"), "none"),
    ],
)
def test_figures_have_four_digits_and_no_exponent(value: float, text: str) -> None:
    from rashomon.cli.screens.figures import figure

    assert figure(value) == text
