"""Chains of reports as nested lists, no deeper than a narrow screen can show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.explain.provenance import ChainNode

DEEPEST = 5
"""Steps that are drawn as nesting; what came later stands at this depth and names what it came via."""


@dataclass(slots=True)
class Branch:
    """A report and what came via it."""

    node: ChainNode
    branches: list[Branch] = field(default_factory=list)


def forest(nodes: Sequence[ChainNode]) -> list[Branch]:
    """Nest nodes that are given depth first; each origin is the root of a tree."""
    roots: list[Branch] = []
    path: list[Branch] = []
    for node in nodes:
        depth = min(node.depth, DEEPEST)
        del path[depth:]
        branch = Branch(node)
        (path[-1].branches if path else roots).append(branch)
        path.append(branch)
    return roots
