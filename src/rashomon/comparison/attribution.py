"""How far each change between two versions moved the answer.

The changes are applied one after another, from the old version to the new one; what each moves is the answer
after it less the answer before it, so the movements add up to the whole. Another order would share the same
whole out differently, which is why the order is stated. A change that makes no valid case by itself (a new
explanation that an outgoing item does not rate) waits for its turn, or is taken with the one it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from rashomon.analysis import Posterior
from rashomon.casefile.writing import document_of
from rashomon.comparison.differences import Difference, find_differences
from rashomon.comparison.documents import DELETED, Document, case_from_document, keyed, replaced, unkeyed
from rashomon.model import Case
from rashomon.problems import CaseProblems, ImpossibleError, TooComplexError

Progress = Callable[[int, int], None]

ORDER_IN_WORDS = (
    "Changes are applied one at a time: first what was added or changed, in the order of the file, then what "
    "was removed, from its end; a change that cannot stand alone waits or is taken with the one it needs. "
    "Another order would share the same total out differently."
)


@dataclass(frozen=True, slots=True)
class Step:
    """One change, or several that only hold together, and the answer after it."""

    differences: tuple[Difference, ...]
    posterior: Posterior
    moved: dict[str, float]  # change of each probability, in [-1, 1]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions, the way from one to the other, and what changed in words only."""

    before: Posterior
    after: Posterior
    names: dict[str, str]  # of every hypothesis in either version
    steps: tuple[Step, ...]
    wording: tuple[Difference, ...]

    @property
    def moved(self) -> dict[str, float]:
        """The whole movement of each probability; the steps' movements add up to it."""
        return _moved(self.before, self.after)


def compare_cases(old: Case, new: Case, *, as_of: date | None = None, progress: Progress | None = None) -> Comparison:
    """Compare two valid cases; `as_of` replaces the day of both, `progress` is called with (done, all)."""
    from rashomon import compute_posterior

    differences = find_differences(old, new)
    weighing = [difference for difference in differences if difference.weighs]
    before, after = compute_posterior(old, as_of=as_of), compute_posterior(new, as_of=as_of)
    steps = _Walk(after, as_of, progress).steps(_start(old), weighing, before)
    wording = tuple(difference for difference in differences if not difference.weighs)
    return Comparison(before, after, _names(old) | _names(new), steps, wording)


def _start(old: Case) -> Document:
    """Return the old document without its prose, whose links would name items that come later or are gone."""
    document: Document = replaced(keyed(document_of(old)), ("body",), DELETED)
    return document


@dataclass(frozen=True, slots=True)
class _Walk:
    """The way from one version to the other; `after` is where it ends."""

    after: Posterior
    as_of: date | None
    progress: Progress | None

    def steps(self, document: Document, left: list[Difference], posterior: Posterior) -> tuple[Step, ...]:
        """Return the steps from `document`, whose answer is `posterior`."""
        steps: list[Step] = []
        size = len(left)
        while left:
            taken, document, reached = self.next_step(document, left)
            steps.append(Step(taken, reached, _moved(posterior, reached)))
            posterior = reached
            left = [difference for difference in left if difference not in taken]
            if self.progress:
                self.progress(size - len(left), size)
        return tuple(steps)

    def next_step(
        self, document: Document, left: list[Difference]
    ) -> tuple[tuple[Difference, ...], Document, Posterior]:
        """Return the first change that stands alone, else the first with one other, else all up to one."""
        first = left[0]
        alone = ((difference,) for difference in left)
        pairs = ((first, difference) for difference in left[1:])
        runs = (tuple(left[:size]) for size in range(3, len(left)))
        for taken in chain(alone, pairs, runs):
            changed = _applied(document, taken)
            reached = _posterior_of(changed, self.as_of)
            if reached is not None:
                return taken, changed, reached
        return tuple(left), _applied(document, left), self.after


def _applied(document: Document, differences: Iterable[Difference]) -> Document:
    for difference in differences:
        for keys, value in difference.edits:
            document = replaced(document, keys, value)
    return document


def _posterior_of(document: Document, as_of: date | None) -> Posterior | None:
    """Return the answer, or None where the document makes no case that can be weighed."""
    from rashomon import compute_posterior

    try:
        return compute_posterior(case_from_document(unkeyed(document)), as_of=as_of)
    except (CaseProblems, ImpossibleError, TooComplexError):
        return None


def _moved(before: Posterior, after: Posterior) -> dict[str, float]:
    ids = [*after, *(id for id in before if id not in after)]
    return {id: after.get(id, 0.0) - before.get(id, 0.0) for id in ids}


def _names(case: Case) -> dict[str, str]:
    return {hypothesis.id: hypothesis.name for hypothesis in case.hypotheses}
