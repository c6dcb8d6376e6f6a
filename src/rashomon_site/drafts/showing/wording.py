"""Kinds, polarities, roles and places in plain words."""

from __future__ import annotations

from rashomon.drafting.document import Block, BlockKind, Document
from rashomon.drafting.items import Finder, Item, ItemKind, Polarity, Role, State, Voice, VoiceKind

KINDS = {
    ItemKind.TITLE: "Title",
    ItemKind.AUTHOR: "Author",
    ItemKind.BIO: "About the author",
    ItemKind.DATE: "Date",
    ItemKind.EXPLANATION: "Explanation",
    ItemKind.EVIDENCE: "Evidence",
    ItemKind.QUOTATION: "Quotation",
    ItemKind.ATTRIBUTION: "Attribution",
    ItemKind.PARALLEL: "Historical parallel",
    ItemKind.PREDICTION: "Prediction",
    ItemKind.COMMENT: "Comment",
    ItemKind.LINK: "Link",
}
GROUPS = {
    ItemKind.TITLE: "Title",
    ItemKind.AUTHOR: "Authors",
    ItemKind.BIO: "About the authors",
    ItemKind.DATE: "Date",
    ItemKind.EXPLANATION: "Explanations",
    ItemKind.EVIDENCE: "Evidence",
    ItemKind.QUOTATION: "Quotations",
    ItemKind.ATTRIBUTION: "Attributions",
    ItemKind.PARALLEL: "Historical parallels",
    ItemKind.PREDICTION: "Predictions",
    ItemKind.COMMENT: "What each comment does",
    ItemKind.LINK: "Links",
}
PLAIN_KINDS = frozenset({ItemKind.TITLE, ItemKind.AUTHOR, ItemKind.BIO, ItemKind.DATE, ItemKind.LINK, ItemKind.COMMENT})
"""Kinds whose items can be accepted together: nothing of them weighs."""
POLARITIES = {
    Polarity.ASSERTED: "said to be so",
    Polarity.QUESTIONED: "asked",
    Polarity.DENIED: "said not to be so",
    Polarity.REPORTED: "what another says",
}
ROLES = {
    Role.PROPOSES: "proposes an explanation",
    Role.DISAGREES: "disagrees",
    Role.ADDS_SOURCE: "adds a source",
    Role.UNCLASSIFIED: "not classified",
}
VOICES = {
    VoiceKind.AUTHOR: "the article’s author",
    VoiceKind.COMMENTER: "a reader who commented",
    VoiceKind.PERSON: "a person",
    VoiceKind.PUBLICATION: "a publication",
    VoiceKind.SOCIAL_MEDIA: "social media",
    VoiceKind.UNNAMED: "somebody unnamed",
}
STATES = {
    State.PROPOSED: "to decide",
    State.ACCEPTED: "accepted",
    State.REJECTED: "rejected",
    State.MERGED: "merged",
}
FINDERS = {Finder.RULES: "found by rules", Finder.MODEL: "found by a model", Finder.PERSON: "chosen by a person"}
BLOCKS = {
    BlockKind.TITLE: "Title",
    BlockKind.BYLINE: "Byline",
    BlockKind.DATE: "Date",
    BlockKind.BIO: "About the author",
    BlockKind.BOILERPLATE: "Left out: not the article",
}


def chain_words(chain: tuple[Voice, ...]) -> str:
    """Return who says it, from the nearest voice back to the origin."""
    return " ← ".join(voice.name + (f", {voice.of}" if voice.of else "") for voice in chain)


def place_words(document: Document, block: Block) -> str:
    """Say where a block stands."""
    if block.comment is None:
        return BLOCKS.get(block.kind, f"article, {block.id}")
    author = document.comment(block.comment).author
    return f"comment {block.comment}" + (f" by {author}" if author else "")


def short(item: Item) -> str:
    """Return what buttons and lists call an item."""
    return item.label if len(item.label) <= 60 else item.label[:59].rstrip() + "…"
