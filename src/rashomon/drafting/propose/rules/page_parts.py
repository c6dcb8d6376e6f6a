"""What the page itself says: title, authors, bio, date and cited links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.drafting.document import BODY, Block, BlockKind, Document
from rashomon.drafting.items import ItemKind
from rashomon.drafting.propose.found import Found
from rashomon.drafting.written_dates import DAY_AND_TIME

BY = re.compile(
    r"^\s*(?:(?:words|text|story|report|posted|published|written)\s+)?"
    rf"(?:(?:on )?{DAY_AND_TIME}[\s,|·•–—-]{{1,4}})?by[:\s]+",
    re.IGNORECASE,
)
SPLIT = re.compile(r",|;|&|\band\b|\bwith\b|\|")
AFTER_NAME = re.compile(
    r"(?:\||•|·|–|—|\bon\b (?:\d|[A-Z])|\bin\b |, (?:the|our|staff|special|correspondent|reporter|editor)\b"
    r"|, (?i:(?:[\w-]+ ){0,2}(?:editor|reporter|correspondent|writer|columnist))\b|, [^\W\d_]+[’']s "
    rf"|[.,;]? ?\b(?i:published|posted|updated|filed)\b|[,.]? ?\b(?i:{DAY_AND_TIME})).*$",
    re.DOTALL,
)
DAY = re.compile(rf"\b{DAY_AND_TIME}", re.IGNORECASE)
NAME = re.compile(r"[^\W\d_][\w.’'-]*(?: [\w.’'-]+){0,5}")
NO_NAMES = {"admin", "administrator", "staff", "editor", "guest", "the editors", "press release"}
ADDRESS = re.compile(r"https?://(?=\w)[^\s<>\"“”()\[\]]+")
LONGEST_ADDRESS = 2000
"""As of items; a longer one stays in the text, and is no link."""
WHOLE = {BlockKind.TITLE: ItemKind.TITLE, BlockKind.BIO: ItemKind.BIO, BlockKind.DATE: ItemKind.DATE}


def page_parts(document: Document) -> Iterator[Found]:
    """Yield title, authors, bios, date, and the links of the article and of the comments."""
    for block in document.blocks:
        if block.kind in WHOLE:
            yield Found(WHOLE[block.kind], block.id, block.start, block.end, cue=f"the page's {block.kind.value}")
        elif block.kind == BlockKind.BYLINE:
            yield from _authors(document, block)
            yield from _date(document, block)
        elif block.kind in BODY or block.kind == BlockKind.COMMENT:
            yield from _links(document, block)


def _authors(document: Document, block: Block) -> Iterator[Found]:
    line = document.text_of(block)
    by = BY.match(line)
    start = by.end() if by else 0
    after = AFTER_NAME.search(line, start)
    names = line[start : after.start() if after else len(line)]
    at = block.start + start
    for piece in SPLIT.split(names):
        found = NAME.fullmatch(piece.strip(" .\t\n\u00a0"))
        if found and found[0].lower() not in NO_NAMES:
            place = document.text.index(found[0], at, block.end)
            yield Found(ItemKind.AUTHOR, block.id, place, place + len(found[0]), cue="byline")
            at = place + len(found[0])


def _date(document: Document, block: Block) -> Iterator[Found]:
    """Yield the day in a byline, where no line of the page is the date."""
    found = DAY.search(document.text, block.start, block.end)
    if found and not document.of_kind(BlockKind.DATE) and block == document.of_kind(BlockKind.BYLINE)[0]:
        yield Found(ItemKind.DATE, block.id, found.start(), found.end(), cue="byline")


def _links(document: Document, block: Block) -> Iterator[Found]:
    marked = [(link.start, link.end, link.url) for link in block.links]
    yield from (Found(ItemKind.LINK, block.id, start, end, cue="link", url=url) for start, end, url in marked)
    for found in ADDRESS.finditer(document.text, block.start, block.end):
        url = found[0].rstrip(".,;:!?'’")
        is_marked = any(start < found.end() and found.start() < end for start, end, _ in marked)
        if not is_marked and len(url) <= LONGEST_ADDRESS:
            yield Found(ItemKind.LINK, block.id, found.start(), found.start() + len(url), cue="address", url=url)
