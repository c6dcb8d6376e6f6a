"""A page in the terminal: headings, paragraphs, rows and bars, whatever the width and the encoding."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rashomon.cli.streams import speaks_unicode, without_controls
from rashomon.cli.table import Column

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

WIDEST = 100  # longer lines are hard to read, however wide the terminal is
NARROWEST = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """The four signs of a bar: sure part, range, marker at the number, rest."""

    full: str
    range: str
    mark: str
    rest: str


UNICODE_BAR = Bar("█", "▒", "┃", "·")
ASCII_BAR = Bar("#", "=", "|", ".")


@dataclass(slots=True)
class Page:
    """Writes to standard output. Text from a case is never read as markup or as terminal codes."""

    console: Console
    unicode: bool
    _started: bool = field(default=False)

    @property
    def width(self) -> int:
        """Columns to write in: the terminal's (80 where there is none), within readable bounds."""
        return max(NARROWEST, min(self.console.width, WIDEST))

    def title(self, text: str) -> None:
        """Write the first line of a page."""
        self._write(text, "bold")

    def heading(self, text: str) -> None:
        """Write a blank line and a section's heading."""
        if self._started:
            self.blank()
        self._write(text, "bold cyan")

    def line(self, text: str, style: str = "", indent: int = 0, lead: str = "") -> None:
        """Write a paragraph, wrapped; `lead` stands before the first line, and the others hang under it."""
        self._write(text, style, indent, lead)

    def bullet(self, text: str, style: str = "") -> None:
        """Write a list entry."""
        self._write(text, style, 0, "- ")

    def blank(self) -> None:
        """Write an empty line."""
        self.console.print()

    def rows(self, columns: Sequence[Column], rows: Iterable[Sequence[str]], indent: int = 2) -> None:
        """Write a table without rules, as wide as it needs to be; the column that `wraps` gives way."""
        from rashomon.cli.table import table_lines

        cleaned = [[without_controls(cell) for cell in row] for row in rows]
        titles, lines = table_lines(columns, cleaned, self.width - indent)
        for line in titles:
            self._plain_line(" " * indent + line, "dim")
        for line in lines:
            self._plain_line(" " * indent + line)

    def split(self, left: str, right: str, style: str = "") -> None:
        """Write `left` at the margin and `right` at the other; what does not fit on one line takes two."""
        from rich.cells import cell_len

        room = self.width - cell_len(right) - 2
        if cell_len(left) <= room:
            self._write(left + " " * (room - cell_len(left) + 2) + right, style)
        else:
            self._write(left, style, 0, "")
            self._write(" " * (self.width - cell_len(right)) + right, style)

    def bar_line(
        self, probability: float, low: float, high: float, *, width: int, after: str, strong: bool = False
    ) -> None:
        """Write a bar, indented, and what stands after it."""
        from rich.text import Text

        bar = Text("   " + self.bar(probability, low, high, max(width, 10)), style="cyan" if strong else "")
        self._print(bar + Text(after))

    def bar(self, probability: float, low: float, high: float, width: int) -> str:
        """Draw a probability with its range; all three are in [0, 1]."""
        signs = UNICODE_BAR if self.unicode else ASCII_BAR
        mark = min(int(probability * width), width - 1)
        first, last = min(int(low * width), mark), max(min(int(high * width), width - 1), mark)
        cells = [
            signs.full if at < first else signs.range if at <= last else signs.rest for at in range(width)
        ]
        cells[mark] = signs.mark
        return "".join(cells)

    def _write(self, text: str, style: str = "", indent: int = 0, lead: str = "") -> None:
        from rich.text import Text

        room = max(self.width - indent - len(lead), 20)
        before = " " * indent + lead
        for paragraph in without_controls(text).split("\n"):
            for line in Text(paragraph, style=style).wrap(self.console, room) or [Text()]:
                line.rstrip()
                self._print(Text(before) + line)
                before = " " * len(before)

    def _plain_line(self, text: str, style: str = "") -> None:
        """Write a line that is laid out already."""
        from rich.text import Text

        self._print(Text(text.rstrip(), style=style))

    def _print(self, line: Text) -> None:
        self._started = True
        self.console.print(line, soft_wrap=True, highlight=False)


def open_page() -> Page:
    """Return a page on standard output, with colour only where a terminal shows it."""
    from rich.console import Console

    console = Console(file=sys.stdout, markup=False, emoji=False, highlight=False)
    return Page(console, speaks_unicode(console.encoding))
