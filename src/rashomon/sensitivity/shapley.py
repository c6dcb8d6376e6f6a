"""How much each item moved each hypothesis against the rest: Shapley and Owen values of the logit (methods section 6).

Players are units. Unions of players, in Owen's sense, are the groups, and the items known only through one and the
same origin. Values are in logit units (natural log), one per named hypothesis and the catch-all.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.inference.inputs import Floats
from rashomon.inference.model import Model
from rashomon.provenance.origins import origins_of
from rashomon.sensitivity.baseline import Baseline, is_simple

EXACT_PLAYERS = 12
"""Up to this many players every coalition is computed."""

SAMPLED_STEPS = 8_192
"""Players times orderings in the sampled estimate."""

CLIP = 1e-12
"""Probabilities are clipped to [1e-12, 1 - 1e-12] before the logit."""

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ShapleyValues:
    """One row per unit, one column per hypothesis with the catch-all last; `error` is 0 where exact."""

    value: Floats
    error: Floats


def shapley_values(baseline: Baseline, seed: int) -> ShapleyValues:
    """Return what each unit contributed: exact up to 12 units, else by seeded antithetic orderings."""
    game = _Game(baseline)
    if game.players == 0:
        empty = np.zeros((0, len(baseline.posterior)))
        return ShapleyValues(empty, empty)
    return _exact(game) if game.players <= EXACT_PLAYERS else _sampled(game, seed)


def find_unions(model: Model) -> list[list[int]]:
    """Return the unions of units: groups, items of one origin, and every other unit by itself."""
    label: dict[tuple[str, object], list[int]] = {}
    for index, unit in enumerate(model.units):
        label.setdefault(_union_of(model, index, unit.items), []).append(index)
    return list(label.values())


def _union_of(model: Model, index: int, items: tuple[int, ...]) -> tuple[str, object]:
    group = model.items[items[0]].group
    # Where an instrument reports on an item of the group, the power stands inside the sum and cannot be taken out.
    if group is not None and all(is_simple(model, model.unit_of[i]) for i in model.groups[group].items):
        return "group", group
    origins = {origin for i in items for origin in origins_of(model.items[i])}
    if len(origins) == 1 and all(model.items[i].recorded is None for i in items):
        return "origin", origins.pop()
    return "unit", index


class _Game:
    """The value of any coalition of units."""

    def __init__(self, baseline: Baseline) -> None:
        self.baseline = baseline
        self.players = len(baseline.model.units)
        self.unions = find_unions(baseline.model)
        self.groups = [u for u in self.unions if self._is_group(u)]
        raw = np.ones((self.players, 1))
        for union in self.groups:
            raw[union] = self.power(union, np.array(len(union)))
        # -inf would turn differences of logits into NaN; exp(-800) is far below the clip.
        self.named = np.maximum(baseline.weights.named, -800.0) / raw
        self.other = np.maximum(baseline.weights.other, -800.0) / raw

    def _is_group(self, union: list[int]) -> bool:
        model = self.baseline.model
        return len(union) > 1 and _union_of(model, union[0], model.units[union[0]].items)[0] == "group"

    def power(self, union: list[int], size: Integers) -> Floats:
        """Return the group's exponent when `size` of its items are in."""
        model = self.baseline.model
        group = model.items[model.units[union[0]].items[0]].group
        assert group is not None
        return 1.0 / (1.0 + np.maximum(size - 1, 0) * model.groups[group].r)

    def logits(self, named: Floats, other: Floats) -> Floats:
        """Return the clipped logit of the posterior for summed log-likelihoods (..., K)."""
        found = np.clip(self.baseline.posterior_from((named, other)), CLIP, 1 - CLIP)
        return np.asarray(np.log(found) - np.log1p(-found))

    def coalition_values(self, members: NDArray[np.bool_]) -> Floats:
        """Return the value of coalitions given as rows of membership, shape (coalitions, K + 1)."""
        weight = members.astype(np.float64)
        for union in self.groups:
            inside = members[:, union]
            weight[:, union] = inside * self.power(union, inside.sum(axis=1))[:, None]
        return self.logits(weight @ self.named, weight @ self.other)


