"""The answer as it stood after each day on which something became known, from the stored analysis alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from rashomon.analysis import Posterior, TimelinePoint
from rashomon.explain.axes import axis_top
from rashomon.explain.naming import Naming
from rashomon.explain.sentence import Mention, Sentence, say
from rashomon.explain.timeline import leader_of
from rashomon.explain.words import percent, short_day, short_percent, signed_points, whole
from rashomon.report.marks import letter_class, sentence_html
from rashomon_site.charts.dumbbell import dumbbell

LEAST_MOVE = 0.005
"""Moves below half a point are not named."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One explanation at one step."""

    hypothesis: Mention
    colour: str
    before: str
    after: str
    change: str  # "up 3 points"
    figure: str  # "+3"
    line: SafeString


@dataclass(frozen=True, slots=True)
class Frame:
    """One step: what was added, and what that moved."""

    number: int
    label: str
    added: tuple[Mention, ...]
    words: SafeString
    plain: str  # the same for a screen reader that is told of it
    rows: tuple[Moved, ...]


def frames(naming: Naming) -> list[Frame]:
    """Return the steps, from the starting odds on; fewer than two where nothing came in over time."""
    analysis = naming.analysis
    start = TimelinePoint(None, (), {h.id: h.prior for h in analysis.hypotheses})
    points = [start, *(point for point in analysis.timeline if point.added)]
    top = axis_top(max(value for point in points for value in point.posterior.values()), 0.2)
    return [_frame(naming, points, number, top) for number in range(len(points))]


def _frame(naming: Naming, points: list[TimelinePoint], number: int, top: float) -> Frame:
    point = points[number]
    before = points[number - 1].posterior if number else point.posterior
    label = "Start" if number == 0 else short_day(point.on) if point.on else "No date"
    words = _words(naming, number, before, point)
    return Frame(
        number=number,
        label=label,
        added=tuple(naming.item(key) for key in point.added),
        words=mark_safe(str(sentence_html(words))),  # noqa: S308 - the library escapes every part
        plain=f"{label}. {words}",
        rows=tuple(_moved(naming, key, before[key], after, top, number) for key, after in point.posterior.items()),
    )


def _words(naming: Naming, number: int, before: Posterior, point: TimelinePoint) -> Sentence:
    now = point.posterior
    leader = leader_of(now)
    if number == 0:
        return say("Before any evidence, ", naming.hypothesis(leader), f" is likeliest ({percent(now[leader])}).")
    verb = " takes the lead" if leader != leader_of(before) else " leads"
    return say(naming.hypothesis(leader), f"{verb} ({percent(now[leader])}).", _moves(naming, before, now))


def _moves(naming: Naming, before: Posterior, now: Posterior) -> Sentence:
    """Name what rose most and what fell most."""
    up = max(now, key=lambda key: now[key] - before[key])
    down = min(now, key=lambda key: now[key] - before[key])
    moved = [key for key in (up, down) if abs(now[key] - before[key]) >= LEAST_MOVE]
    if not moved:
        return say(" Nothing moved by as much as a point.")
    parts = [say(naming.hypothesis(key), f" {signed_points(now[key] - before[key])}") for key in moved]
    listed = parts[0] if len(parts) == 1 else parts[0] + say(", ") + parts[1]
    return say(" Moved most: ", listed, ".")


def _figure(change: float) -> str:
    size = whole(abs(change))
    return "0" if size == 0 else f"{'+' if change > 0 else '−'}{size}"


def _moved(naming: Naming, key: str, before: float, after: float, top: float, number: int) -> Moved:
    mention = naming.hypothesis(key)
    return Moved(
        hypothesis=mention,
        colour=letter_class(mention.mark),
        before=short_percent(before),
        after=short_percent(after),
        change=signed_points(after - before) if number else "",
        figure=_figure(after - before),
        line=dumbbell(before if number else None, after, top, mention.mark),
    )
