"""Words fitted to a box."""

from __future__ import annotations

import pytest

from rashomon_site.charts.words_in_boxes import plain, width_of, wrapped


@pytest.mark.parametrize(
    "words", ["The New York Times, news pages", "x" * 300, "漢字" * 60, "W" * 80, "a " * 200, "العربية " * 30, "é" * 90]
)
@pytest.mark.parametrize("width", [60, 140, 300])
def test_no_line_is_wider_than_its_box(words: str, width: int) -> None:
    lines = wrapped(words, width, 14, 3)
    assert 1 <= len(lines) <= 3
    assert all(width_of(line, 14) <= width for line in lines)


def test_lines_break_between_words() -> None:
    assert wrapped("one two three", 60, 14, 3) == ("one two", "three")


def test_what_is_left_over_ends_in_an_ellipsis() -> None:
    assert wrapped("word " * 40, 100, 14, 2)[-1].endswith("…")
    assert not wrapped("word", 100, 14, 2)[-1].endswith("…")


def test_nothing_makes_no_line() -> None:
    assert wrapped("  ", 100, 14, 2) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u202eb\u2066c", "abc"),
        ("a\n\tb", "a b"),
        ("a\x00b\x1b", "ab"),
        ("zero\u200bwidth", "zerowidth"),
        ("half\ud800", "half"),
        ("é ü ñ", "é ü ñ"),
    ],
)
def test_what_turns_or_hides_text_is_dropped(text: str, expected: str) -> None:
    assert plain(text) == expected
