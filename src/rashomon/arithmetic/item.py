"""One item: its cells, what each report says if the item is true and if it is not, and the sum.

With a report R of source s, P(R | E) = rho + (1 - rho) b and P(R | not E) = (1 - rho) b for one that says so;
the item's likelihood is P(E | h) P(reports | E) + (1 - P(E | h)) P(reports | not E) (docs/methods.md section 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from rashomon.model import Case
from rashomon.problems import UsageError

if TYPE_CHECKING:
    from rashomon.inference.inputs import Floats
    from rashomon.inference.model import CompiledItem, CompiledReport, Model, Values

ReportKind = Literal["own", "repeat", "doubtful copy", "relay", "unseen"]


@dataclass(frozen=True, slots=True)
class ReportChance:
    """One report's numbers at their means. `bias`, `if_true`, `if_false` are by hypothesis.

    `if_true` is P(it says this | the item is true, what it came via), `if_false` the same if the item is not
    true. For an unseen report they are the chances that it said so.
    """

    id: str
    source: str
    said: bool | None  # None: unseen
    kind: ReportKind
    via: str | None
    agrees: bool  # says the same as the report it came via; True where it came via none
    reliability: float
    bias: dict[str, float]
    copying: float | None
    one_instrument: bool
    if_true: dict[str, float]
    if_false: dict[str, float]


@dataclass(frozen=True, slots=True)
class ItemSum:
    """Everything that makes up one item's likelihood, by hypothesis; the catch-all only where it is rated."""

    id: str
    counted: bool
    recorded: bool | None  # established true or false; None if known by reports alone
    is_ratio: bool
    cells: dict[str, float]
    otherwise: dict[str, float]  # empty unless rated both ways
    given: str | None
    reports: tuple[ReportChance, ...]
    together_if_true: dict[str, float]  # P(all reports | it is true); empty without reports
    together_if_false: dict[str, float]
    summed: dict[str, float]  # the item by itself, before its group's power
    group: str | None
    power: float
    tied: tuple[str, ...]  # other items of its unit: their likelihoods cannot be told apart
    unit: dict[str, float]  # the unit's likelihood as the answer uses it, with its group's power


def explain_item(case: Case, id: str, *, as_of: date | None = None) -> ItemSum:
    """Return the steps for one item; raises UsageError if it is unknown or does not count by that day."""
    from rashomon.inference.compiling import compile_case
    from rashomon.inference.posterior import mean_values

    model = compile_case(case, as_of)
    item = next((item for item in model.items if item.id == id), None)
    if item is None:
        raise UsageError(_absent(case, id))
    return _Steps(model, item, mean_values(model)).sum()


def _absent(case: Case, id: str) -> str:
    ids = [item.id for item in case.evidence]
    if any(indicator.id == id for indicator in case.indicators):
        return f"`{id}` is a prediction that has not come out by that day: `rashomon next` shows what it would do"
    if id in ids:
        return f"`{id}` does not count by that day: it was not known yet"
    return f"there is no item `{id}`: the case has {', '.join(f'`{known}`' for known in ids) or 'none'}"


