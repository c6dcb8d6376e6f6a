"""The prose under a case: what the page links to, and what its readers added."""

from __future__ import annotations

from rashomon.drafting.items import Item, ItemKind, Role, State
from rashomon.drafting.review.sources import Page
from rashomon.drafting.review.wording import label_of, line

ROLES = {
    Role.PROPOSES: "proposes an explanation",
    Role.DISAGREES: "disagrees",
    Role.ADDS_SOURCE: "adds a source",
    Role.UNCLASSIFIED: "comments",
}
_AS_TEXT = str.maketrans({"[": "(", "]": ")", "<": "‹", ">": "›", "*": "∗", "`": "'", "_": " ", "|": "/", "\\": "/"})


def body(page: Page) -> str:
    """Return the links and the readers' comments as Markdown, or nothing."""
    return "\n\n".join(filter(None, [_links(page), _comments(page)]))


def _links(page: Page) -> str:
    lines = dict.fromkeys(f"- {_link(page, item)}" for item in page.links)
    return "\n".join(["Links in the article and its comments:", "", *lines]) if lines else ""


def _link(page: Page, item: Item) -> str:
    label, commenter = label_of(item), page.commenter(item)
    words = "" if label in str(item.url) or label.startswith("http") else f"{as_text(label)}: "
    return f"{words}<{item.url}>" + (f" ({as_text(commenter)})" if commenter else "")


def _comments(page: Page) -> str:
    items = [i for i in page.draft.items if i.kind == ItemKind.COMMENT and i.state == State.ACCEPTED]
    lines = [f"- {as_text(page.commenter(item))} {ROLES[item.role]}" for item in items if item.role]
    return "\n".join(["Readers' comments:", "", *lines]) if lines else ""


def as_text(words: str) -> str:
    """Return strangers' words without the signs that Markdown, or a link to an item, is made of."""
    return line(words.translate(_AS_TEXT))
