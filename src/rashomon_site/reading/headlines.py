"""The answer of a case as lists show it: bars, a strip and a few lines, from what the row repeats."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rashomon.explain.words import interval, short_percent, whole
from rashomon.report.marks import letter_class
from rashomon_site.cases.models import PublishedCase

MOST_BARS = 8  # more explanations than this are folded into one row
CARD_LINES = 4
OTHERS = "Others, together"


@dataclass(frozen=True, slots=True)
class Bar:
    """One explanation. Positions are per cent of the width, as SVG takes them."""

    letter: str
    colour: str
    name: str
    percent: str
    range: str
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Card:
    """A case in a list."""

    case: PublishedCase
    strip: tuple[Bar, ...]
    lines: tuple[Bar, ...]


def card(case: PublishedCase) -> Card:
    """Return a case with its strip, and the likeliest explanations in words."""
    strip = strip_of(case.headline)
    folded = _bars(_folded(case.headline, CARD_LINES), 1.0)
    return Card(case, strip, folded)


def cards(cases: Iterable[PublishedCase]) -> list[Card]:
    """Return cases for a list."""
    return [card(case) for case in cases]


def strip_of(headline: list[dict[str, Any]]) -> tuple[Bar, ...]:
    """Return the explanations side by side, together as wide as their place."""
    return _bars(_folded(headline, MOST_BARS), 1.0)


def bars_of(headline: list[dict[str, Any]]) -> tuple[tuple[Bar, ...], str]:
    """Return the explanations below one another, and where the bars end: at the next 20% above the highest range."""
    rows = _folded(headline, MOST_BARS)
    top = scale_top(rows)
    return _bars(rows, top), f"{whole(top)}%"


def scale_top(headline: list[dict[str, Any]]) -> float:
    """Return the next 20% above the highest probability or range."""
    highest = max((max(row["probability"], row["high"]) for row in headline), default=1.0)
    return min(math.ceil(round(highest * 5, 6)) / 5, 1.0) or 1.0


def _folded(headline: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """Keep the likeliest and the catch-all; what is between them becomes one row."""
    if len(headline) <= most + 1:
        return headline
    last = headline[-1:] if headline[-1]["id"] == "other" else []
    named = headline[: len(headline) - len(last)]
    rest = named[most - 1 :]
    return [*named[: most - 1], _together(rest), *last]


def _together(rows: list[dict[str, Any]]) -> dict[str, Any]:
    share = sum(row["probability"] for row in rows)
    return {"id": "", "letter": "+", "name": OTHERS, "probability": share, "low": share, "high": share}


def _bars(rows: list[dict[str, Any]], top: float) -> tuple[Bar, ...]:
    bars, start = [], 0.0
    for row in rows:
        share = row["probability"]
        bars.append(
            Bar(
                letter=row["letter"],
                colour=letter_class(row["letter"]),
                name=row["name"],
                percent=short_percent(share),
                range=interval(row["low"], row["high"]),
                start=f"{100 * start:.2f}%",
                width=f"{100 * min(share / top, 1.0):.2f}%",
            )
        )
        start += share
    return tuple(bars)
