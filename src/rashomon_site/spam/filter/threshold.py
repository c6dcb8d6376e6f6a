"""Above which score the filter acts: chosen on scores that were given before the decision was learnt.

A filter is judged by what it said when it did not know the answer. So each example keeps the score that it had before
it was learnt, and the thresholds follow from the scores of comments that people found to be no spam.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, floor, lgamma, log

TARGET = 0.01
"""Of comments that are no spam, the share that the filter may take for it."""
ENOUGH_SPAM = 50
"""Fewer examples of spam than this teach too few of its words to be worth acting on."""
ENOUGH_HAM = 100
"""With n comments that are no spam, a new one lies above them all with a chance of 1 in n + 1: 1% takes about 100."""
SURENESS = 0.95
LATEST = 3_000
"""Scores that count: the latest, as a filter that has learnt more errs less."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores above which a comment is held, and above which it is spam; None: not yet."""

    spam: int = 0
    ham: int = 0
    hold_above: float | None = None
    spam_above: float | None = None

    @property
    def acts(self) -> bool:
        """Whether the filter decides anything yet."""
        return self.hold_above is not None


def thresholds(scores: Sequence[tuple[float, bool]]) -> Thresholds:
    """Choose both thresholds from (score before learning, is spam), in the order of the decisions.

    Above the first lies a new good comment with a chance of at most 1%, whatever the scores look like, if it is drawn
    as the others were (conformal prediction). For the second it is 95% sure that at most 1% of good comments lie
    above, which takes 299 of them.
    """
    spam = sum(is_spam for _, is_spam in scores)
    found = Thresholds(spam, len(scores) - spam)
    if found.spam < ENOUGH_SPAM or found.ham < ENOUGH_HAM:
        return found
    good = sorted((score for score, is_spam in scores if not is_spam), reverse=True)
    if len(good) > LATEST:
        good = sorted([score for score, is_spam in scores if not is_spam][-LATEST:], reverse=True)
    sure = most_above(len(good))
    hold = good[allowed_above(len(good))]
    return Thresholds(found.spam, found.ham, hold, None if sure is None else good[sure])


def allowed_above(count: int, target: float = TARGET) -> int:
    """Return how many of `count` good comments may lie above a threshold that a new one passes as seldom as wished."""
    return max(floor(target * (count + 1) + 1e-9) - 1, 0)


def most_above(count: int, target: float = TARGET, sureness: float = SURENESS) -> int | None:
    """Return how many of `count` good comments may lie above a threshold that surely keeps the target; None: too few.

    With k above it, the share is surely below the target if so few would be seen in at most 5% of all samples in which
    the share is the target.
    """
    seen, most = 0.0, None
    for above in range(count + 1):
        seen += _chance_of(above, count, target)
        if seen > 1 - sureness:
            break
        most = above
    return most


def _chance_of(above: int, count: int, share: float) -> float:
    ways = lgamma(count + 1) - lgamma(above + 1) - lgamma(count - above + 1)
    return exp(ways + above * log(share) + (count - above) * log(1 - share))
