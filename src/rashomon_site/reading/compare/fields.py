"""The numbers that a reader can change, with the editors' own beside them.

Each field has two names. In the form it is short, `pA` or `e3B`, so that the address of a long case stays within
what servers take; a link that is passed on names ids, `p.bargain` or `e.speech.staged`, and so means the same
however the parts of a case are ordered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rashomon.analysis import CellResult, EvidenceResult
from rashomon.explain.naming import Naming
from rashomon.explain.sentence import Mention
from rashomon.explain.words import shortened, stated
from rashomon.model import EvidenceItem, Indicator, Quantity

REASON_LENGTH = 140


@dataclass(frozen=True, slots=True)
class Field:
    """One number: a starting share, or one cell."""

    name: str
    short: str
    path: str  # as `rashomon what-if` takes it
    hypothesis: Mention
    mean: float  # as it enters the headline
    quantity: Quantity | None  # as the editors wrote it
    editors: str  # the same in words
    is_ratio: bool = False

    @property
    def anchor(self) -> str:
        """The id of the input on the page."""
        return f"in-{self.short}"


@dataclass(frozen=True, slots=True)
class PriorField:
    """A starting share with its reason; `shown` stands in the box before anything is changed."""

    field: Field
    shown: str
    reason: str


@dataclass(frozen=True, slots=True)
class CellRow:
    """The cells of one item; `fixed` are explanations whose cell follows from the others or is the measure."""

    item: Mention
    statement: str
    given: Mention | None
    fields: tuple[Field, ...]
    fixed: tuple[tuple[Mention, str], ...]
    neutral: tuple[tuple[str, str], ...]  # settings under which the item speaks for nothing


@dataclass(frozen=True)
class Sheet:
    """Everything that can be changed in one case."""

    priors: tuple[PriorField, ...]
    rows: tuple[CellRow, ...]
    uncounted: int  # items that do not count yet

    def fields(self) -> Iterator[Field]:
        """Yield every field, in the order of the page."""
        yield from (prior.field for prior in self.priors)
        yield from (field for row in self.rows for field in row.fields)

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Fields by both of their names."""
        return {name: field for field in self.fields() for name in (field.short, field.name)}


def sheet_of(naming: Naming) -> Sheet:
    """Return the fields of a case: every starting share, and every cell of the items that count."""
    case, analysis = naming.case, naming.analysis
    entries: list[tuple[str, EvidenceItem | Indicator]] = [
        *((f"e{place}", item) for place, item in enumerate(case.evidence, 1)),
        *((f"i{place}", indicator) for place, indicator in enumerate(case.indicators, 1)),
    ]
    results = {result.id: result for result in analysis.evidence}
    counted = [(short, entry) for short, entry in entries if entry.id in results and results[entry.id].counted]
    return Sheet(
        priors=tuple(_prior(naming, place) for place in range(len(analysis.hypotheses))),
        rows=tuple(_row(naming, short, entry, results[entry.id]) for short, entry in counted),
        uncounted=sum(not result.counted for result in results.values()),
    )


def in_per_cent(share: float) -> str:
    """Write a share as a number for a box: "34.9", "0.35"."""
    return f"{100 * share:.1f}".removesuffix(".0") if 0.001 <= share <= 0.999 else f"{100 * share:.3g}"


def _code(mention: Mention) -> str:
    return "X" if mention.mark == "?" else mention.mark


def _prior(naming: Naming, place: int) -> PriorField:
    result = naming.analysis.hypotheses[place]
    stated_by = next((h for h in naming.case.hypotheses if h.id == result.id), None)
    mention = naming.hypothesis(result.id)
    field = Field(
        name=f"p.{result.id}",
        short=f"p{_code(mention)}",
        path=f"hypotheses.{result.id}.prior",
        hypothesis=mention,
        mean=result.prior,
        quantity=None,
        editors=f"{in_per_cent(result.prior)}%",
    )
    reason = shortened(stated_by.why, REASON_LENGTH) if stated_by and stated_by.why else ""
    return PriorField(field, in_per_cent(result.prior), reason)


def _row(naming: Naming, short: str, entry: EvidenceItem | Indicator, result: EvidenceResult) -> CellRow:
    section = "evidence" if isinstance(entry, EvidenceItem) else "indicators"
    fields, fixed = [], []
    for key, cell in result.likelihood.items():
        mention = naming.hypothesis(key)
        why_not = _fixed(entry, key, cell)
        if why_not:
            fixed.append((mention, why_not))
            continue
        quantity = entry.likelihood[key]
        fields.append(
            Field(
                name=f"e.{entry.id}.{key}",
                short=f"{short}{_code(mention)}",
                path=f"{section}.{entry.id}.likelihood.{key}",
                hypothesis=mention,
                mean=cell.mean,
                quantity=quantity,
                editors=stated(quantity),
                is_ratio=quantity.is_ratio,
            )
        )
    given = naming.item(entry.given) if isinstance(entry, EvidenceItem) and entry.given else None
    neutral = tuple(_neutral(entry, section))
    return CellRow(naming.item(entry.id), entry.statement, given, tuple(fields), tuple(fixed), neutral)


def _fixed(entry: EvidenceItem | Indicator, key: str, cell: CellResult) -> str:
    """Say why a cell cannot be changed, or nothing where it can."""
    if key not in entry.likelihood:
        return "follows from the others"
    if cell.is_ratio and cell.low == cell.high == 1:
        return "1×, the measure for the others"
    return ""


def _neutral(entry: EvidenceItem | Indicator, section: str) -> Iterator[tuple[str, str]]:
    for key, quantity in entry.likelihood.items():
        yield f"{section}.{entry.id}.likelihood.{key}", "1x" if quantity.is_ratio else "50%"
    if isinstance(entry, EvidenceItem):
        for key in entry.otherwise or {}:
            yield f"{section}.{entry.id}.otherwise.{key}", "50%"
