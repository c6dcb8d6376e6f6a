"""A case as a Bayesian network: explanations, instruments, items, reports, and one observed node per group.

A catch-all rated for some items only is split into one state per named explanation (docs/methods.md section 10.2);
the sum of these states is its probability.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import reduce

import numpy as np

from rashomon.inference import compile_case
from rashomon.inference.inputs import Floats
from rashomon.inference.likelihood import ItemTable, View, block_table
from rashomon.inference.model import CompiledGroup, CompiledItem, CompiledReport, Layout, Model
from rashomon.inference.posterior import mean_values
from rashomon.inference.priors import prior_masses
from rashomon.model import OTHER, Case
from rashomon.provenance.chances import ReportChances, tracking_chance

EXPLANATION = "explanation"
NO_YES = ("no", "yes")


@dataclass(frozen=True, slots=True)
class Node:
    """One variable: `table` has an axis for each parent, in order, and one for its own states."""

    name: str
    states: tuple[str, ...]
    parents: tuple[str, ...]
    table: Floats
    observed: str | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes, parents before children; `counts_as` maps each state of the explanation to its hypothesis id."""

    nodes: tuple[Node, ...]
    counts_as: dict[str, str]


def build_network(case: Case, as_of: date | None = None) -> Network:
    """Return the network whose posterior, given what it marks as observed, is the headline."""
    return _Builder(compile_case(case, as_of)).network()


