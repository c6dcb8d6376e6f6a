"""Two texts side by side, line by line, with what is the same folded away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

CONTEXT = 3
MOST_LINES = 20_000
"""Longer texts are not laid side by side; comparing them would take long and nobody would read it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line on each side; number 0 and "" where a side has none."""

    kind: Literal["same", "changed", "removed", "added", "gap"]
    left_number: int = 0
    left: str = ""
    right_number: int = 0
    right: str = ""


def line_differences(left: str, right: str) -> list[Row]:
    """Return the lines that differ, with a few around them; nothing for equal texts."""
    before, after = left.split("\n"), right.split("\n")
    if len(before) + len(after) > MOST_LINES:
        return [Row("gap", left="The texts are too long to be shown side by side.")]
    rows: list[Row] = []
    for group in SequenceMatcher(None, before, after).get_grouped_opcodes(CONTEXT):
        if rows or group[0][1]:
            rows.append(Row("gap", left=f"Line {group[0][1] + 1}"))
        for tag, i1, i2, j1, j2 in group:
            rows += _rows(tag, list(enumerate(before[i1:i2], i1 + 1)), list(enumerate(after[j1:j2], j1 + 1)))
    return rows


def _rows(tag: str, left: list[tuple[int, str]], right: list[tuple[int, str]]) -> Iterator[Row]:
    for place in range(max(len(left), len(right))):
        old = left[place] if place < len(left) else (0, "")
        new = right[place] if place < len(right) else (0, "")
        kind: Literal["same", "changed", "removed", "added"]
        kind = "same" if tag == "equal" else "added" if not old[0] else "removed" if not new[0] else "changed"
        yield Row(kind, *old, *new)
