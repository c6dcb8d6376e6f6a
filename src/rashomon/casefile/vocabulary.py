"""Which keys each part of a case knows, taken from the model, and what people write instead."""

from __future__ import annotations

from functools import cache
from typing import Any

from rashomon.model import case as model
from rashomon.model.rules.nearest import nearest
from rashomon.problems import Path

PARTS: dict[tuple[str, ...], type[model.Part]] = {
    (): model.Case,
    ("authors",): model.Author,
    ("hypotheses",): model.Hypothesis,
    ("sources",): model.Source,
    ("evidence",): model.EvidenceItem,
    ("evidence", "reports"): model.Report,
    ("groups",): model.Group,
    ("reference_classes",): model.ReferenceClass,
    ("reference_classes", "parallels"): model.Parallel,
    ("indicators",): model.Indicator,
    ("indicators", "resolved"): model.Resolution,
}
"""The part that stands at each path, list positions left out; the case itself first."""

NAMES: dict[type[model.Part], str] = {
    model.Case: "the case",
    model.Author: "an author",
    model.Hypothesis: "a hypothesis",
    model.Source: "a source",
    model.EvidenceItem: "an evidence item",
    model.Report: "a report",
    model.Group: "a group",
    model.ReferenceClass: "a reference class",
    model.Parallel: "a parallel",
    model.Indicator: "an indicator",
    model.Resolution: "a resolution",
}

SYNONYMS = {
    "assumptions": "hypotheses",
    "base_rate": "prior",
    "citation": "quote",
    "correlation": "related",
    "date": "on",
    "deadline": "by",
    "description": "statement",
    "explanation": "why",
    "explanations": "hypotheses",
    "facts": "evidence",
    "from": "source",
    "items": "evidence",
    "label": "title",
    "link": "url",
    "odds": "prior",
    "probability": "prior",
    "proof": "evidence",
    "rationale": "why",
    "reason": "why",
    "scenarios": "hypotheses",
    "text": "body",
    "theories": "hypotheses",
    "version": "rashomon",
    "when": "on",
}
"""Keys that people may try, and the ones that they mean."""


def part_at(path: Path) -> type[model.Part] | None:
    """Return the part whose keys stand at `path`, or None if nothing of the kind does."""
    return PARTS.get(tuple(step for step in path if isinstance(step, str)))


@cache
def keys_of(part: type[model.Part]) -> dict[str, str]:
    """Return the keys of a part as files write them, each with its meaning."""
    fields: dict[str, Any] = part.model_fields
    return {field.alias or name: field.description or "" for name, field in fields.items()}


def meant_key(key: str, part: type[model.Part]) -> str | None:
    """Return the known key of `part` that `key` was most likely meant to be."""
    known = keys_of(part)
    plain = key.strip().lower().replace("-", "_").replace(" ", "_")
    synonym = SYNONYMS.get(plain)
    return synonym if synonym in known else nearest(plain, known)


def home_of(key: str) -> str | None:
    """Return the name of the first part that knows `key`, for a key that stands in the wrong one."""
    for part, name in NAMES.items():
        if key in keys_of(part):
            return name
    return None