def _exact(game: _Game) -> ShapleyValues:
    codes = np.arange(1 << game.players)
    members = (codes[:, None] >> np.arange(game.players) & 1).astype(bool)
    values = game.coalition_values(members)
    found = np.stack([_owen(game, values, player) for player in range(game.players)])
    return ShapleyValues(found, np.zeros_like(found))


def _owen(game: _Game, values: Floats, player: int) -> Floats:
    own = next(u for u in game.unions if player in u)
    unions = [sum(1 << p for p in u) for u in game.unions if u is not own]
    outer, outer_weight = _subsets(unions)
    inner, inner_weight = _subsets([1 << p for p in own if p != player])
    before = outer[:, None] | inner[None, :]
    gain = values[before | 1 << player] - values[before]
    return np.asarray(np.einsum("i,j,ijk->k", outer_weight, inner_weight, gain))


def _subsets(parts: list[int]) -> tuple[Integers, Floats]:
    """Return every union of `parts` as a bit code, with its Shapley weight s! (n - s)! / (n + 1)!."""
    codes, sizes = np.zeros(1, np.int64), np.zeros(1, np.int64)
    for part in parts:
        codes, sizes = np.concatenate([codes, codes | part]), np.concatenate([sizes, sizes + 1])
    n = len(parts)
    weight = [math.factorial(s) * math.factorial(n - s) / math.factorial(n + 1) for s in range(n + 1)]
    return codes, np.array(weight)[sizes]


def _sampled(game: _Game, seed: int) -> ShapleyValues:
    pairs = max(SAMPLED_STEPS // game.players // 2, 16)
    orders = _orders(game, pairs, np.random.default_rng(seed))
    gains = np.empty((2, pairs, game.players, len(game.baseline.posterior)))
    for which, batch in enumerate((orders, orders[:, ::-1])):
        for index in range(0, pairs, 32):  # bounded memory for long cases
            gains[which, index : index + 32] = _gains(game, batch[index : index + 32])
    paired = gains.mean(axis=0)
    return ShapleyValues(paired.mean(axis=0), paired.std(axis=0, ddof=1) / math.sqrt(pairs))


def _orders(game: _Game, count: int, generator: np.random.Generator) -> Integers:
    """Return orderings in which every union stands together, shape (count, players)."""
    found = np.empty((count, game.players), np.int64)
    for row in found:
        unions = [game.unions[u] for u in generator.permutation(len(game.unions))]
        row[:] = np.concatenate([generator.permutation(u) if len(u) > 1 else u for u in unions])
    return found


def _gains(game: _Game, orders: Integers) -> Floats:
    """Return each player's gain in each ordering, shape (orderings, players, K + 1)."""
    count = np.arange(len(orders))[:, None]
    named, other = game.named[orders], game.other[orders]
    where = np.argsort(orders, axis=1)
    for union in game.groups:
        places = np.sort(where[:, union], axis=1)
        for table in (named, other):
            table[count, places] = _shrinking(game, union, table[count, places])
    start = np.zeros((len(orders), 1, game.named.shape[1]))
    values = game.logits(
        np.concatenate([start, np.cumsum(named, axis=1)], axis=1),
        np.concatenate([start, np.cumsum(other, axis=1)], axis=1),
    )
    gains = np.empty_like(values[:, 1:])
    gains[count, orders] = np.diff(values, axis=1)
    return gains


def _shrinking(game: _Game, union: list[int], entering: Floats) -> Floats:
    """Return what each entering item adds when the group's power falls with every item that joins."""
    size = np.arange(1, len(union) + 1)
    totals = np.cumsum(entering, axis=1) * game.power(union, size)[None, :, None]
    return np.diff(totals, axis=1, prepend=0.0)
