"""A page in the terminal: headings, paragraphs, rows and bars, whatever the width and the encoding."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import click

from rashomon.cli.layout import Column, cells, table_lines, wrapped
from rashomon.cli.streams import speaks_unicode, without_controls, write

WIDEST = 100  # longer lines are hard to read, however wide the terminal is
NARROWEST = 40
LEAST_ROOM = 20  # for wrapped text, whatever stands before it
STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True},
    "strong": {"bold": True},
    "heading": {"bold": True, "fg": "cyan"},
    "bar": {"fg": "cyan"},
    "quiet": {"dim": True},
    "careful": {"fg": "yellow"},
}


@dataclass(frozen=True, slots=True)
class BarSigns:
    """The four signs of a bar: sure part, range, marker at the number, rest."""

    full: str
    range: str
    mark: str
    rest: str


UNICODE_BAR = BarSigns("█", "▒", "┃", "·")
ASCII_BAR = BarSigns("#", "=", "|", ".")


@dataclass(slots=True)
class Page:
    """Writes to standard output. Text from a case can neither style the page nor steer the terminal."""

    width: int
    colour: bool
    unicode: bool
    _started: bool = field(default=False)

    def title(self, text: str) -> None:
        """Write the first line of a page."""
        self.line(text, "title")

    def heading(self, text: str) -> None:
        """Write a blank line and a section's heading."""
        if self._started:
            self.blank()
        self.line(text, "heading")

    def line(self, text: str, style: str = "", indent: int = 0, lead: str = "") -> None:
        """Write a paragraph, wrapped; `lead` stands before the first line, and the others hang under it."""
        before = " " * indent + lead
        room = max(self.width - len(before), LEAST_ROOM)
        for paragraph in without_controls(text).split("\n"):
            for line in wrapped(paragraph, room):
                self._write(before + line, style)
                before = " " * len(before)

    def bullet(self, text: str) -> None:
        """Write a list entry."""
        self.line(text, lead="- ")

    def blank(self) -> None:
        """Write an empty line."""
        self._write("", "")

    def split(self, left: str, right: str, style: str = "") -> None:
        """Write `left` at the margin and `right` at the other; what does not fit on one line takes more."""
        left, right = without_controls(left), without_controls(right)
        *above, last = wrapped(left, self.width)
        for line in above:
            self._write(line, style)
        if cells(last) + 2 + cells(right) > self.width:
            self._write(last, style)
            last = ""
        self._write(last + " " * (self.width - cells(last) - cells(right)) + right, style)

    def rows(self, columns: Sequence[Column], rows: Iterable[Sequence[str]], indent: int = 2) -> None:
        """Write a table without rules, as wide as it needs to be; the column that `wraps` gives way."""
        cleaned = [[without_controls(cell) for cell in row] for row in rows]
        titles, lines = table_lines(columns, cleaned, self.width - indent)
        for line in titles:
            self._write(" " * indent + line, "quiet")
        for line in lines:
            self._write(" " * indent + line, "")

    def bar_line(
        self, probability: float, low: float, high: float, *, width: int, after: str, strong: bool = False
    ) -> None:
        """Write a bar, indented, and what stands after it."""
        bar = self.bar(probability, low, high, max(width, 10))
        self._write(f"   {self._styled(bar, 'bar' if strong else '')}{after}", "")

    def bar(self, probability: float, low: float, high: float, width: int) -> str:
        """Draw a probability with its range; all three are shares, in [0, 1], of the bar's length."""
        signs = UNICODE_BAR if self.unicode else ASCII_BAR
        mark = min(int(probability * width), width - 1)
        first, last = min(int(low * width), mark), max(min(int(high * width), width - 1), mark)
        drawn = [signs.full if at < first else signs.range if at <= last else signs.rest for at in range(width)]
        drawn[mark] = signs.mark
        return "".join(drawn)

    def _write(self, text: str, style: str) -> None:
        self._started = True
        write(self._styled(text, style))

    def _styled(self, text: str, style: str) -> str:
        return click.style(text, **STYLES[style]) if self.colour and style and text else text


def open_page() -> Page:
    """Return a page on standard output: the terminal's width (80 where there is none), colour only on one."""
    width = shutil.get_terminal_size((80, 24)).columns
    return Page(
        width=max(NARROWEST, min(width, WIDEST)),
        colour=_shows_colour(),
        unicode=speaks_unicode(sys.stdout.encoding),
    )


def _shows_colour() -> bool:
    """Follow no-color.org and force-color.org; else colour is for terminals that know it."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
