"""Text in columns of a terminal: how wide it is, wrapped lines, and tables without rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from unicodedata import combining, east_asian_width

GAP = "  "
NARROWEST_WRAP = 12


def cells(text: str) -> int:
    """Return how many columns `text` takes: wide signs two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def wrapped(text: str, width: int) -> list[str]:
    """Break a paragraph at blanks into lines of at most `width` columns; a longer word is cut."""
    first, *words = text.split(" ")
    *lines, line = _cut(first, width)
    for word in words:
        if line.strip() and cells(line) + 1 + cells(word) > width:
            lines.append(line.rstrip())
            *long, line = _cut(word, width)
            lines += long
        else:
            line = f"{line} {word}"
    return [*lines, line.rstrip()]


def _cut(word: str, width: int) -> list[str]:
    """Cut a word that does not fit on one line."""
    parts = []
    while cells(word) > width and len(word) > 1:
        parts.append(_fitting(word, width))
        word = word[len(parts[-1]) :]
    return [*parts, word]


def _fitting(text: str, width: int) -> str:
    """Return the longest start of `text` that fits, at least one sign."""
    used = 0
    for at, sign in enumerate(text):
        used += cells(sign)
        if used > width and at:
            return text[:at]
    return text


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `wraps` marks the one that gives way where the width does not suffice."""

    title: str = ""
    align: Literal["left", "right"] = "left"
    wraps: bool = False


def table_lines(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> tuple[list[str], list[str]]:
    """Return the lines of the titles (none if no column has one) and of the rows."""
    titles = [column.title for column in columns]
    widths = _widths(columns, [titles, *rows], width)
    head = _row_lines(columns, titles, widths) if any(titles) else []
    return head, [line for row in rows for line in _row_lines(columns, row, widths)]


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    wanted = [max(cells(row[at]) for row in rows) for at in range(len(columns))]
    excess = sum(wanted) + len(GAP) * (len(columns) - 1) - width
    for at, column in enumerate(columns):
        if column.wraps and excess > 0:
            wanted[at] = max(wanted[at] - excess, NARROWEST_WRAP)
    return wanted


def _row_lines(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> list[str]:
    parts = [
        wrapped(cell, size) if column.wraps else [cell] for column, cell, size in zip(columns, row, widths, strict=True)
    ]
    height = max(map(len, parts))
    return [
        GAP.join(
            _padded(part[level] if level < len(part) else "", column, size)
            for part, column, size in zip(parts, columns, widths, strict=True)
        ).rstrip()
        for level in range(height)
    ]


def _padded(text: str, column: Column, width: int) -> str:
    blank = " " * (width - cells(text))
    return blank + text if column.align == "right" else text + blank
