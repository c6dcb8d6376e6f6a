"""pyAgrum and pgmpy on the same networks: what each takes to answer one draw after another.

The networks and their tables come from the reference solver of the tests, which was written from the methods page
without sight of the engine. Tables are worked out beforehand, so that only the peer's own work is timed: putting in
the tables that differ from the draw before, and one posterior.
"""

from __future__ import annotations

import logging
import math
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from measuring import clock

from rashomon.model import Case
from tests.library.exact.reference_inputs import Inputs, inputs_of
from tests.library.exact.reference_solver import _Network, load_pyagrum

AGRUM_ENGINES = ("LazyPropagation", "VariableElimination", "ShaferShenoyInference")
"""The exact engines of pyAgrum; one that a version does not have is passed over."""

LEAST_SECONDS = 2.0
"""Time that each peer gets: its draws are gone through again and again, and the best one counts."""

Answer = dict[str, float]


@dataclass(frozen=True, slots=True)
class Network:
    """One draw: for each node its parents and its table, with one axis per parent and the node's own last."""

    inputs: Inputs
    nodes: dict[str, tuple[list[str], Any]]
    observed: dict[str, int]

    def answer(self, states: Any) -> Answer:
        """Return the posterior by hypothesis from the one by state of the node H."""
        return self.inputs.posterior([float(p) for p in states])


class _Recorded(_Network):
    """The reference network, with its tables noted as they are put in."""

    def __init__(self, inputs: Inputs) -> None:
        self.nodes: dict[str, tuple[list[str], Any]] = {}
        super().__init__(inputs)

    def add(self, name: str, parents: list[str], table: Any) -> None:
        self.nodes[name] = (parents, np.asarray(table))
        super().add(name, parents, table)


def networks_of(cases: list[Case]) -> tuple[Any, list[Network]]:
    """Return the first case as a pyAgrum network, and all of them as tables."""
    recorded = [_Recorded(inputs_of(case)) for case in cases]
    networks = [Network(r.inputs, _scaled(r), r.observed) for r in recorded]
    bn = recorded[0].bn
    for name, (_, table) in networks[0].nodes.items():
        bn.cpt(name).fillWith(_flat(table))
    return bn, networks


def _scaled(network: _Recorded) -> dict[str, tuple[list[str], Any]]:
    """Return the tables, with what was observed of a node at most 1.

    Only its ratios matter, so no posterior changes; but hundreds of small factors would underflow in both peers.
    """
    nodes = dict(network.nodes)
    for name, state in network.observed.items():
        parents, table = nodes[name]
        seen = table[..., state] / table[..., state].max()
        nodes[name] = (parents, np.stack([1 - seen, seen] if state else [seen, 1 - seen], axis=-1))
    return nodes


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds for one draw, the least over the draws, with the posterior of each draw that could be answered."""

    name: str
    seconds: float
    answers: list[Answer | None]

    @property
    def failed(self) -> int:
        """Draws without an answer."""
        return sum(answer is None for answer in self.answers)


def _changes(networks: list[Network]) -> Iterator[dict[str, Any]]:
    """Yield the tables that differ from those of the draw before; the first follows the last."""
    for before, now in zip([networks[-1], *networks], networks, strict=False):
        yield {
            name: table for name, (_, table) in now.nodes.items() if not np.array_equal(before.nodes[name][1], table)
        }


def _timed(name: str, networks: list[Network], steps: list[Callable[[], Any]]) -> Timing:
    """Time every step; one that returns None could not answer, and counts for nothing."""
    for step in (steps[0], steps[-1]):  # warm, and left as the first draw expects to find it
        step()
    taken: list[float] = []
    answers: list[Answer | None] = []
    while len(answers) < len(networks) or sum(taken) < LEAST_SECONDS:
        found = [_clocked(step, taken) for step in steps]
        answers = [None if s is None else n.answer(s) for n, s in zip(networks, found, strict=True)]
        if not taken:
            break
    return Timing(name, min(taken, default=math.inf), answers)


def _clocked(step: Callable[[], Any], taken: list[float]) -> Any:
    start = clock()
    states = step()
    if states is not None:
        taken.append(clock() - start)
    return states


def time_agrum(bn: Any, networks: list[Network]) -> Timing:
    """Return the timing of the fastest exact engine."""
    pyagrum = load_pyagrum()
    pyagrum.setNumberOfThreads(1)
    found = [name for name in AGRUM_ENGINES if hasattr(pyagrum, name)]
    tables = [{n: _flat(t) for n, t in changed.items()} for changed in _changes(networks)]
    timings = [_time_engine(pyagrum, name, bn, networks, tables) for name in found]
    return min(timings, key=lambda timing: timing.seconds)


def _flat(table: Any) -> list[float]:
    """Return a table as pyAgrum lays it out: the node fastest, then its parents in the order they were added."""
    parents = table.ndim - 1
    return np.transpose(table, [*reversed(range(parents)), parents]).ravel().tolist()  # type: ignore[no-any-return] # tolist has no type


def _time_engine(
    pyagrum: Any, name: str, bn: Any, networks: list[Network], tables: list[dict[str, list[float]]]
) -> Timing:
    def step(network: Network, changed: dict[str, list[float]]) -> Any:
        for node, table in changed.items():
            bn.cpt(node).fillWith(table)
        engine = getattr(pyagrum, name)(bn)  # an engine does not notice that tables have changed
        engine.setEvidence(network.observed)
        engine.setTargets({"H"})
        try:
            engine.makeInference()
            return engine.posterior("H").tolist()
        except pyagrum.IncompatibleEvidence:  # its products underflow to 0, which it takes for a contradiction
            return None

    return _timed(name, networks, [partial(step, n, t) for n, t in zip(networks, tables, strict=True)])


def time_pgmpy(networks: list[Network]) -> Timing:
    """Return the timing of pgmpy's variable elimination, in its own order of elimination."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.getLogger("pgmpy").setLevel(logging.ERROR)
        return _time_pgmpy(networks)


def _time_pgmpy(networks: list[Network]) -> Timing:
    from pgmpy.inference import VariableElimination

    model = _pgmpy_model(networks[0])

    def step(network: Network, changed: dict[str, Any]) -> Any:
        model.add_cpds(*(_pgmpy_table(network, name, values) for name, values in changed.items()))
        states = VariableElimination(model).query(["H"], evidence=network.observed, show_progress=False).values
        return states if np.isfinite(states).all() else None

    tables = [{name: _in_rows(t) for name, t in changed.items()} for changed in _changes(networks)]
    steps = [partial(step, n, t) for n, t in zip(networks, tables, strict=True)]
    return _timed("VariableElimination", networks, steps)


def _pgmpy_model(network: Network) -> Any:
    from pgmpy.models import DiscreteBayesianNetwork

    model = DiscreteBayesianNetwork()
    model.add_nodes_from(network.nodes)
    for name, (parents, _) in network.nodes.items():
        model.add_edges_from((parent, name) for parent in parents)
    model.add_cpds(*(_pgmpy_table(network, name, _in_rows(t)) for name, (_, t) in network.nodes.items()))
    return model


def _in_rows(table: Any) -> Any:
    """Return a table as pgmpy takes it: one row for each state of the node."""
    return np.moveaxis(table, -1, 0).reshape(table.shape[-1], -1)


def _pgmpy_table(network: Network, name: str, values: Any) -> Any:
    from pgmpy.factors.discrete import TabularCPD

    parents = network.nodes[name][0]
    sizes = [network.nodes[parent][1].shape[-1] for parent in parents]
    return TabularCPD(name, len(values), values, parents or None, sizes or None)
