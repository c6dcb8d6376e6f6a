"""The lines of an answer over time with a marker for one step, which a script may move."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe
from markupsafe import Markup

from rashomon.explain.timeline import Timeline
from rashomon.report.svg_elements import element, line
from rashomon.report.svg_lines import SIZES, Size, timeline_chart
from rashomon_site.charts.words_in_boxes import plain

LONGEST_TIP = 160


def replay_charts(chart: Timeline, step: int) -> SafeString:
    """Return the library's drawings, one for each width, each with a marker at `step`."""
    drawings = Markup("").join(_with_marker(timeline_chart(chart, size), chart, size, step) for size in SIZES)
    return mark_safe(str(drawings))  # noqa: S308 - made by svg_elements, which escapes every value


def _with_marker(drawing: Markup, chart: Timeline, size: Size, step: int) -> Markup:
    gap = size.plot_width / (len(chart.steps) - 1)
    x, foot = size.left + gap * step, size.top + size.plot_height
    marker = line(x, size.top - 6, x, foot + 6, "now", data_left=size.left, data_gap=f"{gap:.4f}")
    inside = Markup("").join((marker, *_places(chart, size, gap)))
    # The drawing is one element that ends here: what is added lies on top.
    return Markup(drawing.removesuffix("</svg>")) + inside + Markup("</svg>")  # noqa: S704 - the library's own drawing


def _places(chart: Timeline, size: Size, gap: float) -> list[Markup]:
    """Return one clear strip for each step, which shows what came in and can be pressed."""
    return [
        element(
            "rect",
            class_="hit",
            x=size.left + gap * (place - 0.5),
            y=size.top,
            width=gap,
            height=size.plot_height,
            data_step=str(place),
            data_tip=_tip(step.label, step.title),
        )
        for place, step in enumerate(chart.steps)
    ]


def _tip(label: str, title: str) -> str:
    words = plain(f"{label}: {title}" if title else label)
    return words if len(words) <= LONGEST_TIP else words[: LONGEST_TIP - 1] + "…"
