"""Two answers on one line: a ring for the editors, a dot for the reader."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from rashomon.report.marks import letter_class
from rashomon.report.svg_elements import element, line, strip

MARGIN = 2.0
"""Per cent of the width that stays free at both ends, so that no dot is cut."""


def _at(value: float, top: float) -> str:
    share = min(max(value / top, 0.0), 1.0)
    return f"{MARGIN + (100 - 2 * MARGIN) * share:.2f}%"


def dumbbell(editors: float | None, reader: float | None, top: float, letter: str) -> SafeString:
    """Return the line from 0 to `top`; either answer may be missing. Decorative: the figures stand beside it."""
    drawn = [line(_at(0, top), 9, _at(top, top), 9, "grid")]
    if editors is not None and reader is not None:
        drawn.append(line(_at(editors, top), 9, _at(reader, top), 9, "ln"))
    if editors is not None:
        drawn.append(element("circle", class_="us", cx=_at(editors, top), cy=9, r=5))
    if reader is not None:
        drawn.append(element("circle", class_=f"f{letter_class(letter)}", cx=_at(reader, top), cy=9, r=6.5))
    return mark_safe(str(strip(*drawn, height=18, class_="dumb")))  # noqa: S308 - made of numbers and our own words
