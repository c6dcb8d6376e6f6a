"""Case documents for tests of laws: a smallest one, and rewriting that leaves what a document says."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.library.exact.random_cases import Document


def columns(document: Document) -> list[str]:
    return [h["id"] for h in document["hypotheses"] if h["id"] != "other"]


def one_point_case(cells: dict[str, float], **more: Any) -> Document:
    """Two explanations, one established item."""
    return {
        "rashomon": 1,
        "question": "Which?",
        "exhaustive": "There are no others.",
        "hypotheses": [{"id": name, "name": name} for name in cells],
        "evidence": [{"id": "e", "statement": "E.", "established": True, "likelihood": cells}],
    } | more


def shuffled(value: Any, rng: Random) -> Any:
    """Shuffle every list and mapping of a document."""
    if isinstance(value, list):
        made = [shuffled(part, rng) for part in value]
        rng.shuffle(made)
        return made
    if isinstance(value, dict):
        keys = list(value)
        rng.shuffle(keys)
        return {key: shuffled(value[key], rng) for key in keys}
    return value


def renamed(value: Any, names: dict[str, str]) -> Any:
    """Replace every id, as a value or as a key, and nothing else."""
    if isinstance(value, list):
        return [renamed(part, names) for part in value]
    if isinstance(value, dict):
        return {names.get(key, key): renamed(part, names) for key, part in value.items()}
    return names.get(value, value) if isinstance(value, str) else value


def ids_in(value: Any) -> list[str]:
    parts = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []
    own = [value["id"]] if isinstance(value, dict) and "id" in value else []
    return own + [name for part in parts for name in ids_in(part)]


def other_names(document: Document, rng: Random) -> dict[str, str]:
    old = [name for name in ids_in(document) if name != "other"]
    new = [f"n{i}" for i in range(len(old))]
    rng.shuffle(new)
    return dict(zip(old, new, strict=True))