class _Steps:
    def __init__(self, model: Model, item: CompiledItem, values: Values) -> None:
        self.model, self.item, self.values = model, item, values
        self.ids = (*model.named, "other") if item.rated and model.has_other else model.named

    def sum(self) -> ItemSum:
        cells = self.by_hypothesis(self.values.rows[self.item.row])
        true, false = self.together(True), self.together(False)
        unit = self.model.units[self.model.unit_of[self.item.position]]
        return ItemSum(
            id=self.item.id,
            counted=self.item.counted,
            recorded=self.item.recorded,
            is_ratio=self.item.is_ratio,
            cells=cells,
            otherwise={} if self.item.otherwise is None else self.by_hypothesis(self.values.rows[self.item.otherwise]),
            given=None if self.item.given is None else self.model.items[self.item.given].id,
            reports=tuple(self.report(report) for report in self.item.reports),
            together_if_true=true,
            together_if_false=false,
            summed={h: self.summed(cells[h], true.get(h, 1.0), false.get(h, 1.0)) for h in self.ids},
            group=None if self.item.group is None else self.model.groups[self.item.group].id,
            power=self.model.powers().get(self.item.position, 1.0),
            tied=tuple(self.model.items[i].id for i in unit.items if i != self.item.position),
            unit=self.unit(),
        )

    def summed(self, cell: float, if_true: float, if_false: float) -> float:
        if self.item.recorded is not None:
            return cell * if_true if self.item.recorded else (1 - cell) * if_false
        return cell * if_true + (1 - cell) * if_false

    def by_hypothesis(self, rows: Floats) -> dict[str, float]:
        """Read a column of K + 1, K or 1 numbers."""
        flat = rows.reshape(-1).tolist()
        return {h: flat[0 if len(flat) == 1 else k] for k, h in enumerate(self.ids)}

    def together(self, happened: bool) -> dict[str, float]:
        import numpy as np

        from rashomon.provenance.chances import ReportChances, tracking_chance

        instruments = self.item.instruments
        chances = ReportChances(
            self.item.reports,
            self.values,
            named=len(self.model.named),
            columns=lambda rows: rows,
            scope=instruments,
        ).given(happened)
        if chances is None:
            return {}
        for instrument in reversed(instruments):  # average over the switch, last axis first
            works = float(tracking_chance(self.model.instruments[instrument].channel, self.values)[0])
            axis = 1 + instruments.index(instrument)
            both = chances if chances.shape[axis] == 2 else chances.repeat(2, axis=axis)
            parts = np.moveaxis(both, axis, 0)
            chances = parts[0] * (1 - works) + parts[1] * works
        return self.by_hypothesis(chances)

    def report(self, report: CompiledReport) -> ReportChance:
        from rashomon.provenance.chances import bias, tracking_chance

        rho = float(tracking_chance(report.channel, self.values)[0])
        biases = self.by_hypothesis(bias(report.channel, self.values, len(self.model.named)))
        copying = None if report.copying is None else float(self.values.scalars[report.copying][0])
        parent = None if report.via is None else self.item.reports[report.via]
        heard = None if parent is None else parent.said
        kind = _kind(report)
        said = report.said is not False

        def chance(happened: bool, b: float) -> float:
            asserted = b if said else 1 - b
            tracked = rho * (happened == said) + (1 - rho) * asserted
            if kind == "repeat":
                return float(said == heard)
            if kind == "doubtful copy":
                assert copying is not None
                return copying * (said == heard) + (1 - copying) * tracked
            return tracked  # a relay tracks what it heard: `happened` then stands for "the other said so"

        return ReportChance(
            id=report.id,
            source=report.source,
            said=report.said,
            kind=kind,
            via=None if parent is None else parent.id,
            agrees=parent is None or said == heard,
            reliability=rho,
            bias=biases,
            copying=copying,
            one_instrument=report.instrument is not None,
            if_true={h: chance(True, b) for h, b in biases.items()},
            if_false={h: chance(False, b) for h, b in biases.items()},
        )

    def unit(self) -> dict[str, float]:
        from rashomon.inference.likelihood import unit_likelihood
        from rashomon.inference.posterior import base_view

        unit = self.model.units[self.model.unit_of[self.item.position]]
        found = unit_likelihood(self.model, unit, self.values, base_view(self.model))
        by_id = dict(zip(self.model.named, found.named[:, 0].tolist(), strict=True))
        if unit.layout == "rated" and self.model.has_other:
            by_id["other"] = float(found.other[0, 0])
        return by_id


def _kind(report: CompiledReport) -> ReportKind:
    if report.relay:
        return "relay"
    if report.said is None:
        return "unseen"
    if report.via is None:
        return "own"
    return "repeat" if report.copying is None else "doubtful copy"
