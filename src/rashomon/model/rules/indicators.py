"""Indicators (docs/methods.md section 7)."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.model.rules.index import CaseIndex
from rashomon.model.rules.rows import missing_cells, ratios_refused, unknown_cells
from rashomon.model.rules.words import problem
from rashomon.problems import Problem


def indicator_rows(index: CaseIndex) -> Iterator[Problem]:
    """The row of an indicator is full and holds probabilities."""
    for i, indicator in enumerate(index.case.indicators):
        path = ("indicators", i, "likelihood")
        yield from unknown_cells(index, indicator.likelihood, path)
        yield from missing_cells(index, indicator.likelihood, path, indicator.id)
        yield from ratios_refused(indicator.likelihood, path, "the likelihood of an indicator")


def indicator_dates(index: CaseIndex) -> Iterator[Problem]:
    """An indicator is named first, and seen or not seen later."""
    for i, x in enumerate(index.case.indicators):
        if x.on and x.by and x.by < x.on:
            yield problem("by-before-named", ("indicators", i, "by"), owner=x.id, by=x.by, on=x.on)
        if x.on and x.resolved and x.resolved.on < x.on:
            path = ("indicators", i, "resolved", "on")
            yield problem("resolved-before-named", path, owner=x.id, resolved=x.resolved.on, on=x.on)


RULES = (indicator_rows, indicator_dates)
