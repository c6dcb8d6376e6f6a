"""What a careful person found in a piece, and where those words stand in the document made from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from rashomon.drafting.document import Document

Part = int | None
"""The number of a comment, or None for the article."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words of the document, and the part they stand in."""

    part: Part
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """One explanation, with every spot that states it."""

    spots: tuple[str, ...]
    polarity: str
    is_explicit: bool
    part: Part


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, and whose they are."""

    text: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Gold:
    """A piece, and what was found in it. `roles` holds every role that counts as right, by number of the comment."""

    piece: str
    path: Path
    explanations: tuple[Explanation, ...]
    quotations: tuple[Quotation, ...]
    parallels: tuple[str, ...]
    predictions: tuple[str, ...]
    roles: dict[int, frozenset[str]]
    author: str | None
    date: str | None


def read_pieces(folder: Path) -> list[Gold]:
    """Return the pieces of a folder by name. Raises OSError, KeyError and ruamel.yaml.YAMLError as they come."""
    return [read_piece(path) for path in sorted(folder.glob("*.yaml"))]


def read_piece(path: Path) -> Gold:
    """Return one piece from its YAML; the article stands beside it. Raises as `read_pieces`."""
    values = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return Gold(
        piece=values["piece"],
        path=path.with_suffix(".txt"),
        explanations=tuple(_explanation(one) for one in values["explanations"] or ()),
        quotations=tuple(Quotation(one["text"], one["speaker"]) for one in values["quotations"] or ()),
        parallels=tuple(values["parallels"] or ()),
        predictions=tuple(values["predictions"] or ()),
        roles={one["number"]: frozenset((one["role"], *_listed(one.get("also")))) for one in values["comments"] or ()},
        author=values["author"],
        date=None if values["date"] is None else str(values["date"]),
    )


def _explanation(values: dict[str, Any]) -> Explanation:
    spots = (values["text"], *_listed(values.get("also")))
    return Explanation(spots, values["polarity"], values["cue"] == "explicit", part_named(values["in"]))


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def part_named(words: str) -> Part:
    """Return the part that `article` or `comment 3` names. Raises ValueError for anything else."""
    found = re.fullmatch(r"article|comment (\d+)", words)
    if not found:
        raise ValueError(f"in: {words!r} is neither 'article' nor 'comment N'")
    return int(found[1]) if found[1] else None


def places_of(document: Document, words: str) -> list[Place]:
    """Return where words stand in the document; any run of blanks is like any other."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    return [
        Place(part_at(document, found.start()), found.start(), found.end())
        for found in re.finditer(pattern, document.text)
    ]


def places_of_spots(document: Document, explanation: Explanation) -> list[Place]:
    """Return where an explanation is stated: in its own part; a spot that is not there counts where it is."""
    places: list[Place] = []
    for spot in explanation.spots:
        all_of_it = places_of(document, spot)
        places += [one for one in all_of_it if one.part == explanation.part] or all_of_it
    return places


def part_at(document: Document, place: int) -> Part:
    """Return the part that a place of the text belongs to."""
    for block in document.blocks:
        if block.start <= place < block.end:
            return block.comment
    return None
