"""What makes the difference: how many points of a gap each changed number accounts for.

Shapley values: every change is tried in every order of the changes, and gets the mean of what it moves. Unlike single
edits, which overlap or cancel out, these parts add up to the whole gap, and no order is preferred. Up to ten changes
are shared out cell by cell and exactly; more are taken item by item, from a fixed sample of orders.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.inference.compiling import compile_case
from rashomon.inference.inputs import Floats
from rashomon.inference.model import Model
from rashomon.model import OTHER, Case
from rashomon_site.reading.compare.coalitions import Cell, Coalitions, Player

EXACT = 10
"""Up to this many changes every mixture is worked out: 1,024 of them."""

MIXTURES = 1600
"""Mixtures that are worked out where there are more changes; half of the orders are the other half backwards."""

SEED = 1950


@dataclass(frozen=True, slots=True)
class Part:
    """What one change, or all changes of some items, accounts for; neither items nor cell: the starting shares."""

    items: tuple[str, ...]
    hypothesis: str  # "" for more than one cell
    points: float  # of the target's probability, in [-1, 1]


@dataclass(frozen=True, slots=True)
class Shares:
    """The parts of a gap, largest first; they add up to it."""

    target: str
    parts: tuple[Part, ...]
    exact: bool


def share_out(editors: Case, reader: Case, target: str) -> Shares | None:
    """Share out the gap in the probability of `target` among the changes; None where some mixture is impossible.

    The cases must differ in starting shares and cells alone.
    """
    before, after = compile_case(editors), compile_case(reader)
    changes = _changes(before, after)
    exact = len(changes) <= EXACT
    if not exact:
        changes = _by_unit(before, changes)
        exact = len(changes) <= EXACT
    players = [player for player, _ in changes]
    column = before.hypotheses.index(target)
    game = Coalitions(before, after, players)
    values = _exact(game, column) if exact else _sampled(game, column)
    if np.isnan(values).any():
        return None
    parts = [Part(part.items, part.hypothesis, float(value)) for (_, part), value in zip(changes, values, strict=True)]
    return Shares(target, tuple(sorted(parts, key=lambda part: -abs(part.points))), exact)


Change = tuple[Player, Part]


def _changes(before: Model, after: Model) -> list[Change]:
    found: list[Change] = []
    if _prior_differs(before, after):
        found.append((Player((), ()), Part((), "", 0.0)))
    ids = (*before.named, OTHER)
    for item in before.items:
        unit = before.unit_of[item.position]
        for row in (item.row, item.otherwise):
            if row is not None:
                cells = [c for c in range(len(before.rows[row].cells)) if _differs(before, after, (row, c))]
                found += [(Player(((row, c),), (unit,)), Part((item.id,), ids[c], 0.0)) for c in cells]
    return found


def _differs(before: Model, after: Model, cell: Cell) -> bool:
    row, column = cell
    return before.rows[row].cells[column] != after.rows[row].cells[column]


def _prior_differs(before: Model, after: Model) -> bool:
    return _stated_priors(before) != _stated_priors(after)


def _stated_priors(model: Model) -> list[object]:
    return [h.prior for h in model.case.hypotheses]


def _by_unit(model: Model, changes: Sequence[Change]) -> list[Change]:
    """Put together the cells of items that cannot be told apart."""
    found: list[Change] = [change for change in changes if not change[0].cells]
    for unit in range(len(model.units)):
        own = [change for change in changes if change[0].units == (unit,)]
        if own:
            cells = tuple(cell for player, _ in own for cell in player.cells)
            items = tuple(dict.fromkeys(item for _, part in own for item in part.items))
            hypothesis = own[0][1].hypothesis if len(own) == 1 else ""
            found.append((Player(cells, (unit,)), Part(items, hypothesis, 0.0)))
    return found


def _exact(game: Coalitions, column: int) -> Floats:
    count = len(game.players)
    codes = np.arange(1 << count)
    members = (codes[:, None] >> np.arange(count) & 1).astype(bool)
    values = game.posteriors(members)[:, column]
    sizes = members.sum(axis=1)
    weight = np.array([math.factorial(s) * math.factorial(count - 1 - s) for s in range(count)]) / math.factorial(count)
    found = np.empty(count)
    for player in range(count):
        without = codes[~members[:, player]]
        found[player] = (weight[sizes[without]] * (values[without | 1 << player] - values[without])).sum()
    return found


def _sampled(game: Coalitions, column: int) -> Floats:
    count = len(game.players)
    generator = np.random.default_rng(SEED)
    half = np.stack([generator.permutation(count) for _ in range(max(MIXTURES // count // 2, 8))])
    orders = np.concatenate([half, half[:, ::-1]])
    ranks = np.argsort(orders, axis=1)
    members = ranks[:, None, :] < np.arange(count + 1)[None, :, None]
    values = game.posteriors(members.reshape(-1, count))[:, column].reshape(len(orders), count + 1)
    gains = np.empty_like(values[:, 1:])
    gains[np.arange(len(orders))[:, None], orders] = np.diff(values, axis=1)
    return np.asarray(gains.mean(axis=0))
