"""The answer for any mixture of the editors' numbers and a reader's, many mixtures at once.

A mixture is a row of `members`: for each player (the starting shares, a cell, or all cells of some items) whether
the reader's numbers stand, or else the editors'. Items that cannot be told apart are summed together, exactly as
in the headline; everything else adds up in logarithms, so that each unit is worked out once for each of its own
mixtures and not for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.inference.inputs import Floats
from rashomon.inference.likelihood import unit_likelihood
from rashomon.inference.model import Model, Values
from rashomon.inference.posterior import base_view, mean_values, posterior_of, unit_logs, weights
from rashomon.inference.priors import prior_masses

Members = NDArray[np.bool_]
Cell = tuple[int, int]
"""A row of the model and a column in it."""


@dataclass(frozen=True, slots=True)
class Player:
    """Something that the reader changed; no cells stand for the starting shares."""

    cells: tuple[Cell, ...]
    units: tuple[int, ...]


class Coalitions:
    """Answers between two models of one case that differ in starting shares and cells alone."""

    def __init__(self, editors: Model, reader: Model, players: Sequence[Player]) -> None:
        self.model, self.players = editors, players
        self.values, self.changed = mean_values(editors), mean_values(reader)
        self.view = base_view(editors)
        self.base = weights(editors, self.values, self.view)
        self.priors = [_log_priors(model, values) for model, values in ((editors, self.values), (reader, self.changed))]

    def posteriors(self, members: Members) -> Floats:
        """Return the answer for each mixture, (mixtures, hypotheses); NaN where all are excluded."""
        touched = sorted({unit for player in self.players for unit in player.units})
        still = [unit for unit in range(len(self.model.units)) if unit not in touched]
        named = np.tile(self.base.named[still].sum(axis=0), (len(members), 1))
        other = np.tile(self.base.other[still].sum(axis=0), (len(members), 1))
        for unit in touched:
            own_named, own_other = self._unit(unit, members)
            named, other = named + own_named, other + own_other
        return posterior_of(named, other, *self._prior(members))

    def _prior(self, members: Members) -> tuple[Floats, Floats]:
        changed = np.zeros(len(members), bool)
        for place, player in enumerate(self.players):
            if not player.cells:
                changed = members[:, place]
        (named, other), (own_named, own_other) = self.priors
        return np.where(changed[:, None], own_named, named), np.where(changed, own_other, other)

    def _unit(self, unit: int, members: Members) -> tuple[Floats, Floats]:
        """Return a unit's log-likelihoods for each mixture, worked out once for each mixture of its own cells."""
        here = [place for place, player in enumerate(self.players) if unit in player.units]
        patterns, which = np.unique(members[:, here], axis=0, return_inverse=True)
        values = self._mixed([self.players[place] for place in here], patterns, unit)
        found = unit_logs(unit_likelihood(self.model, self.model.units[unit], values, self.view))
        shape = (len(patterns), len(self.model.named))
        named, other = (np.broadcast_to(table, shape) for table in found)
        return named[which.reshape(-1)], other[which.reshape(-1)]

    def _mixed(self, players: Sequence[Player], patterns: Members, unit: int) -> Values:
        rows = self.values.rows.copy()
        own = {self.model.items[item].row for item in self.model.units[unit].items}
        own |= {item.otherwise for i in self.model.units[unit].items if (item := self.model.items[i]).otherwise}
        for column, player in enumerate(players):
            for row, cell in player.cells:
                if row not in own:
                    continue
                if rows[row].shape[1] != len(patterns):
                    rows[row] = np.repeat(rows[row], len(patterns), axis=1)
                rows[row][cell] = np.where(patterns[:, column], self.changed.rows[row][cell], rows[row][cell])
        return Values(rows, self.values.scalars)


def _log_priors(model: Model, values: Values) -> tuple[Floats, Floats]:
    named, other = prior_masses(model, values)
    with np.errstate(divide="ignore"):
        return np.log(named[:, 0]), np.log(other[0, 0])
