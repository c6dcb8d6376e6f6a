"""A case as BIF, the interchange format of Bayesian network tools."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from rashomon.model import Case

if TYPE_CHECKING:
    from rashomon.interchange.network import Network, Node


def case_to_bif(case: Case, as_of: date | None = None) -> str:
    """Return BIF text with 17 digits; what has been observed stands in a property of each variable.

    Once these are entered as evidence, the posterior of `explanation` is the headline. A group is one
    observed variable (docs/methods.md section 5). Raises TooComplexError as weighing does.
    """
    from rashomon.interchange.network import build_network

    network = build_network(case, as_of)
    parts = [*_opening(network), "network rashomon {\n}"]
    parts += [_variable(node) for node in network.nodes]
    states = {node.name: node.states for node in network.nodes}
    parts += [_probability(node, states) for node in network.nodes]
    return "\n".join(parts) + "\n"


def _opening(network: Network) -> Iterator[str]:
    yield "// A case weighed by Rashomon, every input at its mean."
    yield "// Enter each variable that has a property `observed` as evidence, then read `explanation`:"
    for state, hypothesis in network.counts_as.items():
        yield f"//   {state} counts towards {hypothesis}"


def _variable(node: Node) -> str:
    lines = [
        f"variable {node.name} {{",
        f"  type discrete [ {len(node.states)} ] {{ {', '.join(node.states)} }};",
    ]
    if node.observed is not None:
        lines.append(f"  property observed = {node.observed} ;")
    return "\n".join([*lines, "}"])


def _probability(node: Node, states: dict[str, tuple[str, ...]]) -> str:
    if not node.parents:
        return f"probability ( {node.name} ) {{\n  table {_numbers(node.table.tolist())};\n}}"
    lines = [f"probability ( {node.name} | {', '.join(node.parents)} ) {{"]
    for index, given in _configurations([states[parent] for parent in node.parents]):
        lines.append(f"  ({', '.join(given)}) {_numbers(node.table[index].tolist())};")
    return "\n".join([*lines, "}"])


def _configurations(parents: list[tuple[str, ...]]) -> Iterator[tuple[tuple[int, ...], tuple[str, ...]]]:
    for index in product(*(range(len(states)) for states in parents)):
        yield index, tuple(states[i] for i, states in zip(index, parents, strict=True))


def _numbers(values: list[float]) -> str:
    return ", ".join(f"{value:.17g}" for value in values)
