"""Reference classes and their parallels (docs/methods.md section 3)."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.model.rules.index import CaseIndex
from rashomon.model.rules.nearest import hint
from rashomon.model.rules.rows import unknown_hypothesis
from rashomon.model.rules.words import problem
from rashomon.problems import Problem


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


RULES = (parallels,)
