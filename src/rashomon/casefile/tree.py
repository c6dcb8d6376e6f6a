"""A document and where each of its values stands in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rashomon.problems import Path

Plain = Any
"""What a file holds: dicts, lists, text, numbers, True, False and None."""


@dataclass(slots=True)
class Spot:
    """Where one value stands. Lines, columns and offsets count from 0; `end` is the offset behind it.

    `style` is `plain`, `quoted`, `block` (text over several lines), `flow` or `open` (lists and mappings).
    `keys` and `values` hold the spots inside a mapping by key, `entries` those inside a list.
    """

    line: int
    column: int
    start: int
    end: int
    style: str
    keys: dict[str, Spot] | None = None
    values: dict[str, Spot] | None = None
    entries: list[Spot] | None = None


@dataclass(slots=True)
class Tree:
    """The values of a document, and the spot of its root."""

    value: Plain
    spot: Spot


def find_spot(root: Spot, path: Path, *, on_key: bool = False) -> Spot:
    """Return where the value at `path` stands; if it is not there, the nearest thing around it.

    With `on_key` the spot of its key. A mapping that is too short is shown at its own key, where it has one.
    """
    here = key = root
    for depth, step in enumerate(path):
        inside = _step(here, step)
        if inside is None:
            return key if here.style in ("open", "flow") else here
        last = depth == len(path) - 1
        key = here.keys[step] if here.keys is not None and isinstance(step, str) else inside
        if last and on_key:
            return key
        here = inside
    return key if here.style == "open" else here


def _step(here: Spot, step: str | int) -> Spot | None:
    if isinstance(step, int):
        entries = here.entries
        return entries[step] if entries is not None and 0 <= step < len(entries) else None
    return here.values.get(step) if here.values is not None else None


def value_at(value: Plain, path: Path) -> Plain:
    """Return the value at `path`, or None if there is none."""
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
            value = value[step]
        else:
            return None
    return value
