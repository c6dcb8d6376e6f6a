"""Bars, movements, scores and word-by-word differences: worked by hand."""

from __future__ import annotations

import math
import time
from typing import Any

import pytest

from rashomon_site.cases.models import PredictionEntry
from rashomon_site.reading.headlines import OTHERS, bars_of, scale_top, strip_of
from rashomon_site.reading.movement import moves_of, points
from rashomon_site.reading.path_words import Names
from rashomon_site.reading.record import brier, calibration, record_of
from rashomon_site.reading.wording import Passage, word_changes


def row(letter: str, probability: float, high: float = 0.0) -> dict[str, Any]:
    id = "other" if letter == "?" else letter.lower()
    return {"id": id, "letter": letter, "name": f"Name {letter}", "probability": probability, "low": 0.0, "high": high}


@pytest.mark.parametrize(
    ("highest", "top"), [(0.37, 0.4), (0.4, 0.4), (0.41, 0.6), (0.6, 0.6), (0.99, 1.0), (1.0, 1.0), (0.0, 1.0)]
)
def test_bars_end_at_the_next_fifth(highest: float, top: float) -> None:
    assert scale_top([row("A", 0.0, highest)]) == pytest.approx(top)


def test_a_strip_fills_its_place() -> None:
    strip = strip_of([row("A", 0.5), row("B", 0.3), row("?", 0.2)])
    assert [(bar.start, bar.width) for bar in strip] == [
        ("0.00%", "50.00%"),
        ("50.00%", "30.00%"),
        ("80.00%", "20.00%"),
    ]


def test_many_explanations_are_folded_before_something_else() -> None:
    rows = [row(letter, 0.09) for letter in "ABCDEFGHIJ"] + [row("?", 0.1)]
    bars, _ = bars_of(rows)
    assert [bar.letter for bar in bars] == ["A", "B", "C", "D", "E", "F", "G", "+", "?"]
    assert (bars[-2].name, bars[-2].percent) == (OTHERS, "27%")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (0.05, "+5 points"),
        (-0.05, "−5 points"),
        (0.01, "+1 point"),
        (-0.014, "−1 point"),
        (0.002, "under 1 point up"),
        (0.0, "no change"),
    ],
)
def test_movements_are_told_in_points(change: float, said: str) -> None:
    assert points(change) == said


def test_the_greatest_movement_comes_first_and_small_ones_are_left_out() -> None:
    moves = moves_of(
        {"a": 0.02, "b": -0.1, "c": 0.001, "gone-one": 0.03}, [row("A", 0.5), row("B", 0.3), row("C", 0.2)]
    )
    assert [(move.letter, move.name) for move in moves] == [("B", "Name B"), ("", "gone one"), ("A", "Name A")]


def test_a_coin_toss_scores_what_the_page_says() -> None:
    assert brier(0.5, True) == brier(0.5, False) == 0.5
    assert (brier(1.0, True), brier(1.0, False)) == (0.0, 2.0)


def test_a_record_averages_what_came_out_clearly() -> None:
    outcomes = [(0.5, "seen"), (0.25, "not-seen"), (0.9, "unclear"), (0.9, ""), (None, "seen")]
    record = record_of(PredictionEntry(chance=chance, outcome=outcome) for chance, outcome in outcomes)
    assert record.count == 2
    assert record.log_score == pytest.approx((-math.log(0.5) - math.log(0.75)) / 2)
    assert record.brier == pytest.approx((0.5 + 2 * 0.25**2) / 2)
    assert record.is_thin
    assert record.verdict == ""


@pytest.mark.parametrize(("chance", "verdict"), [(0.8, "better than a coin toss"), (0.4, "no better than a coin toss")])
def test_a_record_is_held_against_a_coin_toss(chance: float, verdict: str) -> None:
    assert record_of([PredictionEntry(chance=chance, outcome="seen")] * 10).verdict == verdict


def test_an_excluded_outcome_that_happened_has_no_limit() -> None:
    assert record_of([PredictionEntry(chance=0.0, outcome="seen")]).log_score == math.inf


def test_fewer_than_fifty_give_no_calibration() -> None:
    assert calibration([(0.5, True)] * 49) == []


def test_bins_never_fall() -> None:
    said = [(0.1, False)] * 20 + [(0.3, True)] * 5 + [(0.4, False)] * 15 + [(0.9, True)] * 20
    assert [(bin.said, bin.happened, bin.count) for bin in calibration(said)] == [
        ("10%", "0%", 20),
        ("30–40%", "25%", 20),
        ("90%", "100%", 20),
    ]


CHANGED = [
    ("a b c", "a b c", [Passage("same", "a b c")]),
    ("a b c", "a x c", [Passage("same", "a "), Passage("removed", "b "), Passage("added", "x "), Passage("same", "c")]),
    (
        "a x the y b c",
        "a u the v b c",
        [Passage("same", "a "), Passage("removed", "x the y "), Passage("added", "u the v "), Passage("same", "b c")],
    ),
    ("", "a", [Passage("added", "a")]),
    ("a", "", [Passage("removed", "a")]),
    ("one\ntwo\n", "one\ntoo\n", [Passage("same", "one\n"), Passage("removed", "two\n"), Passage("added", "too\n")]),
]


@pytest.mark.parametrize(("before", "after", "passages"), CHANGED)
def test_texts_are_compared_by_word(before: str, after: str, passages: list[Passage]) -> None:
    assert word_changes(before, after) == passages


def test_a_long_stretch_that_stayed_is_cut() -> None:
    kinds = [passage.kind for passage in word_changes("same " * 500 + "old", "same " * 500 + "new")]
    assert "gap" in kinds


@pytest.mark.parametrize("words", ["a ", "a b ", "word\n"])
def test_long_hostile_texts_are_compared_quickly(words: str) -> None:
    start = time.perf_counter()
    word_changes(words * 100_000, ("b " + words) * 50_000)
    assert time.perf_counter() - start < 5


BEFORE: dict[str, Any] = {
    "hypotheses": [{"id": "a", "name": "First"}, {"id": "b.c", "name": "Second"}],
    "sources": [{"id": "s", "name": "The Gazette"}],
    "evidence": [
        {"id": "e", "statement": "Old words."},
        {"id": "e.x", "title": "Dotted", "reports": [{"id": "r.1", "source": "s"}]},
    ],
}
AFTER = BEFORE | {"indicators": [{"id": "i", "statement": "It snows."}]}
PLACES = [
    ("hypotheses.a.prior", ("Explanation: First", "starting odds")),
    ("hypotheses.b.c", ("Explanation: Second", "")),
    ("evidence.e.likelihood.b.c", ("Evidence 1: Old words", "how expected if “Second”")),
    ("evidence.e.x.on", ("Evidence 2: Dotted", "date")),
    ("evidence.e.x.reports.r.1", ("Evidence 2: Dotted", "report by The Gazette")),
    ("evidence.e.x.reports.r.1.quote", ("Evidence 2: Dotted", "report by The Gazette, quotation")),
    ("evidence.e.likelihood.other", ("Evidence 1: Old words", "how expected if “Something else”")),
    ("indicators.i.resolved.on", ("Prediction: It snows", "how it came out, date")),
    ("sources.s.says_regardless.a", ("Source: The Gazette", "chance of the same words without knowledge if “First”")),
    ("widening", ("The case", "widening of all ranges")),
    ("body", ("The case", "article")),
    ("sources.gone", ("gone", "")),
]


@pytest.mark.parametrize(("path", "said"), PLACES)
def test_places_are_named_in_words(path: str, said: tuple[str, str]) -> None:
    assert Names.of(BEFORE, AFTER).place(path) == said
