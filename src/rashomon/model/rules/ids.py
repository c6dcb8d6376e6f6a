"""Ids: unique among their kind; reports in the whole file; an indicator is not called like an item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rashomon.model.rules.index import CaseIndex
from rashomon.model.rules.words import problem
from rashomon.problems import Path, Problem

KINDS = {
    "hypotheses": "hypotheses",
    "sources": "sources",
    "evidence": "evidence items",
    "groups": "groups",
    "reference_classes": "reference classes",
    "indicators": "indicators",
}


def unique_ids(index: CaseIndex) -> Iterator[Problem]:
    """No two parts of one kind share an id."""
    for key, kind in KINDS.items():
        parts = getattr(index.case, key)
        yield from _repeated(kind, (((key, i), part.id) for i, part in enumerate(parts)))
    yield from _repeated("reports", ((path, report.id) for path, _, report in index.reports()))


def indicators_are_not_items(index: CaseIndex) -> Iterator[Problem]:
    """A resolved indicator becomes an evidence item, so it needs an id of its own."""
    for i, indicator in enumerate(index.case.indicators):
        if indicator.id in index.items:
            yield problem("indicator-is-item", ("indicators", i, "id"), id=indicator.id)


def _repeated(kind: str, ids: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, id in ids:
        if id in seen:
            yield problem("duplicate-id", (*path, "id"), id=id, kind=kind)
        seen.add(id)


RULES = (unique_ids, indicators_are_not_items)
