"""Two changes of one text brought together: examples worked by hand, and laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon_site.workbench.line_differences import Row, line_differences
from rashomon_site.workbench.merging import merge_texts

EXAMPLES = [
    ("nobody changed anything", "a\nb\n", "a\nb\n", "a\nb\n", "a\nb\n", 0),
    ("only mine changed", "a\nb\nc\n", "a\nB\nc\n", "a\nb\nc\n", "a\nB\nc\n", 0),
    ("only theirs changed", "a\nb\nc\n", "a\nb\nc\n", "a\nb\nC\n", "a\nb\nC\n", 0),
    ("both changed far apart", "a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nD\n", "A\nb\nc\nD\n", 0),
    ("both added, far apart", "a\nb\n", "0\na\nb\n", "a\nb\nz\n", "0\na\nb\nz\n", 0),
    ("one took out, one added", "a\nb\nc\nd\n", "a\nc\nd\n", "a\nb\nc\nd\ne\n", "a\nc\nd\ne\n", 0),
    ("both made the same change", "a\nb\n", "a\nB\n", "a\nB\n", "a\nB\n", 0),
    ("no end of line", "a\nb", "A\nb", "a\nb", "A\nb", 0),
    (
        "both changed one line",
        "a\nb\nc\n",
        "a\nmine\nc\n",
        "a\ntheirs\nc\n",
        "a\n# <<<<<<< yours\nmine\n# =======\ntheirs\n# >>>>>>> theirs\nc\n",
        1,
    ),
]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "text", "clashes"), [e[1:] for e in EXAMPLES], ids=[e[0] for e in EXAMPLES]
)
def test_merging(base: str, mine: str, theirs: str, text: str, clashes: int) -> None:
    merged = merge_texts(base, mine, theirs)
    assert (merged.text, merged.clashes) == (text, clashes)


TEXTS = st.lists(st.sampled_from("abcde"), max_size=12).map("\n".join)


@given(TEXTS, TEXTS)
def test_a_change_against_none_is_taken_whole(base: str, changed: str) -> None:
    assert merge_texts(base, changed, base).text == changed
    assert merge_texts(base, base, changed).text == changed


@given(TEXTS, TEXTS, TEXTS)
def test_no_line_that_somebody_added_is_lost(base: str, mine: str, theirs: str) -> None:
    merged = merge_texts(base, mine, theirs).text.split("\n")
    added = {line for text in (mine, theirs) for line in text.split("\n")} - set(base.split("\n"))
    assert added <= set(merged)


@given(TEXTS, TEXTS)
def test_the_rows_hold_every_line_that_differs(left: str, right: str) -> None:
    rows = line_differences(left, right)
    assert (rows == []) == (left == right)
    numbers = [row.left_number for row in rows if row.left_number]
    assert numbers == sorted(numbers)


def test_rows_say_what_became_of_a_line() -> None:
    assert line_differences("a\nb\nc", "a\nB\nc\nd") == [
        Row("same", 1, "a", 1, "a"),
        Row("changed", 2, "b", 2, "B"),
        Row("same", 3, "c", 3, "c"),
        Row("added", 0, "", 4, "d"),
    ]


def test_texts_that_are_too_long_are_not_compared() -> None:
    assert [row.kind for row in line_differences("a\n" * 30_000, "b")] == ["gap"]


def test_texts_too_long_to_be_compared_stand_whole() -> None:
    base = "a\n" * 30_000
    mine, theirs = base + "mine", base + "theirs"
    merged = merge_texts(base, mine, theirs)
    assert merged.clashes == 1
    assert mine in merged.text
    assert theirs in merged.text
    assert merge_texts(base, base, theirs).text == theirs
