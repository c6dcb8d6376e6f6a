"""The few SVG elements that the charts use; every value is escaped, colours come from classes alone."""

from __future__ import annotations

from markupsafe import Markup, escape

Coordinate = float | str
"""A number in user units, or a percentage such as "40%"."""


def element(name: str, *children: str, **attributes: Coordinate | None) -> Markup:
    """Return one element: `class_` becomes `class`, `aria_hidden` `aria-hidden`; None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = Markup("").join(children)
    if not inside:
        return Markup(f"<{name}{written}/>")  # noqa: S704 - values were escaped above
    return Markup(f"<{name}{written}>{inside}</{name}>")  # noqa: S704 - values and children were escaped


def _plain(value: Coordinate) -> str:
    return value if isinstance(value, str) else f"{round(value, 1):g}"


def line(x1: Coordinate, y1: Coordinate, x2: Coordinate, y2: Coordinate, class_: str, **more: Coordinate) -> Markup:
    """Return a straight line."""
    return element("line", class_=class_, x1=x1, x2=x2, y1=y1, y2=y2, **more)


def text(words: str, x: Coordinate, y: Coordinate, class_: str, anchor: str = "start", **more: Coordinate) -> Markup:
    """Return a line of text; `words` are escaped."""
    return element("text", escape(words), class_=class_, x=x, y=y, text_anchor=anchor, **more)


def drawing(*children: str, width: float, height: float, label: str, class_: str = "") -> Markup:
    """Return a drawing that scales with its place, with its text alternative."""
    return element(
        "svg",
        *children,
        class_=class_ or None,
        viewBox=f"0 0 {width:g} {height:g}",
        role="img",
        aria_label=label,
    )


def strip(*children: str, height: float, class_: str = "") -> Markup:
    """Return a decorative drawing as wide as its place; positions inside are percentages."""
    return element(
        "svg",
        *children,
        class_=class_ or None,
        width="100%",
        height=height,
        aria_hidden="true",
        focusable="false",
    )


def share(value: float, top: float) -> str:
    """Return where `value` lies between 0 and `top`, in per cent of the width."""
    return f"{100 * min(max(value / top, 0.0), 1.0):.2f}%"
