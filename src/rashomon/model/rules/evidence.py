"""Evidence items: their rows, what they are given, and what they rest on (docs/methods.md section 1, 2 and 5)."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.model.case import EvidenceItem
from rashomon.model.rules.circles import circle_in_words, circles
from rashomon.model.rules.index import OTHER, CaseIndex
from rashomon.model.rules.nearest import hint
from rashomon.model.rules.rows import missing_cells, ratios_refused, unknown_cells
from rashomon.model.rules.words import problem
from rashomon.problems import Path, Problem


def _items(index: CaseIndex) -> Iterator[tuple[Path, EvidenceItem]]:
    for i, item in enumerate(index.case.evidence):
        yield ("evidence", i), item


def resting_on_something(index: CaseIndex) -> Iterator[Problem]:
    """An item is established, or reported, or both."""
    for path, item in _items(index):
        if item.established is None and not item.reports:
            yield problem("no-support", path, owner=item.id)


def full_rows(index: CaseIndex) -> Iterator[Problem]:
    """Every named hypothesis has a cell, and no unknown one has."""
    for path, item in _items(index):
        yield from unknown_cells(index, item.likelihood, (*path, "likelihood"))
        yield from missing_cells(index, item.likelihood, (*path, "likelihood"), item.id)
        if item.otherwise is not None:
            yield from unknown_cells(index, item.otherwise, (*path, "otherwise"))
            for id in index.named:
                if id not in item.otherwise:
                    facts = {"id": id, "owner": item.id, "given": item.given or "the other item"}
                    yield problem("missing-otherwise", (*path, "otherwise"), **facts)


def rows_of_ratios(index: CaseIndex) -> Iterator[Problem]:
    """A row of ratios has ratios only, one of them 1x, and an established item that no `otherwise` needs."""
    for path, item in _items(index):
        if any(cell.is_ratio for cell in item.likelihood.values()):
            yield from _ratio_row(index, item, path)
        yield from ratios_refused(item.otherwise or {}, (*path, "otherwise"), "a cell of `otherwise`")


def _ratio_row(index: CaseIndex, item: EvidenceItem, path: Path) -> Iterator[Problem]:
    row = (*path, "likelihood")
    if not all(cell.is_ratio for cell in item.likelihood.values()):
        yield problem("mixed-row", row, owner=item.id)
    elif not any(cell.low == cell.high == 1 for cell in item.likelihood.values()):
        yield problem("no-unit-ratio", row, owner=item.id)
    if item.established is not True:
        yield problem("ratio-not-established", row, owner=item.id)
    if item.id in index.with_otherwise_on:
        yield problem("ratio-given-otherwise", row, owner=item.id, id=index.with_otherwise_on[item.id])


def known_givens(index: CaseIndex) -> Iterator[Problem]:
    """`given` names an item, and `otherwise` needs it."""
    for path, item in _items(index):
        if item.given is not None and item.given not in index.items:
            yield problem("unknown-item", (*path, "given"), id=item.given, hint=hint(item.given, index.items))
        if item.given is None and item.otherwise is not None:
            yield problem("otherwise-without-given", (*path, "otherwise"), owner=item.id)


def other_in_both_rows(index: CaseIndex) -> Iterator[Problem]:
    """`other` is rated in `likelihood` and in `otherwise`, or in neither."""
    for path, item in _items(index):
        if item.otherwise is None or (OTHER in item.likelihood) == (OTHER in item.otherwise):
            continue
        rows = ("likelihood", "otherwise")
        has, lacks = rows if OTHER in item.likelihood else rows[::-1]
        yield problem("other-rated-once", (*path, lacks), owner=item.id, has=has, lacks=lacks)


def circles_of_given(index: CaseIndex) -> Iterator[Problem]:
    """What an item is given leads back to no item twice."""
    at: dict[str, Path] = {}
    for path, item in _items(index):
        at.setdefault(item.id, path)
    givens = ((id, index.items[id].given) for id in at)
    for circle in circles({id: given for id, given in givens if given is not None and given in index.items}):
        words = circle_in_words(tuple(f"`{id}`" for id in circle), "is given", "given")
        yield problem("circle-of-given", (*at[circle[0]], "given"), circle=words)


RULES = (
    resting_on_something,
    full_rows,
    rows_of_ratios,
    known_givens,
    other_in_both_rows,
    circles_of_given,
)
