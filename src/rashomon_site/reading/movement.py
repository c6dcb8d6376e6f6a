"""What a publication moved, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rashomon.explain.words import percent, whole
from rashomon.report.marks import letter_class
from rashomon_site.cases.models import Publication

SHOWN = 0.005  # half a point: less does not show in whole per cent
SHORTEST = 5e-4


@dataclass(frozen=True, slots=True)
class Move:
    """How far one explanation moved."""

    letter: str
    colour: str
    name: str
    points: str  # "+5 points"
    size: float


@dataclass(frozen=True, slots=True)
class News:
    """A publication as a line of news; `name` is the explanation that moved most, "" where none did."""

    publication: Publication
    mark: str  # "+5 points", "New", "No change"
    verb: str  # "gains", "loses ground", "joins the list"
    name: str
    detail: str


def points(change: float) -> str:
    """Write a change with its sign: "+5 points", "−1 point", "no change"."""
    size = whole(abs(change))
    if size == 0:
        small = f"under 1 point {'up' if change > 0 else 'down'}"
        return small if abs(change) >= SHORTEST else "no change"
    return f"{'+' if change > 0 else '−'}{size} {'point' if size == 1 else 'points'}"


def moves_of(moved: Mapping[str, float], headline: list[dict[str, Any]], most: int = 3) -> list[Move]:
    """Return the greatest movements that show in whole per cent; what is no longer listed goes by its id."""
    known = {row["id"]: row for row in headline}
    greatest = sorted(moved.items(), key=lambda pair: -abs(pair[1]))[:most]
    return [_move(known.get(id), id, change) for id, change in greatest if abs(change) >= SHOWN]


def _move(row: Mapping[str, Any] | None, id: str, change: float) -> Move:
    letter = row["letter"] if row else ""
    name = row["name"] if row else id.replace("-", " ")
    return Move(letter, letter_class(letter) if letter else "N", name, points(change), change)


def news_of(publication: Publication) -> News:
    """Put one publication in words."""
    case = publication.case
    if not publication.moved:
        return News(publication, "New", "", "", _opening(case.headline))
    detail = publication.correction or publication.revision.message
    new = _new_explanation(publication)
    if new:
        return News(publication, "New", "joins the list", new, detail)
    moves = moves_of(publication.moved, case.headline, most=1)
    if not moves:
        return News(publication, "No change", "", "", detail or "Revised; the answer stays as it was.")
    verb = "gains" if moves[0].size > 0 else "loses ground"
    return News(publication, moves[0].points, verb, moves[0].name, detail)


def _opening(headline: list[dict[str, Any]]) -> str:
    if not headline:
        return "A new case."
    first = headline[0]
    return f"A new case. It starts with “{first['name']}” in front, at {percent(first['probability'])}."


def _new_explanation(publication: Publication) -> str:
    """Return the name of an explanation that moved from nothing to where it stands now."""
    for row in publication.case.headline:
        moved = publication.moved.get(row["id"], 0.0)
        if moved > 0 and abs(moved - row["probability"]) < 1e-12:
            return str(row["name"])
    return ""
