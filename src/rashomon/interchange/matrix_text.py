"""Read a matrix of evidence against hypotheses from CSV text, with the place of everything that is wrong."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal, cast

from rashomon.interchange.spreadsheet import Line, read_lines
from rashomon.model import OTHER, Quantity
from rashomon.problems import CaseProblems, Place, Problem

Grade = Literal["CC", "C", "N", "I", "II"]

MOST_ITEMS, MOST_HYPOTHESES, MOST_WEIGHT = 10_000, 100, 10.0

_GRADES: dict[str, Grade] = {
    "CC": "CC",
    "C": "C",
    "N": "N",
    "I": "I",
    "II": "II",
    "NA": "N",
    "N/A": "N",
    "": "N",
    "++": "CC",
    "+": "C",
    "-": "I",
    "--": "II",
    "−": "I",
    "−−": "II",
}
_SCORES: dict[str, Grade] = {"2": "CC", "+2": "CC", "1": "C", "+1": "C", "0": "N", "-1": "I", "-2": "II"}
_ONLY_GRADES = set(_GRADES) - {""}
_ONLY_SCORES = {"2", "+2", "+1", "-1", "-2"}
_IGNORED_COLUMNS = {"id", "established", "reports", "group", "given", "why"}
_CATCH_ALL = {OTHER, "something else"}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One piece of evidence: cells by hypothesis id, as grades or as likelihoods."""

    id: str
    statement: str
    weight: float
    cells: dict[str, str]

    def grades(self) -> dict[str, Grade]:
        """Return the cells of a graded matrix."""
        return {id: cast("Grade", cell) for id, cell in self.cells.items()}


@dataclass(frozen=True, slots=True)
class Matrix:
    """A whole matrix; `graded` tells CC to II from likelihoods."""

    hypotheses: dict[str, str]  # id to name
    rows: tuple[MatrixRow, ...]
    graded: bool
    place: Place


def read_matrix(text: str, *, name: str) -> Matrix:
    """Return the matrix; raises CaseProblems with every problem in it."""
    lines = read_lines(text, name=name)
    if len(lines) < 2:
        place = lines[0].place if lines else Place(name, 1, 1, "")
        fix = "name the hypotheses in the first row, and give each piece of evidence a row below"
        raise CaseProblems([Problem("matrix-empty", (), "the matrix has no rows of evidence", fix, place)])
    return _Reader(lines).matrix()


