"""Bars that are as wide as their place: the answer, indicators, tornado bars, and item weights."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from rashomon.explain.answer import AnswerRow
from rashomon.explain.axes import ticks
from rashomon.explain.evidence import WeightBar
from rashomon.explain.fragility import TornadoChart, TornadoRow
from rashomon.explain.words import short_percent, whole
from rashomon.report.marks import letter_class
from rashomon.report.svg_elements import element, line, share, strip, text

GRID_STEP = 0.2
WEIGHT_MIDDLE = 24
"""Height of the zero line of an item's weight bars, and half the height of the drawing."""


def answer_bar(row: AnswerRow, top: float) -> Markup:
    """Return a bar from 0 to `top` with its 80% line, caps and halo, and a notch where it started."""
    low, high, start = share(row.low, top), share(row.high, top), share(row.prior, top)
    return strip(
        *_grid(top, -6, 34),
        element(
            "rect",
            class_=f"f{letter_class(row.letter)}",
            x=0,
            y=4,
            width=share(row.probability, top),
            height=20,
        ),
        line(low, 14, high, 14, "halo"),
        line(low, 7.5, low, 20.5, "halo"),
        line(high, 7.5, high, 20.5, "halo"),
        *_whisker(low, high, 14),
        line(start, 24, start, 31, "start"),
        height=28,
        class_="g-bar",
    )


def _grid(top: float, y1: float, y2: float) -> list[Markup]:
    places = ticks(top, GRID_STEP)
    return [line(share(at, top), y1, share(at, top), y2, "grid" if at else "base") for at in places]


def _whisker(low: str, high: str, y: float) -> list[Markup]:
    caps = [line(end, y - 5, end, y + 5, "whisk") for end in (low, high)]
    return [line(low, y, high, y, "whisk"), *caps]


def bar_axis(top: float) -> Markup:
    """Return the labels under a list of bars: 0, 20, … and the top in per cent."""
    places = ticks(top, GRID_STEP)
    labels = []
    for at in places:
        anchor = "start" if at == 0 else "end" if at == places[-1] else "middle"
        words = f"{whole(at)}%" if at == places[-1] else f"{whole(at)}"
        labels.append(text(words, share(at, top), 18, "ax", anchor))
    return strip(*labels, height=24, class_="g-axis")


def move_rail(letter: str, now: float, then: float, top: float) -> Markup:
    """Return a tick for today, a dot for afterwards, and the new figure beside the dot."""
    suffix = letter_class(letter)
    # The last tenth is kept free for the figure.
    start, end = (share(value, top / 0.88) for value in (now, then))
    return strip(
        line(0, 14, "100%", 14, "grid"),
        line(start, 14, end, 14, f"l{suffix}", stroke_width=4),
        line(start, 6, start, 22, "whisk"),
        element("circle", class_=f"f{suffix}", cx=end, cy=14, r=6),
        _figure(now, then, top),
        height=28,
    )


def _figure(now: float, then: float, top: float) -> Markup:
    """Return the new value beside the dot, on the far side of the tick where the left has no room for it."""
    left = then < now and then >= 0.12 * top
    at = share((then if left else max(now, then)), top / 0.88)
    return text(short_percent(then), at, 18.5, "lab", "end" if left else "start", dx=-11 if left else 11)


def tornado_bar(row: TornadoRow, chart: TornadoChart) -> Markup:
    """Return the leader's span: ring at the input's low end, dot at its high end, tick at the headline."""
    low, high, now = (share(value, chart.top) for value in (row.at_low, row.at_high, chart.now))
    suffix = letter_class(chart.leader.mark)
    return strip(
        *_grid(chart.top, -4, 26),
        line(low, 12, high, 12, f"l{suffix}", stroke_width=6),
        line(now, 2, now, 22, "whisk"),
        element("circle", class_=f"ring l{suffix}", cx=low, cy=12, r=5),
        element("circle", class_=f"f{suffix}", cx=high, cy=12, r=6),
        height=24,
        class_="t-bar",
    )


def weight_bars(bars: Sequence[WeightBar], largest: float) -> Markup:
    """Return one bar per explanation: above the line for, below against; `largest` fills the height."""
    width = 16 * len(bars)
    drawn = [line(0, WEIGHT_MIDDLE, width, WEIGHT_MIDDLE, "base")]
    for place, bar in enumerate(bars):
        height = (WEIGHT_MIDDLE - 2) * abs(bar.value) / largest if largest > 0 else 0.0
        drawn.append(
            element(
                "rect",
                class_=f"f{letter_class(bar.hypothesis.mark)}",
                x=2 + 16 * place,
                y=WEIGHT_MIDDLE - (height if bar.value > 0 else 0),
                width=11,
                height=max(1, height),
            )
        )
    return element(
        "svg",
        *drawn,
        viewBox=f"0 0 {width} {2 * WEIGHT_MIDDLE}",
        width=width,
        height=2 * WEIGHT_MIDDLE,
        aria_hidden="true",
    )
