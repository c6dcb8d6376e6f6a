"""What a reader entered: texts as typed, numbers as read, and what cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rashomon.model import OTHER, Quantity
from rashomon_site.reading.compare.fields import CellRow, Field, PriorField, Sheet
from rashomon_site.reading.compare.reading_numbers import (
    LONGEST,
    for_address,
    read_cell,
    read_share,
    same,
    share_for_address,
)

SUM_ROUNDING = 0.05
"""Sums that differ from 100 by less than this are called 100."""


@dataclass
class Entered:
    """A reader's numbers. `blind` ones stand alone: what is empty is even, not the editors'."""

    sheet: Sheet
    blind: bool
    texts: dict[str, str] = field(default_factory=dict)  # by field name, as typed
    errors: dict[str, str] = field(default_factory=dict)  # by field name, what to do
    shares: dict[str, float] = field(default_factory=dict)  # per cent, those that differ
    cells: dict[str, Quantity] = field(default_factory=dict)  # those that differ
    unknown: int = 0  # numbers for parts that this revision does not have

    @property
    def is_changed(self) -> bool:
        """Whether any number differs from the editors'."""
        return bool(self.shares or self.cells)

    @property
    def total(self) -> float:
        """What the starting shares add up to, in per cent, the editors' standing where nothing was changed."""
        return sum(self.share_of(prior) for prior in self.sheet.priors)

    @property
    def was_scaled(self) -> bool:
        """Whether the reader's shares do not add up to 100."""
        return bool(self.shares) and abs(self.total - 100) >= SUM_ROUNDING

    def share_of(self, prior: PriorField) -> float:
        """Return one starting share in per cent, before scaling."""
        if prior.field.name in self.shares or not self.blind:
            return self.shares.get(prior.field.name, 100 * prior.field.mean)
        return 0.0

    def rated(self, row: CellRow) -> int:
        """Return how many cells of an item the reader changed."""
        return sum(cell.name in self.cells for cell in row.fields)

    def for_address(self) -> dict[str, str]:
        """Return the numbers that differ, by their lasting names."""
        shares = {name: share_for_address(value) for name, value in self.shares.items()}
        return shares | {name: for_address(quantity) for name, quantity in self.cells.items()}


def read_entered(sheet: Sheet, given: Mapping[str, str], *, blind: bool) -> Entered:
    """Read a form or a link. Never raises: what cannot be read is among the errors."""
    entered = Entered(sheet, blind)
    for name, text in given.items():
        known = sheet.by_name.get(name)
        if known is None:
            entered.unknown += name.startswith(("p.", "e."))
        elif text.strip():
            entered.texts[known.name] = text[: 4 * LONGEST]
    for prior in sheet.priors:
        _read_prior(entered, prior)
    for row in sheet.rows:
        for cell in row.fields:
            _read_cell(entered, cell)
    _check_shares(entered)
    if blind:
        _check_blind(entered)
    entered.errors = {each.name: entered.errors[each.name] for each in sheet.fields() if each.name in entered.errors}
    return entered


def _read_prior(entered: Entered, prior: PriorField) -> None:
    text = entered.texts.get(prior.field.name)
    if text is None:
        return
    try:
        value = read_share(text)
    except ValueError as error:
        entered.errors[prior.field.name] = str(error)
        return
    if entered.blind or value != float(prior.shown):
        entered.shares[prior.field.name] = value


def _read_cell(entered: Entered, cell: Field) -> None:
    text = entered.texts.get(cell.name)
    if text is None:
        return
    try:
        quantity = read_cell(text, is_ratio=cell.is_ratio)
    except ValueError as error:
        entered.errors[cell.name] = str(error)
        return
    if entered.blind or not same(quantity, cell.quantity):
        entered.cells[cell.name] = quantity


def _check_shares(entered: Entered) -> None:
    """At least one explanation that has a name keeps a share."""
    named = [prior for prior in entered.sheet.priors if prior.field.hypothesis.id != OTHER]
    if not entered.shares or any(prior.field.name in entered.errors for prior in entered.sheet.priors):
        return
    if sum(entered.share_of(prior) for prior in named) <= 0 and not _misses_shares(entered):
        entered.errors[named[0].field.name] = "Give at least one explanation with a name more than 0."


def _misses_shares(entered: Entered) -> bool:
    return entered.blind and len(entered.shares) < len(entered.sheet.priors)


def _check_blind(entered: Entered) -> None:
    """In numbers of one's own there are no half rows: nothing of the editors' may fill them."""
    rows = [[prior.field for prior in entered.sheet.priors], *(list(row.fields) for row in entered.sheet.rows)]
    for row in rows:
        empty = [each for each in row if each.name not in entered.texts]
        if empty and len(empty) < len(row):
            entered.errors[empty[0].name] = "Give every explanation a number here, or none."
