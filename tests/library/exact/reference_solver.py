"""Two independent solvers of the headline: plain enumeration, and pyAgrum. Written from the methods page alone.

Both start from `reference_inputs`, where each input is taken at its mean.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

import numpy as np

from rashomon.model import Case
from tests.library.exact.reference_inputs import Inputs, ItemInput, ReportInput, inputs_of

Working = dict[str, bool]  # instrument id to whether it works
Truth = dict[str, bool]  # item id or unseen report id to what holds


# --- one factor each, shared by both solvers -------------------------------------------------------


def chance_true(item: ItemInput, state: int, parent: bool | None) -> float:
    """P(E | parent, h), or the relative likelihood of a ratio row."""
    if item.otherwise is not None and parent is not item.row_if:
        return item.otherwise[state]
    return item.row[state]


def chance_said(report: ReportInput, state: int, true: bool, works: bool | None, origin: bool | None) -> float:
    """P(the report says so | item, hypothesis, instrument, the report it came through)."""
    if report.is_relay:
        return _tracking(report, state, origin is True, works)
    own = _tracking(report, state, true, works)
    if report.copy is None:
        return own
    return report.copy * (origin is True) + (1 - report.copy) * own


def _tracking(report: ReportInput, state: int, tracked: bool, works: bool | None) -> float:
    """The chance that it says so, where it tracks `tracked`: the item, or for a relay what it heard."""
    b = report.regardless[state]
    if report.instrument is not None:
        return float(tracked) if works else b
    return report.tracks * tracked + (1 - report.tracks) * b


# --- (a) enumeration -------------------------------------------------------------------------------


def enumerate_posterior(case: Case) -> dict[str, float]:
    """Sum over every joint state of hypotheses, instruments, items and unseen reports: tiny cases only."""
    return enumerate_inputs(inputs_of(case))


def enumerate_inputs(inputs: Inputs) -> dict[str, float]:
    """Do the same for numbers already worked out."""
    return inputs.posterior([state.prior * _likelihood(inputs, i) for i, state in enumerate(inputs.states)])


def _likelihood(inputs: Inputs, state: int) -> float:
    total = []
    for working in _assignments(inputs.instruments):
        chance = math.prod(p if working[name] else 1 - p for name, p in inputs.instruments.items())
        total.append(chance * _free_items(inputs, state, working) * _groups(inputs, state, working))
    return math.fsum(total)


def _assignments(names: Iterable[str]) -> Iterator[dict[str, bool]]:
    listed = list(names)
    for values in product((True, False), repeat=len(listed)):
        yield dict(zip(listed, values, strict=True))


def _groups(inputs: Inputs, state: int, working: Working) -> float:
    by_id = {item.id: item for item in inputs.items}
    return math.prod(
        math.prod(_sum_over([by_id[name]], state, working) for name in members) ** power
        for members, power in inputs.groups
    )


def _free_items(inputs: Inputs, state: int, working: Working) -> float:
    grouped = inputs.grouped
    free = [item for item in inputs.items if item.id not in grouped and (item.counts or not item.is_ratio)]
    return _sum_over(free, state, working)


def _sum_over(items: list[ItemInput], state: int, working: Working) -> float:
    """Sum the joint probability of what was seen over everything unknown about these items."""
    unknown = [item.id for item in items if item.known is None]
    unknown += [report.id for item in items for report in item.reports if report.said is None]
    fixed: Truth = {item.id: item.known for item in items if item.known is not None}
    fixed |= {report.id: report.said for item in items for report in item.reports if report.said is not None}
    return math.fsum(
        math.prod(_item_factor(item, state, fixed | truth, working) for item in items)
        for truth in _assignments(unknown)
    )


def _item_factor(item: ItemInput, state: int, truth: Truth, working: Working) -> float:
    chance = chance_true(item, state, truth.get(item.parent) if item.parent else None)
    factor = chance if truth[item.id] else 1 - chance
    for report in (report for report in item.reports if not report.left_out):
        works = working[report.instrument] if report.instrument else None
        said = chance_said(report, state, truth[item.id], works, truth[report.via] if report.via else None)
        factor *= said if truth[report.id] else 1 - said
    return factor


# --- (b) pyAgrum -----------------------------------------------------------------------------------


def load_pyagrum() -> Any:
    """Import pyAgrum; it crashes where a warning that it causes itself is turned into an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pyagrum
    return pyagrum


