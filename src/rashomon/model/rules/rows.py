"""Rows: one cell per hypothesis, probabilities or ratios (docs/methods.md section 1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rashomon.model.quantity import Quantity
from rashomon.model.rules.index import OTHER, CaseIndex
from rashomon.model.rules.nearest import hint
from rashomon.model.rules.words import problem
from rashomon.problems import Path, Problem


def unknown_hypothesis(index: CaseIndex, id: str, path: Path) -> Iterator[Problem]:
    """Yield a problem if `id` names no hypothesis of the case."""
    if id in index.hypotheses:
        return
    if id == OTHER:
        yield problem("other-is-dropped", path)
    else:
        yield problem("unknown-hypothesis", path, id=id, hint=hint(id, index.hypotheses))


def unknown_cells(index: CaseIndex, row: Mapping[str, object], path: Path) -> Iterator[Problem]:
    """Yield a problem for each cell whose hypothesis is unknown."""
    for id in row:
        yield from unknown_hypothesis(index, id, (*path, id))


def missing_cells(index: CaseIndex, row: Mapping[str, object], path: Path, owner: str) -> Iterator[Problem]:
    """Yield a problem for each named hypothesis that the row leaves out."""
    for id in index.named:
        if id not in row:
            yield problem("missing-cell", path, id=id, owner=owner)


def ratios_refused(row: Mapping[str, Quantity], path: Path, where: str) -> Iterator[Problem]:
    """Yield a problem for each cell that is a ratio where only probabilities will do."""
    for id, cell in row.items():
        yield from ratio_refused(cell, (*path, id), where)


def ratio_refused(cell: Quantity | None, path: Path, where: str) -> Iterator[Problem]:
    """Yield a problem if `cell` is a ratio where only a probability will do."""
    if cell is not None and cell.is_ratio:
        yield problem("ratio-not-allowed", path, text=cell.text, where=where)
