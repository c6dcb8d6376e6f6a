"""Lines of a comment behind a `>`: what it repeats of another, and its writer does not say."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from rashomon.drafting.document import BlockKind
from rashomon.drafting.segment.building import Piece, part_of

REPEATED = re.compile(r"[^\S\n]{0,8}>[> ]{0,20}")
MARKS = re.compile(f"^{REPEATED.pattern}", re.MULTILINE)
LINE = re.compile(r"[^\n]+")


def is_repeated(line: str) -> bool:
    """Return whether a line stands behind a `>`."""
    return REPEATED.match(line) is not None


def set_apart(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces of one comment with the repeated lines as boilerplate before them, unless there are no others.

    They stand before them since the words of a comment must follow one another: an item may span its paragraphs.
    """
    parts = [part for piece in pieces for part in _parts(piece)]
    own = [part for part in parts if part.kind != BlockKind.BOILERPLATE]
    return [*(part for part in parts if part.kind == BlockKind.BOILERPLATE), *own] if own else pieces


def _parts(piece: Piece) -> list[Piece]:
    if ">" not in piece.text:
        return [piece]
    parts = []
    for repeated, lines in groupby(LINE.finditer(piece.text), key=lambda line: is_repeated(line[0])):
        first, *more = lines
        part = part_of(piece, first.start(), (more or [first])[-1].end())
        parts.append(replace(part, kind=BlockKind.BOILERPLATE, comment=None) if repeated else part)
    return parts
