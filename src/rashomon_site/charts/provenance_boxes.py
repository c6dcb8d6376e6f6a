"""What stands in the boxes of a provenance drawing, in lines that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.explain.provenance import ChainNode
from rashomon_site.charts.words_in_boxes import wrapped

NAME_SIZE, SMALL_SIZE, LINE, PADDING = 14, 13, 17, 9
NAME_LINES, SMALL_LINES = 3, 3


@dataclass(frozen=True, slots=True)
class Box:
    """The words of one report, broken into lines, and how its frame is drawn."""

    name: tuple[str, ...]
    small: tuple[str, ...]
    frame: str  # class names
    is_origin: bool


def boxes_of(nodes: Sequence[ChainNode], width: float) -> list[Box]:
    """Return a box of that width for each report."""
    room = width - 2 * PADDING
    return [
        Box(
            name=wrapped(node.name, room, NAME_SIZE, NAME_LINES),
            small=wrapped(_small(node), room, SMALL_SIZE, SMALL_LINES),
            frame=_frame(node),
            is_origin=node.is_origin,
        )
        for node in nodes
    ]


def height_of(box: Box) -> float:
    """Return the least height of a box."""
    return 2 * PADDING + LINE * (len(box.name) + len(box.small)) - 2


def _small(node: ChainNode) -> str:
    """Return what stands below the name: the day, and what is not as usual."""
    words = [node.when, "" if node.says == "reports it" and node.seen else node.says]
    words.append("" if node.counted else "not counted yet")
    words.append(node.copying if node.copying not in ("", "repeats it") else "")
    kept = [word for word in words if word]
    return " · ".join(kept) if kept else ("origin" if node.is_origin else node.copying or node.says)


def _frame(node: ChainNode) -> str:
    kinds = (("origin", node.is_origin), ("party", node.party), ("later", not node.counted))
    return " ".join(["pv-b", *(name for name, is_so in kinds if is_so)])
