"""CSV as spreadsheets write and read it: separators, byte-order marks, cells that would run as formulas."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from rashomon.problems import CaseProblems, Place, Problem

MOST_CHARACTERS = 5_000_000
"""Longest text that is read."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula, also in full-width forms that some read the same."""

_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?([eE][-+]?\d+)?")

_SEPARATORS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of cells and where it stands."""

    cells: tuple[str, ...]
    place: Place

    def place_of(self, column: int) -> Place:
        """Return the place of a cell; of the line itself where the cell spans lines or is missing."""
        start = 0
        for cell in self.cells[:column]:
            found = self.place.text.find(cell, start)
            start = start if found < 0 else found + len(cell)
        cell = self.cells[column] if column < len(self.cells) else ""
        found = self.place.text.find(cell, start)
        return Place(self.place.file, self.place.line, max(found, 0) + 1, self.place.text)


def read_lines(text: str, *, name: str) -> list[Line]:
    """Return the rows that hold anything, with neutralised cells as they were; raises CaseProblems."""
    if len(text) > MOST_CHARACTERS:
        raise CaseProblems([_problem(name, f"the matrix is longer than {MOST_CHARACTERS:,} characters", "split it")])
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    written = text.split("\n")
    reader = csv.reader(StringIO(text), delimiter=_separator(text), strict=True)
    lines, start = [], 0
    try:
        for cells in reader:
            line, start = start, reader.line_num
            place = Place(name, line + 1, 1, written[line])
            if any(cell.strip() for cell in cells):
                lines.append(Line(tuple(_restored(cell.strip()) for cell in cells), place))
    except csv.Error as error:
        place = Place(name, reader.line_num or 1, 1, written[max(reader.line_num - 1, 0)][:200])
        raise CaseProblems([_problem(name, f"this is not a CSV file: {error}", "check its quotes", place)]) from None
    return lines


def _problem(name: str, message: str, fix: str, place: Place | None = None) -> Problem:
    return Problem("matrix-unreadable", (), message, fix, place or Place(name, 1, 1, ""))


def _separator(text: str) -> str:
    """Return the separator that the first line has most of, outside quotes."""
    head = "".join(part for part in text.lstrip("\n").split("\n", 1)[0].split('"')[::2])
    return max(_SEPARATORS, key=head.count)


def _restored(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def write_lines(lines: Iterable[Sequence[str]]) -> str:
    """Return CSV text in which no cell can run as a formula when a spreadsheet opens it."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([neutral(cell) for cell in line] for line in lines)
    return out.getvalue()


def neutral(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would take for a formula."""
    if _NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell
