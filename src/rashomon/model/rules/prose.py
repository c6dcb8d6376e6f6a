"""Links in the prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.model.rules.index import CaseIndex
from rashomon.model.rules.nearest import hint
from rashomon.model.rules.words import problem
from rashomon.problems import Problem

LINK = re.compile(r"\[evidence:([^\]\s]{1,200})\]")
"""A link from the prose to an item, such as `[evidence:aircraft-lost]`."""


def links(index: CaseIndex) -> Iterator[Problem]:
    """Links in the prose lead to items, or to indicators that have become items."""
    resolved = {x.id for x in index.case.indicators if x.resolved}
    for id in dict.fromkeys(LINK.findall(index.case.body)):
        if id not in index.items and id not in resolved:
            yield problem("unknown-link", ("body",), id=id, hint=hint(id, index.items))


RULES = (links,)