class _Reader:
    def __init__(self, lines: list[Line]) -> None:
        self.head, self.body = lines[0], lines[1:]
        self.problems: list[Problem] = []
        self.weight_column, self.columns = self.read_head()
        self.hypotheses = _with_ids([self.head.cells[c] for c in self.columns], "h", catch_all=True)
        self.known = self.known_cells()

    def problem(self, code: str, line: Line, column: int, message: str, fix: str) -> None:
        self.problems.append(Problem(code, (), message, fix, line.place_of(column)))

    def read_head(self) -> tuple[int | None, list[int]]:
        weight, columns = None, []
        for column, cell in enumerate(self.head.cells[1:], start=1):
            label = cell.casefold()
            if label == "weight":
                weight = column
            elif label and label not in _IGNORED_COLUMNS:
                columns.append(column)
        if not columns:
            self.problem("matrix-head", self.head, 0, "the first row names no hypothesis", "name one in each column")
        if len(columns) > MOST_HYPOTHESES:
            self.problem("matrix-large", self.head, 0, f"there are more than {MOST_HYPOTHESES} columns", "drop some")
        self.check_names([self.head.cells[c] for c in columns])
        return weight, columns

    def check_names(self, names: list[str]) -> None:
        for column, label in enumerate(names):
            if label in names[:column]:
                self.problem("matrix-twice", self.head, 0, f"two columns are named `{label}`", "rename one of them")
        if names and all(label.casefold() in _CATCH_ALL for label in names):
            self.problem("matrix-head", self.head, 0, "only the catch-all is named", "name an explanation as well")

    def known_cells(self) -> dict[str, Grade] | None:
        """Return what each cell may be: grades, scores, or None for a matrix of likelihoods."""
        seen = {line.cells[c].upper() for line in self.body for c in self.columns if c < len(line.cells)}
        if seen & _ONLY_GRADES:
            return _GRADES | {"0": "N"}
        if seen & _ONLY_SCORES and seen <= {*_SCORES, ""}:
            return _SCORES | {"": "N"}
        return None

    def matrix(self) -> Matrix:
        if len(self.body) > MOST_ITEMS:
            fix = "split the matrix"
            self.problem("matrix-large", self.head, 0, f"there are more than {MOST_ITEMS:,} rows", fix)
        ids = _with_ids([line.cells[0] for line in self.body], "e") if not self.problems else {}
        rows = tuple(self.row(id, line) for id, line in zip(ids, self.body, strict=False))
        if self.problems:
            raise CaseProblems(self.problems)
        return Matrix(self.hypotheses, rows, self.known is not None, self.head.place)

    def row(self, id: str, line: Line) -> MatrixRow:
        if not line.cells[0]:
            self.problem(
                "matrix-statement",
                line,
                0,
                "this row does not say what the evidence is",
                "fill its first cell",
            )
        if len(line.cells) > len(self.head.cells) and any(line.cells[len(self.head.cells) :]):
            self.problem("matrix-ragged", line, len(self.head.cells), "this row is longer than the first", "check it")
        if self.known is not None and len(line.cells) <= max(self.columns):
            fix = "give every explanation a cell: N where the evidence says nothing"
            self.problem("matrix-ragged", line, len(line.cells) - 1, "this row is shorter than the first", fix)
        ids = zip(self.hypotheses, self.columns, strict=True)
        cells = {id: self.cell(line, c) for id, c in ids if not self.unrated(id, line, c)}
        return MatrixRow(id, line.cells[0], self.weight(line), cells)

    def unrated(self, id: str, line: Line, column: int) -> bool:
        """Whether this is the catch-all's cell in a matrix of likelihoods, left empty: it need not be rated."""
        return self.known is None and id == OTHER and not (column < len(line.cells) and line.cells[column])

    def cell(self, line: Line, column: int) -> str:
        cell = line.cells[column] if column < len(line.cells) else ""
        if self.known is not None:
            if cell.upper() not in self.known:
                fix = "write CC, C, N, I or II, in every cell of the matrix"
                self.problem("matrix-cell", line, column, f"`{cell[:40]}` is not a grade of consistency", fix)
            return self.known.get(cell.upper(), "N")
        try:
            return Quantity.parse(cell).text
        except ValueError as error:
            self.problem("matrix-cell", line, column, str(error), "or grade the whole matrix with CC, C, N, I and II")
            return ""

    def weight(self, line: Line) -> float:
        column = self.weight_column
        cell = line.cells[column] if column is not None and column < len(line.cells) else ""
        try:
            weight = float(cell or 1)
        except ValueError:
            weight = math.nan
        if not 0 <= weight <= MOST_WEIGHT:
            self.problem(
                "matrix-weight",
                line,
                column or 0,
                f"`{cell[:40]}` is no weight",
                "write a number from 0 to 10",
            )
        elif self.known is None and weight != 1:
            fix = "leave the weight out, or grade the matrix with CC, C, N, I and II"
            self.problem("matrix-weight", line, column or 0, "likelihoods take no weight", fix)
        return weight


def _with_ids(names: list[str], prefix: str, *, catch_all: bool = False) -> dict[str, str]:
    """Return the names by id, each id unique and made from its name."""
    found: dict[str, str] = {}
    for index, name in enumerate(names, start=1):
        if catch_all and name.casefold() in _CATCH_ALL:
            found.setdefault(OTHER, name)
            continue
        slug = _slug(name) or f"{prefix}{index}"
        slug = slug if slug != OTHER else f"{OTHER}-{index}"
        number = 2
        unique = slug
        while unique in found:
            unique, number = f"{slug}-{number}", number + 1
        found[unique] = name
    return found


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    slug = ""
    for word in words:
        if slug and len(slug) + len(word) >= 40:
            break
        slug = f"{slug}-{word}" if slug else word[:40]
    return slug
