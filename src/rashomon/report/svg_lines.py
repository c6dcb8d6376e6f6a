"""How the answer moved, as lines: one drawing per width, so that type never scales below 11 px."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from rashomon.explain.axes import ticks
from rashomon.explain.timeline import Series, Timeline
from rashomon.explain.words import short_percent, shortened, whole
from rashomon.report.marks import letter_class
from rashomon.report.svg_elements import drawing, element, line, text

LABEL_GAP = 21
"""Least distance of two labels at the line ends."""


NOTE_WIDTH = 140
"""Annotations closer than this stand on two levels."""


@dataclass(frozen=True, slots=True)
class Size:
    """A drawing's size and margins, in pixels; `names` writes the explanations' names at the line ends."""

    class_: str
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    names: int  # longest name in characters, 0 for none
    label_every: int  # least distance between two dates

    @property
    def plot_width(self) -> int:
        """Width of the plot itself."""
        return self.width - self.left - self.right

    @property
    def plot_height(self) -> int:
        """Height of the plot itself."""
        return self.height - self.top - self.bottom


SIZES = (
    Size("c-narrow", 300, 380, 34, 80, 20, 52, 0, 60),
    Size("c-mid", 720, 440, 40, 226, 52, 52, 16, 64),
    Size("c-wide", 1180, 480, 44, 330, 56, 52, 28, 62),
)


def timeline_charts(chart: Timeline) -> Markup:
    """Return the three drawings; the style sheet shows the one that fits its container."""
    return Markup("").join(timeline_chart(chart, size) for size in SIZES)


def timeline_chart(chart: Timeline, size: Size) -> Markup:
    """Return one drawing."""
    return drawing(
        *_axis(chart, size),
        *_dates(chart, size),
        *_notes(chart, size),
        *_lines(chart, size),
        *_ends(chart, size),
        width=size.width,
        height=size.height,
        label=f"Line chart. {chart.summary} The table below holds every number.",
        class_=size.class_,
    )


def _x(chart: Timeline, size: Size, step: int) -> float:
    return size.left + size.plot_width * step / (len(chart.steps) - 1)


def _y(chart: Timeline, size: Size, value: float) -> float:
    return size.top + size.plot_height * (1 - value / chart.top)


def _axis(chart: Timeline, size: Size) -> list[Markup]:
    drawn = []
    places = ticks(chart.top, 0.1 if chart.top <= 0.5 else 0.2)
    places = places if abs(places[-1] - chart.top) < 1e-9 else (*places, chart.top)
    for at in places:
        y = _y(chart, size, at)
        drawn.append(line(size.left, y, size.left + size.plot_width, y, "grid" if at else "base"))
        words = f"{whole(at)}%" if at == places[-1] else f"{whole(at)}"
        drawn.append(text(words, size.left - 8, y + 4.5, "ax", "end"))
    return drawn


def _dates(chart: Timeline, size: Size) -> list[Markup]:
    drawn: list[Markup] = []
    floor = size.top + size.plot_height
    last, year = float("-inf"), ""
    for place, step in enumerate(chart.steps):
        x = _x(chart, size, place)
        drawn.append(line(x, floor, x, floor + 6, "base"))
        if x - last < size.label_every:
            continue
        words, _, of_year = step.label.rpartition(" ")
        dated = of_year.isdigit()
        drawn.append(text(words if dated else step.label, x, floor + 22, "ax", "middle" if place else "start"))
        if dated and of_year != year:
            drawn.append(text(of_year, x, floor + 40, "ax", "middle"))
            year = of_year
        last = x
    return drawn


def _notes(chart: Timeline, size: Size) -> list[Markup]:
    """Draw annotations on two levels, so that neighbours do not collide; the narrow drawing has no room."""
    if not size.names:
        return []
    drawn: list[Markup] = []
    last, level = float("-inf"), 0
    for place, step in enumerate(chart.steps):
        if not step.note:
            continue
        x = _x(chart, size, place)
        level = 1 - level if x - last < NOTE_WIDTH else 0
        last = x
        floor = size.top + size.plot_height
        drawn.append(line(x, size.top - 8, x, floor, "base", stroke_dasharray="2 3"))
        anchor = "end" if place == len(chart.steps) - 1 else "middle"
        drawn.append(text(step.note, x, size.top - 14 - 18 * level, "lab", anchor))
    return drawn


def _lines(chart: Timeline, size: Size) -> list[Markup]:
    drawn = []
    # The leader is drawn last, on top.
    for series in sorted(chart.series, key=lambda s: (s.leads, s.values[-1])):
        points = " ".join(
            f"{_x(chart, size, step):.1f},{_y(chart, size, value):.1f}" for step, value in enumerate(series.values)
        )
        lead = " lead" if series.leads else ""
        drawn.append(element("polyline", class_="casing", points=points))
        suffix = letter_class(series.hypothesis.mark)
        drawn.append(element("polyline", class_=f"line l{suffix}{lead}", points=points))
    return drawn


def _ends(chart: Timeline, size: Size) -> list[Markup]:
    """Label the line ends, at least 21 px apart, each joined to its line by a short leader."""
    ranked = sorted(chart.series, key=lambda s: -s.values[-1])
    wanted = [_y(chart, size, series.values[-1]) for series in ranked]
    places = spread_out(wanted, LABEL_GAP, size.top, size.top + size.plot_height - 4)
    drawn: list[Markup] = []
    for series, at, label_at in zip(ranked, wanted, places, strict=True):
        drawn.extend(_end(series, size, at, label_at))
    return drawn


def _end(series: Series, size: Size, at: float, label_at: float) -> list[Markup]:
    x = size.left + size.plot_width
    letter = series.hypothesis.mark
    suffix = letter_class(letter)
    drawn = [
        line(x + 4, at, x + 14, label_at, f"l{suffix}", stroke_width=1.25),
        element(
            "g",
            element("rect", class_=f"f{suffix}", x=x + 15, y=label_at - 9, width=18, height=18, rx=2),
            text(letter, x + 24, label_at + 4.6, f"on{suffix}", "middle"),
            class_="tk",
        ),
        text(short_percent(series.values[-1]), x + 40, label_at + 5, "lab"),
    ]
    if size.names:
        name = shortened(series.hypothesis.name, size.names)
        drawn.append(text(name, x + 82, label_at + 5, "an"))
    return drawn


def spread_out(wanted: list[float], gap: float, lowest: float, highest: float) -> list[float]:
    """Move places, given in rising order, as little as needed to lie `gap` apart and end by `highest`."""
    places: list[float] = []
    for place in wanted:
        places.append(max(place, places[-1] + gap) if places else max(place, lowest))
    if places and places[-1] > highest:
        places[-1] = highest
        for at in range(len(places) - 2, -1, -1):
            places[at] = min(places[at], places[at + 1] - gap)
    return places
