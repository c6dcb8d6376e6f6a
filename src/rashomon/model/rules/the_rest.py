"""Reference classes, indicators and links in the prose (METHODS sections 3 and 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.model.rules.index import CaseIndex
from rashomon.model.rules.nearest import hint
from rashomon.model.rules.rows import missing_cells, ratios_refused, unknown_cells, unknown_hypothesis
from rashomon.model.rules.words import problem
from rashomon.problems import Problem

LINK = re.compile(r"\[evidence:([^\]\s]{1,200})\]")
"""A link from the prose to an item, such as `[evidence:aircraft-lost]`."""


def parallels(index: CaseIndex) -> Iterator[Problem]:
    """Parallels ended as a hypothesis and showed indicators; classes were selected by items."""
    for i, group in enumerate(index.case.reference_classes):
        for j, id in enumerate(group.selected_by):
            if id not in index.items:
                path = ("reference_classes", i, "selected_by", j)
                yield problem("unknown-item", path, id=id, hint=hint(id, index.items))
        for j, parallel in enumerate(group.parallels):
            at = ("reference_classes", i, "parallels", j)
            if parallel.ended is not None:
                yield from unknown_hypothesis(index, parallel.ended, (*at, "ended"))
            for id in parallel.showed:
                if id not in index.indicators:
                    yield problem("unknown-indicator", (*at, "showed", id), id=id, hint=hint(id, index.indicators))


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


def links(index: CaseIndex) -> Iterator[Problem]:
    """Links in the prose lead to items, or to indicators that have become items."""
    resolved = {x.id for x in index.case.indicators if x.resolved}
    for id in dict.fromkeys(LINK.findall(index.case.body)):
        if id not in index.items and id not in resolved:
            yield problem("unknown-link", ("body",), id=id, hint=hint(id, index.items))


RULES = (parallels, indicator_rows, indicator_dates, links)
