"""What a page's own style sheets and `style` attributes hide; sheets elsewhere are not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinycss2.ast import Node

LONGEST_SHEET = 200_000
DEEPEST = 8
SELECTOR = re.compile(r"[.#][\w-]+")
SHOWN_ON = re.compile(r"(?:only )?(?:screen|all)", re.IGNORECASE)
"""Of rules that hold on some screens only, as for narrow ones or on paper, none counts."""

FAR = r"-\d{3,}"
SMALL = r"[01](?:px)?"
HIDING: Mapping[str, re.Pattern[str]] = {
    name: re.compile(value)
    for names, value in (
        ("display", "none"),
        ("visibility", "hidden|collapse"),
        ("font-size", r"0[a-z%]*"),
        ("opacity", r"0?\.?0+%?"),
        ("left top right text-indent margin-left", FAR + r"[\d.]*[a-z%]*"),
        ("clip", r"rect\(\s*[01](?:px)?\b.*"),
        ("clip-path", r"inset\(\s*(?:50|100)%.*"),
        ("height width max-height max-width", SMALL),
        ("color", "transparent"),
        ("transform", r"scale\(\s*0\s*\)"),
    )
    for name in names.split()
}
SIZES = frozenset(("height", "width", "max-height", "max-width"))
"""These hide only what may not be larger than its box."""

Styles = dict[str, str]
"""Values by property, both in lower case."""


def hidden_selectors(sheets: Iterable[str]) -> frozenset[str]:
    """Return the classes and ids, as `.name` and `#name`, that sheets hide; a later rule changes an earlier one."""
    import tinycss2

    styles: dict[str, Styles] = {}
    for selector, found in _rules(tinycss2.parse_stylesheet("\n".join(sheets)[:LONGEST_SHEET])):
        styles.setdefault(selector, {}).update(found)
    return frozenset(selector for selector, found in styles.items() if _hides(found))


def hides(style: str) -> bool:
    """Return whether a `style` attribute hides its element."""
    import tinycss2

    return bool(style) and _hides(_styles(tinycss2.parse_blocks_contents(style)))


def _hides(styles: Styles) -> bool:
    hiding = {name for name, value in styles.items() if name in HIDING and HIDING[name].fullmatch(value)}
    if not styles.get("overflow", "").startswith(("hidden", "clip")):
        hiding -= SIZES
    return bool(hiding)


def _rules(nodes: Iterable[Node], depth: int = DEEPEST) -> Iterator[tuple[str, Styles]]:
    """Yield what rules for one class or one id say, of every sheet and of those for all screens."""
    import tinycss2

    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword == "media" and node.content is not None:
            if depth and SHOWN_ON.fullmatch(_words(node.prelude)):
                yield from _rules(tinycss2.parse_rule_list(node.content), depth - 1)
        elif node.type == "qualified-rule":
            named = [one.strip() for one in _words(node.prelude).split(",") if SELECTOR.fullmatch(one.strip())]
            if named:
                found = _styles(tinycss2.parse_blocks_contents(node.content))
                yield from ((one, found) for one in named)


def _styles(nodes: Iterable[Node]) -> Styles:
    return {node.lower_name: _words(node.value).lower() for node in nodes if node.type == "declaration"}


def _words(nodes: Sequence[Node]) -> str:
    """Return what nodes were written as; nothing for brackets so deep that no person wrote them."""
    import tinycss2

    return tinycss2.serialize(nodes).strip() if _is_shallow(nodes) else ""


def _is_shallow(nodes: Iterable[Node], depth: int = DEEPEST) -> bool:
    inner = (getattr(node, "arguments", None) or getattr(node, "content", None) for node in nodes)
    return all(depth > 0 and _is_shallow(one, depth - 1) for one in inner if one)
