"""What nobody sees on a page is dropped before anything is read, and counted: scripts, hidden elements, odd signs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rashomon.drafting.ingest.style_sheets import hidden_selectors, hides
from rashomon.drafting.ingest.unseen import without_unseen

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SCRIPTS = {
    "script": "scripts",
    "style": "style sheets",
    "template": "templates",
    "noscript": "texts for browsers without scripts",
}
EMBEDDED = {
    "iframe",
    "object",
    "embed",
    "svg",
    "canvas",
    "video",
    "audio",
    "math",
    "map",
    "applet",
    "frame",
    "frameset",
}
FIELDS = {"input", "select", "textarea", "button", "option", "datalist", "progress", "meter", "dialog"}
HIDDEN_CLASSES = frozenset(
    (
        "screen-reader-text",
        "screen-reader-only",
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "u-hidden",
        "is-hidden",
        "hidden",
        "d-none",
        "hide",
        "element-invisible",
        "offscreen",
        "assistive-text",
    )
)


def drop_hidden(tree: HtmlElement) -> Counter[str]:
    """Take out of a tree what nobody sees, and return how often each sort was there.

    Of the page's own style sheets, rules for one class or one id are known; those elsewhere are not read.
    """
    dropped: Counter[str] = Counter()
    hiding = _hiding(tree)
    for element in list(tree.iter()):
        what = _sort(element, hiding) if element.getparent() is not None else None
        if what:
            if what != "form fields" and not (what == "scripts" and "json" in (element.get("type") or "")):
                dropped[what] += 1
            element.drop_tree()
    for element in tree.iter():
        element.text = _seen(element.text, dropped)
        element.tail = _seen(element.tail, dropped)
    return dropped


def _hiding(tree: HtmlElement) -> frozenset[str]:
    """Return the classes and ids, as `.name` and `#name`, that the page's own style sheets hide."""
    sheets = (sheet for sheet in tree.iter("style") if not any(up.tag == "noscript" for up in sheet.iterancestors()))
    return hidden_selectors(sheet.text or "" for sheet in sheets if "print" not in (sheet.get("media") or ""))


def _sort(element: HtmlElement, hiding: frozenset[str]) -> str | None:
    if not isinstance(element.tag, str):
        return "comments in the source"
    if element.tag in SCRIPTS:
        return SCRIPTS[element.tag]
    if element.tag in EMBEDDED:
        return "embedded pages and pictures"
    if element.tag in FIELDS:
        return "form fields"
    is_hidden = _is_hidden(element) or _is_hidden_by(element, hiding)
    return "hidden elements" if is_hidden and element.tag not in ("html", "body", "head") else None


def _is_hidden_by(element: HtmlElement, hiding: frozenset[str]) -> bool:
    return bool(hiding) and (
        f"#{element.get('id')}" in hiding or any(f".{name}" in hiding for name in (element.get("class") or "").split())
    )


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or (element.get("aria-hidden") or "").lower() == "true":
        return True
    if HIDDEN_CLASSES & set((element.get("class") or "").lower().split()):
        return True
    return hides(element.get("style") or "")


def _seen(text: str | None, dropped: Counter[str]) -> str | None:
    if not text:
        return text
    text, odd = without_unseen(text)
    dropped.update(odd)
    return text
