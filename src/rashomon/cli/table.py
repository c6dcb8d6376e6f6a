"""Tables without rules, laid out for a fixed width, with no blanks at the ends of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

GAP = "  "
NARROWEST_WRAP = 12


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `wraps` marks the one that gives way where the width does not suffice."""

    title: str = ""
    align: Literal["left", "right"] = "left"
    wraps: bool = False


def table_lines(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int
) -> tuple[list[str], list[str]]:
    """Return the lines of the titles (none if no column has one) and of the rows."""
    titles = [column.title for column in columns]
    widths = _widths(columns, [titles, *rows], width)
    head = _row_lines(columns, titles, widths) if any(titles) else []
    return head, [line for row in rows for line in _row_lines(columns, row, widths)]


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    from rich.cells import cell_len

    wanted = [max(cell_len(row[at]) for row in rows) for at in range(len(columns))]
    excess = sum(wanted) + len(GAP) * (len(columns) - 1) - width
    for at, column in enumerate(columns):
        if column.wraps and excess > 0:
            wanted[at] = max(wanted[at] - excess, NARROWEST_WRAP)
    return wanted


def _row_lines(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [
        _wrapped(cell, size) if column.wraps else [cell]
        for column, cell, size in zip(columns, row, widths, strict=True)
    ]
    height = max(map(len, cells))
    lines = []
    for level in range(height):
        parts = [
            _padded(cell[level] if level < len(cell) else "", column, size)
            for cell, column, size in zip(cells, columns, widths, strict=True)
        ]
        lines.append(GAP.join(parts))
    return lines


def _padded(text: str, column: Column, width: int) -> str:
    from rich.cells import cell_len

    blank = " " * (width - cell_len(text))
    return blank + text if column.align == "right" else text + blank


def _wrapped(text: str, width: int) -> list[str]:
    from rich.console import Console
    from rich.text import Text

    lines = Text(text).wrap(Console(width=width), width)
    return [line.plain.rstrip() for line in lines] or [""]
