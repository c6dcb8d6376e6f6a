"""Advice on evidence items and their rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rashomon.model.advice.words import advise
from rashomon.model.case import Case, EvidenceItem
from rashomon.model.quantity import Quantity
from rashomon.model.rules.index import OTHER
from rashomon.problems import Advice, Path

LARGE_FACTOR = 1000
LEAST_ITEMS = 3
"""Fewer items than this may well all favour one hypothesis."""


def middle(cell: Quantity) -> float:
    """Return the middle of a cell: of a ratio on the log scale, of a probability on the plain one."""
    if cell.is_point:
        return cell.low
    return float((cell.low * cell.high) ** 0.5) if cell.is_ratio else (cell.low + cell.high) / 2


def named_cells(row: Mapping[str, Quantity]) -> dict[str, Quantity]:
    """Return the row without the catch-all."""
    return {id: cell for id, cell in row.items() if id != OTHER}


def cells_are_equal(item: EvidenceItem) -> bool:
    """Whether the item is equally expected under every named hypothesis, in both of its rows."""
    rows = [item.likelihood, item.otherwise or {}]
    return all(len({(c.low, c.high) for c in named_cells(row).values()}) <= 1 for row in rows)


def equal_cells(case: Case) -> Iterator[Advice]:
    """A row of equal cells moves nothing."""
    for i, item in enumerate(case.evidence):
        if len(named_cells(item.likelihood)) > 1 and cells_are_equal(item):
            yield advise("equal-cells", ("evidence", i, "likelihood"), owner=item.id)


def large_factors(case: Case) -> Iterator[Advice]:
    """A factor above 1,000 wants a written reason."""
    for i, item in enumerate(case.evidence):
        cells = {id: middle(cell) for id, cell in named_cells(item.likelihood).items()}
        if item.established is False:
            cells = {id: 1 - cell for id, cell in cells.items()}
        if item.why or len(cells) < 2:
            continue
        most, least = max(cells, key=cells.__getitem__), min(cells, key=cells.__getitem__)
        if cells[most] > LARGE_FACTOR * cells[least]:
            yield advise("large-factor", ("evidence", i, "likelihood"), owner=item.id, a=most, b=least)


def one_sided(case: Case) -> Iterator[Advice]:
    """Evidence that all points one way was perhaps chosen so."""
    moving = [item for item in case.evidence if not cells_are_equal(item)]
    if len(moving) < LEAST_ITEMS:
        return
    favoured = {_favoured(item) for item in moving}
    only = favoured.pop()
    if not favoured and only is not None:
        yield advise("one-sided", ("evidence",), id=only)


def _favoured(item: EvidenceItem) -> str | None:
    cells = {id: middle(cell) for id, cell in named_cells(item.likelihood).items()}
    wanted = min(cells.values()) if item.established is False else max(cells.values())
    best = [id for id, value in cells.items() if value == wanted]
    return best[0] if len(best) == 1 else None


def certain_cells(case: Case) -> Iterator[Advice]:
    """A likelihood of exactly 0 or 1 can never be outweighed; an end of 0 or 1 is read as nearly so."""
    for i, item in enumerate(case.evidence):
        for key, row in (("likelihood", item.likelihood), ("otherwise", item.otherwise or {})):
            yield from _certain(row, ("evidence", i, key), item.id)
    for i, indicator in enumerate(case.indicators):
        yield from _certain(indicator.likelihood, ("indicators", i, "likelihood"), indicator.id)


def _certain(row: Mapping[str, Quantity], path: Path, owner: str) -> Iterator[Advice]:
    for id, cell in row.items():
        if cell.is_ratio or (cell.low > 0 and cell.high < 1):
            continue
        if cell.is_point:
            instead = "0.001" if cell.low == 0 else "0.999"
            facts = {"id": id, "text": cell.text, "owner": owner, "instead": instead}
            yield advise("certain-cell", (*path, id), **facts)
        else:
            yield advise("end-of-range", (*path, id), text=cell.text)


def given_something_uncertain(case: Case) -> Iterator[Advice]:
    """An item given a merely reported one needs a row for its not having happened."""
    items = {item.id: item for item in case.evidence}
    for i, item in enumerate(case.evidence):
        given = items.get(item.given or "")
        if given is not None and given.established is None and item.otherwise is None:
            yield advise("given-uncertain", ("evidence", i, "given"), owner=item.id, given=given.id)


def reported_beforehand(case: Case) -> Iterator[Advice]:
    """Nobody reports what has not happened yet: one of the two dates is probably a slip."""
    for i, item in enumerate(case.evidence):
        early = [r for r in item.reports if r.says == "reports" and item.on and r.on and r.on < item.on]
        for report in early[:1]:
            path = ("evidence", i, "on")
            yield advise("reported-beforehand", path, owner=item.id, on=item.on, report=report.id, day=report.on)


CHECKS = (
    equal_cells,
    large_factors,
    one_sided,
    certain_cells,
    given_something_uncertain,
    reported_beforehand,
)
