"""Drafts in words: kinds, places and who says what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rashomon.drafting.document import BlockKind, Document
from rashomon.drafting.draft import Draft
from rashomon.drafting.items import Item, ItemKind, Polarity, Role, State, Voice

KINDS: dict[ItemKind, tuple[str, str]] = {
    ItemKind.TITLE: ("Title", "Titles"),
    ItemKind.AUTHOR: ("Author", "Authors"),
    ItemKind.BIO: ("About the author", "About the authors"),
    ItemKind.DATE: ("Date", "Dates"),
    ItemKind.EXPLANATION: ("Explanation", "Explanations"),
    ItemKind.EVIDENCE: ("Evidence", "Evidence"),
    ItemKind.QUOTATION: ("Quotation", "Quotations"),
    ItemKind.ATTRIBUTION: ("Attributed statement", "Attributed statements"),
    ItemKind.LINK: ("Link", "Links"),
    ItemKind.PARALLEL: ("Historical parallel", "Historical parallels"),
    ItemKind.PREDICTION: ("Prediction", "Predictions"),
    ItemKind.COMMENT: ("Comment", "Comments"),
}
"""Every kind in the order in which people read them, for one and for several."""
POLARITIES = {
    Polarity.ASSERTED: "",
    Polarity.QUESTIONED: "as a question",
    Polarity.DENIED: "denied",
    Polarity.REPORTED: "reported",
}
ROLES = {
    Role.PROPOSES: "proposes an explanation",
    Role.DISAGREES: "disagrees",
    Role.ADDS_SOURCE: "adds a source",
    Role.UNCLASSIFIED: "unclassified",
}
STATES = {
    State.PROPOSED: "waits",
    State.ACCEPTED: "accepted",
    State.REJECTED: "rejected",
    State.MERGED: "merged into",
}


def counted(number: int, one: str, several: str = "") -> str:
    """Write "1 item" or "3 items"."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def chain_words(chain: Iterable[Voice]) -> str:
    """Write who says it, from the page's own voice back to the origin."""
    return " ← ".join(_voice(voice) for voice in chain)


def _voice(voice: Voice) -> str:
    return f"{voice.name}, {voice.of}" if voice.of else voice.name


def place_words(document: Document, item: Item) -> str:
    """Write where an item stands: its block, its line of the text, and its comment."""
    block = document.block(item.block)
    line = document.text.count("\n", 0, item.start) + 1
    comment = f", comment {block.comment}" if block.comment else ""
    return f"{item.block}, line {line}{comment}"


def about(document: Document, item: Item) -> str:
    """Write everything that is known of an item besides its words."""
    parts = [
        place_words(document, item),
        POLARITIES[item.polarity],
        ROLES[item.role] if item.role else "",
        chain_words(item.chain),
        f"possibly the same as {', '.join(item.same_as)}" if item.same_as else "",
    ]
    return " · ".join(part for part in parts if part)


def state_words(item: Item) -> str:
    """Write what was decided about an item."""
    return f"{STATES[item.state]} {item.into}" if item.into else STATES[item.state]


def one_line(text: str) -> str:
    """Return words in one line."""
    return " ".join(text.split())


def found_words(draft: Draft) -> str:
    """Write "12 items: 3 explanations, 2 links …"."""
    counts = Counter(item.kind for item in draft.items)
    named = [counted(counts[kind], one.lower(), many.lower()) for kind, (one, many) in KINDS.items() if counts[kind]]
    return f"{counted(len(draft.items), 'item')}{': ' if named else ''}{', '.join(named)}"


def page_words(draft: Draft) -> str:
    """Write how much was read."""
    document = draft.document
    left = len(document.of_kind(BlockKind.BOILERPLATE))
    read = counted(len(document.blocks) - left, "block")
    comments = counted(len(document.comments), "comment")
    return f"{read} of text and {comments} read" + (f", {counted(left, 'block')} left aside" if left else "")
