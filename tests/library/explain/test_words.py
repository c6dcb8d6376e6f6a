"""Numbers in words: each table row is a number and what people read."""

from __future__ import annotations

import math

import pytest

from rashomon.explain import words
from rashomon.model import PROBABILITY_WORDS, Quantity


@pytest.mark.parametrize(
    ("probability", "expected"),
    [
        (0.62, "62%"),
        (0.625, "63%"),
        (0.025, "3%"),
        (0.005, "1%"),
        (0.0049, "under 1%"),
        (1e-12, "under 1%"),
        (0.0, "0%"),
        (0.9949, "99%"),
        (0.995, "over 99%"),
        (1.0, "100%"),
    ],
)
def test_percent(probability: float, expected: str) -> None:
    assert words.percent(probability) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.214, 0.531, "21–53%"),
        (0.001, 0.012, "0–1%"),
        (0.2, 0.2, "20%"),
        (0.0, 0.004, "0%"),
        (0.996, 1, "100%"),
    ],
)
def test_interval(low: float, high: float, expected: str) -> None:
    assert words.interval(low, high) == expected


def test_words_carry_their_number_in_brackets() -> None:
    assert words.likelihood(0.62) == "likely (62%)"
    assert words.likelihood_with_range(0.62, 0.48, 0.74) == "likely (62%, range 48–74%)"
    assert words.percent_with_range(0.62, 0.48, 0.74) == "62% (range 48–74%)"
    assert words.percent_with_range(0.05, 0.05, 0.05) == "5%"


@pytest.mark.parametrize("word", PROBABILITY_WORDS)
def test_every_word_comes_back_from_the_middle_of_its_range(word: str) -> None:
    low, high = PROBABILITY_WORDS[word]
    assert words.likelihood((low + high) / 2).startswith(f"{word} (")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (0.03, "up 3 points"),
        (-0.01, "down 1 point"),
        (0.004, "up under 1 point"),
        (0.0, "no change"),
        (-1e-6, "no change"),
    ],
)
def test_points(change: float, expected: str) -> None:
    assert words.signed_points(change) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(4.0, "4"), (2.14, "2.1"), (0.043, "0.043"), (1234.0, "1,234"), (0.0, "0"), (1e-9, "under 0.001"),
     (math.inf, "without limit")],
)  # fmt: skip
def test_number(value: float, expected: str) -> None:
    assert words.number(value) == expected


@pytest.mark.parametrize(
    ("ratio", "word"),
    [(1, "no"), (2, "slight"), (4, "some"), (10, "clear"), (30, "strong"), (100, "very strong"),
     (1000, "overwhelming"), (1e6, "overwhelming"), (1.4, "no"), (1.5, "slight"), (0.25, "some")],
)  # fmt: skip
def test_weight_words_stand_at_their_ratios(ratio: float, word: str) -> None:
    assert words.weight_word(math.log2(ratio)) == word


def test_a_weight_names_both_sides_and_points_the_right_way() -> None:
    assert words.weight(2.0, "A", "B") == "Some weight for A against B (4 times as expected)."
    assert words.weight(-2.0, "A", "B") == "Some weight for B against A (4 times as expected)."
    assert words.weight(0.0, "A", "B") == "Hardly tells A from B (equally expected)."
    assert words.weight(300.0, "A", "B") == "Overwhelming weight for A against B (more than 1,000 times as expected)."
    assert words.weight(None, "A", "B") == "No number: it does not count, or it excludes A or B."


@pytest.mark.parametrize(
    ("text", "expected"),
    [("70%", "70%"), (0.005, "0.5%"), ("0.5-2%", "0.5–2%"), ("likely", "likely (55–80%)"), ("2-8x", "2–8×"),
     ("1x", "1×"), (0, "0%"), ("97.5%", "97.5%"), ("0.01%", "0.01%")],
)  # fmt: skip
def test_stated_numbers_keep_what_was_stated(text: object, expected: str) -> None:
    assert words.stated(Quantity.parse(text)) == expected


def test_counts_lists_and_cuts() -> None:
    assert words.count(1, "report") == "one report"
    assert words.count(13, "report") == "13 reports"
    assert words.count(0, "report") == "no reports"
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.listed(["a"]) == "a"
    assert words.full_stop("It stopped") == "It stopped."
    assert words.full_stop("Why?") == "Why?"
    assert words.shortened("one two three four", 12) == "one two…"
    assert len(words.shortened("x" * 500, 40)) == 40


@pytest.mark.parametrize(("probability", "expected"), [(0.62, "62%"), (0.001, "<1%"), (0.999, ">99%")])
def test_short_percent(probability: float, expected: str) -> None:
    assert words.short_percent(probability) == expected
