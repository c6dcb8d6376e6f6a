"""A compiled case: the same content as plain indices and arrays, ready for exact sums.

Column conventions. The K named hypotheses are rows 0 to K-1 of every array; row K, where there is one, is the
catch-all as rated. Where only some items rate the catch-all, it needs one column per named hypothesis (its unrated
items behave as that hypothesis does: docs/methods.md section 10.2), which is the `mixed` layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rashomon.inference.inputs import Floats, Input
from rashomon.model import Case

Layout = Literal["unrated", "rated", "mixed"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of likelihoods: K cells, and one more if the catch-all is rated. Inputs by cell."""

    path: tuple[str | int, ...]
    cells: tuple[Input, ...]
    is_ratio: bool

    @property
    def has_spread(self) -> bool:
        """Whether any cell is a range."""
        return any(not cell.is_point for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One number that stands by itself: a reliability, a rate, a copy chance. `name` is its what-if path."""

    name: str
    given: Input


@dataclass(frozen=True, slots=True)
class Channel:
    """How a source turns truth into reports: indices of scalars.

    Either `reliability` or both rates are given; `bias` holds one index for all hypotheses or one for each named
    hypothesis and, as the last, the catch-all where stated. Empty means 0.5.
    """

    reliability: int | None
    hit_rate: int | None = None
    false_alarm_rate: int | None = None
    bias: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CompiledReport:
    """One report that is counted. `said` is None if it is unseen and so summed over."""

    id: str
    source: str
    said: bool | None
    via: int | None  # position in the item's reports
    copying: int | None  # scalar index of the copy chance; None for a sure repeat or no `via`
    relay: bool  # passes on an unseen report
    channel: Channel
    instrument: int | None


@dataclass(frozen=True, slots=True)
class CompiledItem:
    """One item that is counted, or latent because a counted item is rated both with and without it."""

    id: str
    position: int  # in Model.items
    row: int
    otherwise: int | None
    given: int | None  # position of the item that decides between row and otherwise
    recorded: bool | None  # what is established, as far as it is known; None if only reported
    given_recorded: bool  # the value of `given` to which `row` belongs
    reports: tuple[CompiledReport, ...]  # parents before children
    rated: bool  # whether the catch-all is rated here
    group: int | None
    counted: bool
    is_ratio: bool

    @property
    def instruments(self) -> tuple[int, ...]:
        """Instruments that its reports come from, sorted."""
        return tuple(sorted({r.instrument for r in self.reports if r.instrument is not None}))


@dataclass(frozen=True, slots=True)
class CompiledGroup:
    """A group with the items of it that count."""

    id: str
    items: tuple[int, ...]
    r: float

    def power(self, size: int, r: float | None = None) -> float:
        """Return 1 / (1 + (m - 1) r) for m = `size` items (docs/methods.md section 5)."""
        return 1.0 / (1.0 + max(size - 1, 0) * (self.r if r is None else r))


@dataclass(frozen=True, slots=True)
class Block:
    """Items tied by `otherwise`, parents first; the smallest thing with a likelihood table of its own."""

    items: tuple[int, ...]
    scope: tuple[int, ...]  # instruments
    layout: Layout


@dataclass(frozen=True, slots=True)
class Unit:
    """Blocks tied by shared instruments: a set of items whose likelihoods cannot be told apart."""

    blocks: tuple[int, ...]
    items: tuple[int, ...]
    instruments: tuple[int, ...]
    layout: Layout
    order: tuple[int, ...]  # instruments in the order in which they are summed out


@dataclass(frozen=True, slots=True)
class ClassPrior:
    """Dirichlet of one reference class: `alpha` over named hypotheses, then the catch-all if there is one."""

    share: float
    alpha: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Prior:
    """Where the case starts. `named` and `other` are scalars; `classes` is used where no prior is stated."""

    named: tuple[int, ...]  # empty: equal shares, or reference classes
    other: int | None  # scalar index of the catch-all's share; None if the case is exhaustive
    classes: tuple[ClassPrior, ...]  # used only if `named` is empty


@dataclass(frozen=True, slots=True)
class Instrument:
    """A hidden switch: the source tracks, with the chance its channel gives, or fails, for all of its reports."""

    source: str
    channel: Channel


@dataclass(frozen=True, slots=True)
class Model:
    """A compiled case as of a day."""

    case: Case
    as_of: date | None
    named: tuple[str, ...]
    has_other: bool
    rows: tuple[Row, ...]
    scalars: tuple[Scalar, ...]
    items: tuple[CompiledItem, ...]
    groups: tuple[CompiledGroup, ...]
    instruments: tuple[Instrument, ...]
    blocks: tuple[Block, ...]
    units: tuple[Unit, ...]
    prior: Prior
    unit_of: tuple[int, ...]  # per item
    block_of: tuple[int, ...]  # per item

    @property
    def hypotheses(self) -> tuple[str, ...]:
        """Ids, the catch-all last."""
        return (*self.named, "other") if self.has_other else self.named

    def powers(self) -> dict[int, float]:
        """Return the exponent of every grouped item."""
        return {item: group.power(len(group.items)) for group in self.groups for item in group.items}


@dataclass(frozen=True, slots=True)
class Values:
    """Numbers for every row, shape (K or K+1, D or 1), and scalar, shape (D or 1,), of a model.

    D is the number of draws or variants evaluated at once; arrays broadcast over it.
    """

    rows: list[Floats]
    scalars: list[Floats]
    report_chances: dict[tuple[int, bool], Floats | None] | None = None
    """Where given: what reports came to for these scalars, by item and truth, kept while only rows change."""

    tracked: dict[tuple[str, bool], tuple[Floats, Floats]] | None = None
    """The same for each report by itself, by what it said: where that is wrong, and where it is right."""

    def with_row(self, index: int, row: Floats) -> Values:
        """Return the same numbers with one row replaced."""
        rows = self.rows.copy()
        rows[index] = row
        return Values(rows, self.scalars, self.report_chances, self.tracked)

    def with_scalar(self, index: int, scalar: Floats) -> Values:
        """Return the same numbers with one scalar replaced."""
        scalars = self.scalars.copy()
        scalars[index] = scalar
        return Values(self.rows, scalars)