class _Builder:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.values = mean_values(model)
        self.view = View(powers=model.powers())
        self.layout = _layout(model)
        self.taken: set[str] = set()
        self.names: dict[tuple[str, str], str] = {}
        self.nodes: dict[str, Node] = {}
        self.name("root", EXPLANATION)

    def network(self) -> Network:
        states, masses, counts_as = self.explanations()
        self.states = states
        self.add(Node(EXPLANATION, states, (), masses))
        for position in range(len(self.model.instruments)):
            self.add_instrument(position)
        for block in self.model.blocks:
            for item in (self.model.items[i] for i in block.items):
                if item.group is None:
                    self.add_item(item)
        for group in self.model.groups:
            if group.items:
                self.add_group(group)
        return Network(tuple(self.nodes.values()), counts_as)

    def name(self, kind: str, id: str) -> str:
        """Return an identifier that every reader of BIF takes: letters, digits and `_`, each used once."""
        if (kind, id) not in self.names:
            plain = re.sub(r"\W", "_", id if kind == "root" else f"{kind}_{id}", flags=re.ASCII)
            name, number = plain, 2
            while name in self.taken:
                name, number = f"{plain}_{number}", number + 1
            self.taken.add(name)
            self.names[kind, id] = name
        return self.names[kind, id]

    def add(self, node: Node) -> None:
        self.nodes[node.name] = node

    def add_binary(
        self, name: str, parents: tuple[str, ...], yes: Floats, *, observed: bool | None, label: str
    ) -> None:
        """Add a node with the states no and yes; `yes` has an axis per parent (or 1: the same for all)."""
        shape = tuple(len(self.nodes[parent].states) for parent in parents)
        full = np.broadcast_to(yes, shape)
        seen = None if observed is None else NO_YES[observed]
        self.add(Node(name, NO_YES, parents, np.stack([1.0 - full, full], axis=-1), seen, label))

    def explanations(self) -> tuple[tuple[str, ...], Floats, dict[str, str]]:
        named, rest = (part[:, 0] for part in prior_masses(self.model, self.values))
        states = {self.name("h", h): h for h in self.model.named}
        if not self.model.has_other:
            return tuple(states), named, states
        if self.layout == "rated":
            states |= {self.name("h", OTHER): OTHER}
            return tuple(states), np.concatenate([named, rest]), states
        states |= {self.name("other_as", h): OTHER for h in self.model.named}
        total = named.sum()
        shares = named / total if total > 0 else np.full(len(named), 1 / len(named))
        return tuple(states), np.concatenate([named, rest * shares]), states

    def add_instrument(self, position: int) -> None:
        instrument = self.model.instruments[position]
        works = tracking_chance(instrument.channel, self.values)[0]
        name, label = self.name("works", instrument.source), f"Source `{instrument.source}` tracks the truth"
        self.add(Node(name, NO_YES, (), np.array([1.0 - works, works]), None, label))

    def instrument_name(self, position: int) -> str:
        return self.name("works", self.model.instruments[position].source)

    def item_table(self, item: CompiledItem) -> ItemTable:
        block = self.model.blocks[self.model.block_of[item.position]]
        return ItemTable(self.model, item, block, self.values, self.view, self.layout)

    def add_item(self, item: CompiledItem) -> None:
        table, name = self.item_table(item), self.name("item", item.id)
        row = table.columns(self.values.rows[item.row])[:, 0]
        parents: tuple[str, ...] = (EXPLANATION,)
        if item.is_ratio:
            row = row / row.max()  # ratios are relative: the largest becomes a certainty
        if item.given is not None and item.otherwise is not None:
            parents = (EXPLANATION, self.name("item", self.model.items[item.given].id))
            rows = [table.columns(self.values.rows[item.otherwise])[:, 0], row]
            row = np.stack(rows if item.given_recorded else rows[::-1], axis=-1)
        self.add_binary(name, parents, row, observed=item.recorded, label=f"Item `{item.id}`")
        for report in item.reports:
            self.add_report(name, table, item, report)

    def add_report(self, item_name: str, table: ItemTable, item: CompiledItem, report: CompiledReport) -> None:
        scope = () if report.instrument is None else (report.instrument,)
        chances = ReportChances(
            item.reports, self.values, named=len(self.model.named), columns=table.columns, scope=scope
        )
        heard = (None,) if report.via is None else (False, True)
        said = [[chances.chance(report, truth, h, True)[..., 0] for h in heard] for truth in (False, True)]
        grid = np.array(np.broadcast_arrays(*[part for parts in said for part in parts]))
        grid = grid.reshape(2, len(heard), *grid.shape[1:])  # truth, heard, explanation, instrument
        grid = np.moveaxis(grid, 1, -1)
        grid = np.moveaxis(grid, 0, 1)  # explanation, truth, instrument, heard
        parents = [EXPLANATION, item_name, *(self.instrument_name(i) for i in scope)]
        if report.via is None:
            grid = grid[..., 0]
        else:
            parents.append(self.name("report", item.reports[report.via].id))
        label = f"Report `{report.id}` says so" + (" (unseen)" if report.said is None else "")
        self.add_binary(self.name("report", report.id), tuple(parents), grid, observed=report.said, label=label)

    def add_group(self, group: CompiledGroup) -> None:
        """Add one observed node: the group's likelihood given explanation and instruments, at most 1."""
        blocks = [self.model.blocks[self.model.block_of[i]] for i in group.items]
        scope = tuple(sorted({s for block in blocks for s in block.scope}))
        tables = [
            _aligned(block_table(self.model, block, self.values, self.view, self.layout), block.scope, scope)
            for block in blocks
        ]
        table = reduce(np.multiply, tables)[..., 0]
        parents = (EXPLANATION, *(self.instrument_name(i) for i in scope))
        self.add_binary(
            self.name("group", group.id),
            parents,
            table / table.max(),
            observed=True,
            label=f"Group `{group.id}`",
        )


def _layout(model: Model) -> Layout:
    if not model.has_other:
        return "unrated"
    return "rated" if all(item.rated for item in model.items) else "mixed"


def _aligned(table: Floats, own: tuple[int, ...], scope: tuple[int, ...]) -> Floats:
    sizes = [table.shape[1 + own.index(s)] if s in own else 1 for s in scope]
    return table.reshape(table.shape[0], *sizes, table.shape[-1])
