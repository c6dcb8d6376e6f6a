"""What the form of a contribution begins with, read from the comment; a person looks at all of it."""

from __future__ import annotations

import re
from typing import Any

from rashomon_site.comments.markup import plain_text
from rashomon_site.comments.models import Comment, ContributionKind, Kind

LINK = re.compile(r"https?://[^\s<>\"()\[\]]+")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
KINDS = {Kind.PROPOSES: ContributionKind.HYPOTHESIS, Kind.SOURCE: ContributionKind.EVIDENCE}
LONGEST_STATEMENT = 300


def kind_of(comment: Comment) -> ContributionKind:
    """Return what the comment most likely becomes."""
    part = comment.about.partition(":")[0]
    if comment.kind in KINDS and not (comment.kind == Kind.SOURCE and part == "evidence"):
        return KINDS[Kind(comment.kind)]
    if comment.kind == Kind.DISAGREES and part == "evidence":
        return ContributionKind.CELL
    found = {"cell": ContributionKind.CELL, "parallel": ContributionKind.PARALLEL, "evidence": ContributionKind.REPORT}
    return found.get(part, ContributionKind.EVIDENCE)


def credit_of(comment: Comment) -> str:
    """Return how the document names the writer."""
    name = " ".join("".join(letter for letter in comment.name if letter.isprintable()).split())
    return f"{name}, in comment {comment.number}" if comment.number else f"{name}, in a comment"


def begin(comment: Comment) -> dict[str, Any]:
    """Return first values for every field of every kind."""
    text = plain_text(comment.text)
    link = LINK.search(comment.text)
    url = link[0].rstrip(".,;:!?") if link else ""
    words = " ".join(LINK.sub("", text).split())
    first = SENTENCE.split(words)[0][:LONGEST_STATEMENT] if words else ""
    part, _, rest = comment.about.partition(":")
    item, _, hypothesis = rest.partition(":")
    return {
        "name": first[:120],
        "description": words,
        "statement": first,
        "event": first,
        "url": url,
        "source_name": url.partition("://")[2].partition("/")[0].removeprefix("www."),
        "item": item if part in ("evidence", "cell") else "",
        "hypothesis": hypothesis if part == "cell" else rest if part == "hypothesis" else "",
        "why": words,
    }
