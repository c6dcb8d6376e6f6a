"""Consistency matrices (analysis of competing hypotheses, ACH) as cases, in more than one reading.

The bridge is exact (docs/methods.md section 1): with equal priors and CC = C = N = 1, I = r, II = r squared, the
posterior is proportional to r to the power of the weighted inconsistency. The letters alone do not say what r
is, nor that consistency counts for nothing, so a matrix is returned in several readings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from rashomon.interchange.matrix_text import Grade, Matrix, MatrixRow, read_matrix
from rashomon.model import Case
from rashomon.problems import CaseProblems, Place, Problem

QUESTION = "Which explanation fits the evidence best?"

RATIO, LEAST_RATIO, MOST_RATIO = 0.25, 0.1, 0.5
"""r, and the ends of its 80% range."""

INCONSISTENCY: dict[Grade, int] = {"CC": 0, "C": 0, "N": 0, "I": 1, "II": 2}
"""Power of r by grade."""

SYMMETRIC: dict[Grade, float] = {"CC": 0.9, "C": 0.7, "N": 0.5, "I": 0.2, "II": 0.05}
"""Likelihood by grade in the reading that lets consistency count too."""


class Reading(NamedTuple):
    """One way to read a matrix."""

    name: str
    case: Case


@dataclass(frozen=True, slots=True)
class Comparison:
    """Who leads in each reading, and what to make of it."""

    leaders: dict[str, tuple[str, ...]]  # hypothesis ids by name of the reading; more than one on a tie
    settled: bool
    sentence: str


def read_ach_csv(text: str, *, name: str = "matrix.csv", question: str = QUESTION) -> list[Reading]:
    """Return the matrix in its readings, the exact bridge with r = 1/4 first.

    The first row names the hypotheses, and each other row holds a piece of evidence, then a cell for each:
    CC, C, N, I or II (or ++, +, 0, -, --; or the whole numbers 2 to -2). A column `weight` multiplies a row's
    inconsistency. Cells may instead be likelihoods (0.7, 60-80%, `likely`, 4x): then there is one reading.
    Raises CaseProblems, with the place of each.
    """
    matrix = read_matrix(text, name=name)
    if not matrix.graded:
        return [Reading("as written", _case(matrix, question, [dict(row.cells) for row in matrix.rows]))]
    return [
        Reading("inconsistency only, r = 1/4", _case(matrix, question, [_points(row) for row in matrix.rows])),
        Reading(
            "inconsistency only, r from 1/10 to 1/2",
            _case(matrix, question, [_ranges(row) for row in matrix.rows]),
        ),
        Reading("symmetric", _case(matrix, question, [_symmetric(row) for row in matrix.rows])),
    ]


def _powers(row: MatrixRow) -> dict[str, float]:
    """Return the power of r for each hypothesis, the least taken as 0: one ratio of a row is 1."""
    counts = {id: INCONSISTENCY[grade] for id, grade in row.grades().items()}
    least = min(counts.values())
    return {id: row.weight * (count - least) for id, count in counts.items()}


def _points(row: MatrixRow) -> dict[str, str]:
    return {id: f"{_plain(RATIO**power)}x" for id, power in _powers(row).items()}


def _ranges(row: MatrixRow) -> dict[str, str]:
    return {
        id: f"{_plain(LEAST_RATIO**power)}-{_plain(MOST_RATIO**power)}x" if power else "1x"
        for id, power in _powers(row).items()
    }


def _symmetric(row: MatrixRow) -> dict[str, str]:
    return {id: _plain(SYMMETRIC[grade] ** row.weight) for id, grade in row.grades().items()}


def _plain(number: float) -> str:
    """Write a number without an exponent and without the noise of its last binary digits."""
    rounded = float(f"{number:.15g}")
    return format(Decimal(repr(rounded)).normalize(), "f")


def _case(matrix: Matrix, question: str, rows: Sequence[dict[str, str]]) -> Case:
    from pydantic import ValidationError

    evidence = [
        {"id": row.id, "statement": row.statement, "established": True, "likelihood": cells}
        for row, cells in zip(matrix.rows, rows, strict=True)
    ]
    hypotheses = [{"id": id, "name": name} for id, name in matrix.hypotheses.items()]
    document = {"rashomon": 1, "question": question, "hypotheses": hypotheses, "evidence": evidence}
    try:
        return Case.model_validate(document)
    except ValidationError as error:
        raise CaseProblems([_refused(part["msg"], matrix.place) for part in error.errors()]) from None


def _refused(message: str, place: Place) -> Problem:
    return Problem("matrix-refused", (), message, "shorten it, or write the case by hand", place)


def compare_readings(readings: Sequence[Reading]) -> Comparison:
    """Weigh every reading and say whether they agree on one leader."""
    from rashomon.inference.posterior import leaders
    from rashomon.weighing import compute_posterior

    posteriors = {reading.name: compute_posterior(reading.case) for reading in readings}
    found = {name: leaders(posterior) for name, posterior in posteriors.items()}
    settled = len(set(found.values())) == 1 and len(next(iter(found.values()))) == 1
    parts = [_clause(reading, found[reading.name], posteriors[reading.name]) for reading in readings]
    return Comparison(found, settled, _sentence(parts, settled=settled))


def _clause(reading: Reading, leading: tuple[str, ...], posterior: dict[str, float]) -> str:
    names = {h.id: h.name for h in reading.case.hypotheses} | {"other": "something else"}
    who = " and ".join(f"“{names[id]}”" for id in leading)
    verb = "leads" if len(leading) == 1 else "tie"
    return f"{who} {verb} at {posterior[leading[0]]:.0%} ({reading.name})"


def _sentence(parts: list[str], *, settled: bool) -> str:
    if len(parts) == 1:
        return f"{parts[0]}."
    opening = "Every reading of the matrix has the same leader" if settled else "The matrix alone does not settle it"
    return f"{opening}: {'; '.join(parts)}."
