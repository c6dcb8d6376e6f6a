"""The headline as it stood once everything known by a day was counted."""

from __future__ import annotations

from datetime import date

from rashomon.analysis import TimelinePoint
from rashomon.inference.calendar import milestones
from rashomon.inference.compiling import compile_case
from rashomon.inference.model import Model
from rashomon.inference.posterior import headline
from rashomon.model import Case

_Known = dict[str, tuple[bool | None, tuple[str, ...]]]


def replay(case: Case, until: date | None) -> tuple[TimelinePoint, ...]:
    """Return one point for what has no date, then one for each day up to `until` that brought something."""
    points: list[TimelinePoint] = []
    before: _Known = {}
    for day in (date.min, *(d for d in milestones(case) if until is None or d <= until)):
        model = compile_case(case, day)
        known = _known(model)
        added = tuple(id for id, state in known.items() if before.get(id) != state)
        if added or day == date.min:
            points.append(TimelinePoint(None if day == date.min else day, added, headline(model)))
        before = known
    return tuple(points)


def _known(model: Model) -> _Known:
    return {i.id: (i.recorded, tuple(r.id for r in i.reports)) for i in model.items if i.counted}
