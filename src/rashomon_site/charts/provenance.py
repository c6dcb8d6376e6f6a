"""Who had it from whom, drawn: one box for each report, lines from an origin to what came from it.

Two drawings, of which the style sheet shows the one that fits: side by side, an origin at the left; and stacked,
what came from a report below it and further in. A list says in words what both of them show.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from markupsafe import Markup

from rashomon.explain.provenance import ChainNode, ItemChains
from rashomon.report.svg_elements import drawing, element, text
from rashomon_site.charts.provenance_boxes import LINE, NAME_SIZE, PADDING, Box, boxes_of, height_of
from rashomon_site.charts.words_in_boxes import plain

MOST_DRAWN = 40
"""Reports in a drawing; the list holds all of them."""

COLUMNS = 4
"""Most reports side by side; a longer chain is stacked on a wide screen too."""

WIDE, NARROW = 720, 280
GAP, STEP_IN = 44, 18
DEEPEST = 5
"""Steps that are drawn further in; a longer chain goes on straight down."""


def provenance_svg(chains: ItemChains) -> SafeString:
    """Return the drawings of one item's reports with their counts, and the same as a list."""
    drawn = chains.nodes[:MOST_DRAWN]
    return render_to_string(
        "charts/provenance.html",
        {
            "chains": chains,
            "counts": chains.counts if chains.reports else "No report counted yet",
            "wide": _safe(_side_by_side(chains, drawn)) if drawn else "",
            "narrow": _safe(_stacked(chains, drawn)) if drawn else "",
            "drawn": len(drawn),
            "left_out": len(chains.nodes) - len(drawn),
            "many": len(chains.nodes) > 1,
        },
    )


def _safe(svg: Markup) -> SafeString:
    return mark_safe(str(svg))  # noqa: S308 - made by svg_elements, which escapes every value


def _label(chains: ItemChains) -> str:
    origins = [plain(node.name) for node in chains.nodes if node.is_origin][:3]
    return f"{chains.counts}. Starts with {', '.join(origins)}. The list below says the same in words."


def parents_of(nodes: Sequence[ChainNode]) -> list[int | None]:
    """Return the place of the report that each one came by; nodes follow one another depth first."""
    path: list[int] = []
    parents: list[int | None] = []
    for place, node in enumerate(nodes):
        del path[node.depth :]
        parents.append(path[-1] if path and node.depth else None)
        path.append(place)
    return parents


def _side_by_side(chains: ItemChains, nodes: Sequence[ChainNode]) -> Markup:
    columns = 1 + max(node.depth for node in nodes)
    if columns > COLUMNS:
        return _stacked(chains, nodes, width=WIDE, class_="pv-wide")
    width = min(240.0, (WIDE - GAP * (columns - 1)) / columns)
    boxes = boxes_of(nodes, width)
    tall = max(height_of(box) for box in boxes)
    parents = parents_of(nodes)
    middles = _middles(parents, tall)
    placed = [
        (box, node.depth * (width + GAP), middle - tall / 2)
        for box, node, middle in zip(boxes, nodes, middles, strict=True)
    ]
    lines = [_across(placed, parent, place, width, tall) for place, parent in enumerate(parents) if parent is not None]
    return drawing(
        *lines,
        *(_box(box, x, y, width, tall) for box, x, y in placed),
        width=WIDE,
        height=max(middles) + tall / 2 + 2,
        label=_label(chains),
        class_="pv-wide",
    )


def _middles(parents: list[int | None], tall: float) -> list[float]:
    """Give every report that went no further a row of its own; one that was passed on stands amid what came of it."""
    below: dict[int, list[int]] = {}
    for place, parent in enumerate(parents):
        if parent is not None:
            below.setdefault(parent, []).append(place)
    rows = iter(range(len(parents)))
    middles = [0.0] * len(parents)
    for place in range(len(parents)):
        if place not in below:
            middles[place] = 2 + tall / 2 + next(rows) * (tall + 14)
    for place in sorted(below, reverse=True):  # children stand after their parents
        middles[place] = (middles[below[place][0]] + middles[below[place][-1]]) / 2
    return middles


Placed = tuple[Box, float, float]


def _across(placed: list[Placed], parent: int, child: int, width: float, tall: float) -> Markup:
    """Return the line from the right of one box to the left of another, with its head."""
    x1, y1 = placed[parent][1] + width, placed[parent][2] + tall / 2
    x2, y2 = placed[child][1], placed[child][2] + tall / 2
    half = (x1 + x2) / 2
    path = f"M{x1:.1f} {y1:.1f}H{half:.1f}V{y2:.1f}H{x2 - 7:.1f}"
    head = f"M{x2 - 9:.1f} {y2 - 5:.1f}L{x2 - 1:.1f} {y2:.1f}L{x2 - 9:.1f} {y2 + 5:.1f}Z"
    return Markup("").join((element("path", class_="pv-l", d=path), element("path", class_="pv-h", d=head)))


def _stacked(
    chains: ItemChains, nodes: Sequence[ChainNode], *, width: float = NARROW, class_: str = "pv-narrow"
) -> Markup:
    parents = parents_of(nodes)
    placed: list[Placed] = []
    y = 2.0
    for node in nodes:
        inset = STEP_IN * min(node.depth, DEEPEST)
        wide = min(width - inset - 2, 420)
        box = boxes_of([node], wide)[0]
        placed.append((box, inset + 1, y))
        y += height_of(box) + 12
    lines = [_down(placed, parent, place) for place, parent in enumerate(parents) if parent is not None]
    return drawing(
        *lines,
        *(_box(box, x, top, min(width - x - 1, 420), height_of(box)) for box, x, top in placed),
        width=width,
        height=y - 8,
        label=_label(chains),
        class_=class_,
    )


def _down(placed: list[Placed], parent: int, child: int) -> Markup:
    """Return the line from the foot of one box to the side of another further in, or straight down to it."""
    above, x1, y1 = placed[parent]
    below, x2, y2 = placed[child]
    start, foot, middle = x1 + STEP_IN / 2, y1 + height_of(above), y2 + height_of(below) / 2
    path = f"M{start:.1f} {foot:.1f}V{middle:.1f}H{x2:.1f}" if x2 > x1 else f"M{start:.1f} {foot:.1f}V{y2:.1f}"
    return element("path", class_="pv-l", d=path)


def _box(box: Box, x: float, y: float, width: float, height: float) -> Markup:
    """Return a frame and its words: heavy for an origin, dashed for an interested party."""
    heavy = 1.5 if box.is_origin else 0.5
    frame = element(
        "rect", class_=box.frame, x=x + heavy, y=y + heavy, width=width - 2 * heavy, height=height - 2 * heavy, rx=3
    )
    top = y + (height - height_of(box)) / 2 + PADDING
    words = [
        text(line, x + PADDING, top + NAME_SIZE + LINE * row, "pv-n" if row < len(box.name) else "pv-s")
        for row, line in enumerate((*box.name, *box.small))
    ]
    return element("g", frame, *words)
