"""What the parts of a case may say about one another: cross references and the rules of docs/methods.md.

Each module holds the rules of one part; `words` words every kind of problem once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from rashomon.model.case import Case
from rashomon.model.rules import evidence, groups, hypotheses, ids, indicators, parallels, prose, provenance, sources
from rashomon.model.rules.index import CaseIndex
from rashomon.model.rules.words import problem
from rashomon.problems import Problem

MOST_PROBLEMS = 200
"""A file with more problems than this gets the first ones and a line that says so."""

Rule = Callable[[CaseIndex], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    *ids.RULES,
    *hypotheses.RULES,
    *sources.RULES,
    *evidence.RULES,
    *provenance.RULES,
    *groups.RULES,
    *parallels.RULES,
    *indicators.RULES,
    *prose.RULES,
)


def find_problems(case: Case) -> list[Problem]:
    """Return every rule that `case` breaks, in no particular order, without places.

    An empty list means that the case can be weighed. At most MOST_PROBLEMS are worded, and one more that says
    that there are others.
    """
    index = CaseIndex(case)
    everything = (found for rule in RULES for found in rule(index))
    problems = list(islice(everything, MOST_PROBLEMS))
    if next(everything, None) is not None:
        problems.append(problem("more-problems", ()))
    return problems


__all__ = ["MOST_PROBLEMS", "RULES", "find_problems"]