def agrum_posterior(case: Case) -> dict[str, float]:
    """Build a Bayesian network and let pyAgrum's lazy propagation solve it."""
    inputs = inputs_of(case)
    network = _Network(inputs)
    engine = load_pyagrum().LazyPropagation(network.bn)
    engine.setEvidence(network.observed)
    engine.setTargets({"H"})
    engine.makeInference()
    return inputs.posterior([float(p) for p in engine.posterior("H").tolist()])


class _Network:
    """The case as a network: node H, instruments, item truths, reports, and one observed node per group."""

    def __init__(self, inputs: Inputs) -> None:
        self.pyagrum = load_pyagrum()
        self.inputs = inputs
        self.bn: Any = self.pyagrum.BayesNet()
        self.observed: dict[str, int] = {}
        total = math.fsum(state.prior for state in inputs.states)
        self.add("H", [], np.array([state.prior / total for state in inputs.states]))
        for name, works in inputs.instruments.items():
            self.add(f"I {name}", [], np.array([1 - works, works]))
        free = [item for item in inputs.items if item.id not in inputs.grouped]
        for item in _parents_first([i for i in free if i.counts or not i.is_ratio]):
            self.add_item(item)
        for index, (members, power) in enumerate(inputs.groups):
            self.add_group(f"G {index}", [i for i in inputs.items if i.id in members], power)

    def add(self, name: str, parents: list[str], table: Any) -> None:
        """Add a node; `table` has one axis per parent, in order, and the node itself last."""
        self.bn.add(self.pyagrum.RangeVariable(name, "", 0, table.shape[-1] - 1))
        for parent in parents:
            self.bn.addArc(parent, name)
        # The node varies fastest, then its parents in the order in which they were added.
        axes = [*reversed(range(len(parents))), len(parents)]
        self.bn.cpt(name).fillWith(np.transpose(table, axes).ravel().tolist())

    def add_binary(self, name: str, parents: list[str], yes: Any) -> None:
        self.add(name, parents, np.stack([1 - yes, yes], axis=-1))

    def add_item(self, item: ItemInput) -> None:
        row = np.array(item.row)
        node = f"E {item.id}"
        if item.is_ratio:
            self.add_binary(node, ["H"], row / row.max())  # only the ratios between hypotheses matter
        elif item.otherwise is not None:
            rows = [np.array(item.otherwise), row] if item.row_if else [row, np.array(item.otherwise)]
            self.add_binary(node, ["H", f"E {item.parent}"], np.stack(rows, axis=-1))
        else:
            self.add_binary(node, ["H"], row)
        if item.known is not None:
            self.observed[node] = int(item.known)
        for report in _origins_first(item.reports):
            self.add_report(node, report)

    def add_report(self, item: str, report: ReportInput) -> None:
        parents = ["H", item]
        parents += [f"I {report.instrument}"] if report.instrument else []
        parents += [f"R {report.via}"] if report.via else []
        said = np.empty([len(self.inputs.states)] + [2] * (len(parents) - 1))
        for index in np.ndindex(*said.shape):
            rest = [bool(value) for value in index[2:]]
            works = rest.pop(0) if report.instrument else None
            origin = rest.pop(0) if report.via else None
            said[index] = chance_said(report, index[0], bool(index[1]), works, origin)
        self.add_binary(f"R {report.id}", parents, said)
        if report.said is not None:
            self.observed[f"R {report.id}"] = int(report.said)

    def add_group(self, name: str, items: list[ItemInput], power: float) -> None:
        """One observed node whose table is the group's likelihood given hypothesis and instruments."""
        used = list(dict.fromkeys(r.instrument for item in items for r in item.reports if r.instrument))
        table = np.empty([len(self.inputs.states)] + [2] * len(used))
        for index in np.ndindex(*table.shape):
            working = {instrument: bool(value) for instrument, value in zip(used, index[1:], strict=True)}
            table[index] = math.prod(_sum_over([item], index[0], working) ** power for item in items)
        self.add_binary(name, ["H", *(f"I {instrument}" for instrument in used)], table / table.max())
        self.observed[name] = 1


def _parents_first(items: list[ItemInput]) -> list[ItemInput]:
    by_id = {item.id: item for item in items}
    ordered: dict[str, ItemInput] = {}

    def visit(item: ItemInput) -> None:
        if item.parent is not None:
            visit(by_id[item.parent])
        ordered.setdefault(item.id, item)

    for item in items:
        visit(item)
    return list(ordered.values())


def _origins_first(reports: tuple[ReportInput, ...]) -> list[ReportInput]:
    by_id = {report.id: report for report in reports}

    def depth(report: ReportInput) -> int:
        return 0 if report.via is None else 1 + depth(by_id[report.via])

    return sorted(reports, key=depth)
