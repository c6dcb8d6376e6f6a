"""The same draws as documents: each range replaced by the number that a draw took from it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from rashomon.inference.draws import Sampler
from rashomon.inference.model import Model
from rashomon.model import Case

Document = dict[str, Any]


def drawn_cases(document: Document, model: Model, draws: int, seed: int, count: int) -> list[Case]:
    """Return the first `count` of `draws` draws as cases without ranges; what they say is what the band was made of."""
    sampler = Sampler(model, draws, seed)
    size = 64
    scalars = {
        scalar.name: values
        for scalar, values in zip(model.scalars, sampler.scalars(0, size), strict=True)
        if not scalar.given.is_point
    }
    rows: dict[int, Any] = {}
    for unit in model.units:
        values = sampler.rows(unit, 0, size)
        rows |= {model.items[i].row: values[model.items[i].row] for i in unit.items}
    return [Case.model_validate(_drawn(document, model, scalars, rows, draw)) for draw in range(count)]


def _drawn(document: Document, model: Model, scalars: Document, rows: dict[int, Any], draw: int) -> Document:
    drawn = deepcopy(document)
    for hypothesis in drawn["hypotheses"]:
        hypothesis["prior"] = float(scalars[f"hypotheses.{hypothesis['id']}.prior"][draw])
    for source in drawn["sources"]:
        name = f"sources.{source['id']}.reliability"
        if name in scalars:
            source.pop("grade", None)
            source["reliability"] = float(scalars[name][draw])
    row_of = {item.id: rows[item.row] for item in model.items}
    for item in drawn["evidence"]:
        row = row_of[item["id"]]
        for place, h in enumerate(model.named):
            item["likelihood"][h] = float(row[place, draw if row.shape[1] > 1 else 0])
    return drawn
