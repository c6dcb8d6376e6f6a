"""How the answer moved: one point per day on which something became known."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.analysis import Analysis, Posterior, TimelinePoint
from rashomon.explain.answer import SHOWN
from rashomon.explain.axes import axis_top
from rashomon.explain.naming import Naming
from rashomon.explain.sentence import Mention, Sentence, say
from rashomon.explain.words import percent, short_day
from rashomon.model import OTHER

ANNOTATIONS = 4
"""Most annotations on a chart (design notes)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One place on the time axis."""

    label: str  # "Start" or a date
    items: tuple[Mention, ...]
    note: str  # why it is annotated, or ""
    title: str  # what came in


@dataclass(frozen=True, slots=True)
class Series:
    """One explanation's path, a probability per step."""

    hypothesis: Mention
    values: tuple[float, ...]
    leads: bool  # at the end


@dataclass(frozen=True, slots=True)
class Timeline:
    """Chart data: steps are equally spaced, `top` is where the axis ends."""

    steps: tuple[Step, ...]
    series: tuple[Series, ...]
    top: float
    summary: Sentence
    left_out: int  # explanations not drawn; the table holds them


def timeline(naming: Naming) -> Timeline | None:
    """Return the chart, or None where nothing came in over time."""
    analysis = naming.analysis
    points = _with_start(analysis)
    if len(points) < 2:
        return None
    drawn = _drawn(analysis)
    highest = max(point.posterior[key] for point in points for key in drawn)
    return Timeline(
        steps=tuple(_steps(naming, points)),
        series=tuple(_series(naming, key, points) for key in drawn),
        top=axis_top(highest, 0.1),
        summary=_summary(naming, points),
        left_out=len(analysis.hypotheses) - len(drawn),
    )


def _with_start(analysis: Analysis) -> list[TimelinePoint]:
    start = TimelinePoint(None, (), {h.id: h.prior for h in analysis.hypotheses})
    points = [point for point in analysis.timeline if point.added]
    return [start, *points]


def _drawn(analysis: Analysis) -> list[str]:
    ranked = [h.id for h in analysis.ranked]
    if len(ranked) <= SHOWN:
        return list(analysis.posterior)
    kept = set([key for key in ranked if key != OTHER][: SHOWN - (OTHER in ranked)]) | {OTHER}
    return [key for key in analysis.posterior if key in kept]


def _series(naming: Naming, key: str, points: list[TimelinePoint]) -> Series:
    values = tuple(point.posterior[key] for point in points)
    return Series(naming.hypothesis(key), values, key in naming.analysis.leaders)


def _steps(naming: Naming, points: list[TimelinePoint]) -> list[Step]:
    notes = _notes(naming, points)
    return [_step(naming, point, place, notes.get(place, "")) for place, point in enumerate(points)]


def _step(naming: Naming, point: TimelinePoint, place: int, note: str) -> Step:
    if place == 0:
        return Step("Start", (), note, "Starting odds")
    items = tuple(naming.item(key) for key in point.added)
    label = short_day(point.on) if point.on else "No date"
    return Step(label, items, note, "; ".join(item.name for item in items))


def leader_of(posterior: Posterior) -> str:
    """Return the likeliest explanation; the first in the file on a tie."""
    return max(posterior, key=lambda key: posterior[key])


def _notes(naming: Naming, points: list[TimelinePoint]) -> dict[int, str]:
    """Annotate steps at which the lead changes, at most four: those with the largest change."""
    found: dict[int, tuple[float, str]] = {}
    for place in range(1, len(points)):
        before, after = points[place - 1].posterior, points[place].posterior
        now = leader_of(after)
        if now != leader_of(before):
            moved = max(abs(after[key] - before[key]) for key in after)
            found[place] = (moved, f"{naming.hypothesis(now).mark} takes the lead")
    kept = sorted(found, key=lambda place: -found[place][0])[:ANNOTATIONS]
    return {place: found[place][1] for place in kept}


def _summary(naming: Naming, points: list[TimelinePoint]) -> Sentence:
    leader = naming.analysis.leaders[0]
    first, last = points[0].posterior[leader], points[-1].posterior[leader]
    verb = "went" if abs(first - last) >= 0.005 else "ended where it began:"
    return say(naming.hypothesis(leader), f" {verb} from {percent(first)} at the start to {percent(last)}.")
