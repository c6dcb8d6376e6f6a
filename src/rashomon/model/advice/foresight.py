"""Advice on reference classes and indicators."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.model.advice.evidence import cells_are_equal
from rashomon.model.advice.words import advise
from rashomon.model.case import Case
from rashomon.problems import Advice


def parallels_that_fit(case: Case) -> Iterator[Advice]:
    """Parallels that all ended alike were perhaps chosen after the answer."""
    for i, group in enumerate(case.reference_classes):
        endings = [parallel.ended for parallel in group.parallels if parallel.ended is not None]
        if len(endings) > 1 and len(set(endings)) == 1:
            path = ("reference_classes", i, "parallels")
            yield advise("same-ending", path, count=len(endings), owner=group.id, id=endings[0])


def counted_twice(case: Case) -> Iterator[Advice]:
    """The feature that selected a class has already spoken through the prior."""
    items = {item.id: item for item in case.evidence}
    for i, group in enumerate(case.reference_classes):
        for j, id in enumerate(group.selected_by):
            if id in items and not cells_are_equal(items[id]):
                path = ("reference_classes", i, "selected_by", j)
                yield advise("counted-twice", path, item=id, owner=group.id)


def something_to_watch(case: Case) -> Iterator[Advice]:
    """A case without indicators can never be scored."""
    if not case.indicators:
        yield advise("no-indicators", ())


CHECKS = (parallels_that_fit, counted_twice, something_to_watch)
