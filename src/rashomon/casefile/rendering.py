"""Problems and advice as a person reads them: place, message, the line itself, a marker, the fix."""

from __future__ import annotations

import unicodedata
from textwrap import wrap

from rashomon.problems import Advice, Place, Problem

WIDTH = 80
ELLIPSIS = "…"
DANGEROUS = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Signs that move a cursor, turn the direction of text, or have no shape: shown as `?`."""


def format_problem(problem: Problem | Advice, *, width: int = WIDTH) -> str:
    """Return `file:line:column: message`, the line with a marker under the fault, and the fix.

    No line is wider than `width` columns. Control characters never reach the output.
    """
    where = f"{problem.place.file}:{problem.place.line}:{problem.place.column}: " if problem.place else ""
    lines = _wrapped(where + problem.message, width, "")
    if problem.place and problem.place.text.strip():
        lines += _snippet(problem.place, width)
    if problem.fix:
        lines += _wrapped("fix: " + problem.fix, width, "  ")
    return "\n".join(lines)


def harmless(text: str) -> str:
    """Return `text` with every sign that a terminal might act upon shown as `?`, and tabs as spaces."""
    return "".join(" " if sign == "\t" else "?" if unicodedata.category(sign) in DANGEROUS else sign for sign in text)


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    return wrap(
        harmless(text),
        width,
        initial_indent=indent,
        subsequent_indent=indent + "  ",
        break_on_hyphens=False,
    )


def _snippet(place: Place, width: int) -> list[str]:
    gutter = f"{place.line:>5} | "
    text, column = _cropped(harmless(place.text), place.column - 1, width - len(gutter))
    marker = " " * (len(gutter) - 2) + "| " + " " * columns(text[:column]) + "^"
    return [(gutter + text).rstrip(), marker]


def _cropped(text: str, column: int, room: int) -> tuple[str, int]:
    """Cut `text` to `room` columns around the sign at `column`; return it and where that sign is now."""
    text = text.rstrip()
    column = min(column, len(text))
    if columns(text) <= room - (column == len(text)):
        return text, column
    start, end = _window(text, column, room - 2)
    before, after = ELLIPSIS if start else "", ELLIPSIS if end < len(text) else ""
    return before + text[start:end] + after, column - start + len(before)


def _window(text: str, column: int, room: int) -> tuple[int, int]:
    """Return the ends of the longest part around `column` that fits, a third of it before the fault."""
    start = end = column
    used = 0
    while start > 0 and used + columns(text[start - 1]) <= room // 3:
        start -= 1
        used += columns(text[start])
    while end < len(text) and used + columns(text[end]) <= room:
        used += columns(text[end])
        end += 1
    while start > 0 and used + columns(text[start - 1]) <= room:
        start -= 1
        used += columns(text[start])
    return start, end


def columns(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    return sum(_width(sign) for sign in text)


def _width(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
