"""What is worth a second look in a case that can be weighed.

Only what can be seen in the case itself: advice that needs the answer comes with the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from rashomon.model.advice import evidence, foresight, hypotheses, provenance
from rashomon.model.case import Case
from rashomon.problems import Advice

MOST_ADVICE = 200

Check = Callable[[Case], Iterator[Advice]]

CHECKS: tuple[Check, ...] = (*hypotheses.CHECKS, *evidence.CHECKS, *provenance.CHECKS, *foresight.CHECKS)


def give_advice(case: Case) -> list[Advice]:
    """Return the advice on `case`, which has no problems, without places; at most MOST_ADVICE pieces."""
    return list(islice((piece for check in CHECKS for piece in check(case)), MOST_ADVICE))


__all__ = ["CHECKS", "MOST_ADVICE", "give_advice"]
