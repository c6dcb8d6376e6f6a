"""How many comments a page says that it has, held against how many were found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.drafting.document import BlockKind, Document

COUNTED = re.compile(
    r"(?:(?:view|see|show|read|load)(?: all)? )?(?P<before>\d{1,6}|\d{1,3},\d{3}) (?:reader |user )?"
    r"(?:comments|responses|replies)(?: (?:so far|below|on|to)\b.{0,150})?\W*"
    r"|comments ?\((?P<behind>\d{1,6}|\d{1,3},\d{3})\)\W*",
    re.IGNORECASE,
)
WHERE = (BlockKind.BOILERPLATE, BlockKind.HEADING)


def missing_comments(document: Document) -> Iterator[str]:
    """Yield a warning if the page says that there are more comments than were found in it."""
    found = len(document.comments)
    stated = [number for block in document.of_kind(*WHERE) if (number := _count(document.text_of(block)))]
    if stated and found < max(stated) and found not in stated:
        were = "was" if found == 1 else "were"
        yield (
            f"The page speaks of {max(stated):,} comments, and {found:,} {were} found. The rest may be on another page"
            " or come by a script: copy article and comments from your browser, and draft the text."
        )


def _count(words: str) -> int:
    counted = COUNTED.fullmatch(words)
    return int((counted["before"] or counted["behind"]).replace(",", "")) if counted else 0
