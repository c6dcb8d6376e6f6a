"""Words of a passage, chosen by their numbers or as they are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.drafting.draft import Draft
from rashomon.drafting.items import Item
from rashomon.drafting.sentences import sentences

if TYPE_CHECKING:
    from rashomon.cli.page import Page

WORD = re.compile(r"\S+")
RANGE = re.compile(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?")


def passage_of(draft: Draft, item: Item) -> tuple[int, int]:
    """Return where the sentences begin and end that an item stands in."""
    touched = [one for one in sentences(draft.document) if one.start < item.end and item.start < one.end]
    ends = [(one.start, one.end) for one in touched] + [(item.start, item.end)]
    return min(start for start, _ in ends), max(end for _, end in ends)


def show_numbered(page: Page, text: str) -> None:
    """Show a passage with a number before each word."""
    words = WORD.findall(text)
    page.line(" ".join(f"{number}:{word}" for number, word in enumerate(words, start=1)), indent=2)


def chosen_words(text: str, answer: str) -> tuple[int, int] | None:
    """Return where the chosen words of a passage begin and end: all for no answer, else by number or as written."""
    words = list(WORD.finditer(text))
    if not answer.strip():
        return words[0].start(), words[-1].end()
    numbers = RANGE.fullmatch(answer.strip())
    if numbers:
        first, last = int(numbers[1]), int(numbers[2] or numbers[1])
        return (words[first - 1].start(), words[last - 1].end()) if 0 < first <= last <= len(words) else None
    pattern = r"\s+".join(re.escape(word) for word in answer.split())
    found = re.search(pattern, text) or re.search(pattern, text, re.IGNORECASE)
    return found.span() if found else None
