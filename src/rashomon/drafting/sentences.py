"""Sentences by rules, with their places: what review shows as unused, and what the rules look at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.drafting.document import Block, Document

ABBREVIATIONS = (
    *(
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Prof",
        "Sen",
        "Rep",
        "Gov",
        "Gen",
        "Col",
        "Lt",
        "Capt",
        "Sgt",
        "Cmdr",
        "Adm",
        "Rev",
        "Hon",
    ),
    *("Pres", "St", "Mt", "Ft", "Jr", "Sr", "Inc", "Corp", "Co", "Ltd", "No", "vs", "etc", "approx", "est", "al"),
    *("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"),
    *("a.m", "p.m", "e.g", "i.e", "U.S", "U.K", "U.N", "D.C"),
)
_ABBREVIATED = re.compile(rf"(?:^|[\s(„“‘\"'])(?:{'|'.join(map(re.escape, ABBREVIATIONS))}|[A-Z])\.$")
_NUMBER = re.compile(r"\s*\(?\d{1,2}")  # “1. Mites.” is one sentence
_LONGEST = max(map(len, ABBREVIATIONS)) + 2
_END = re.compile(r"(?<![.!?…])[.!?…]++[”’\"')\]]*+(?=\s|$)|\n+")
_STARTS = re.compile(r"\s*(?:https?://|[„“‘«\"]|['(\[]*([A-ZÀ-ÖØ-Þ0-9¿¡—–-]|[^\W\d_]))")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one block; places are those of the document."""

    block: Block
    start: int
    end: int
    text: str


def sentences(document: Document) -> Iterator[Sentence]:
    """Yield the sentences of every block, in order."""
    for block in document.blocks:
        yield from sentences_of(document, block)


def sentences_of(document: Document, block: Block) -> Iterator[Sentence]:
    """Yield the sentences of one block. Without blanks around them, and never empty."""
    text = document.text_of(block)
    for start, end in _cut(text):
        yield Sentence(block, block.start + start, block.start + end, text[start:end])


def _cut(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _END.finditer(text):
        if not _ends_here(text, start, found):
            continue
        yield from _stripped(text, start, found.end())
        start = found.end()
    yield from _stripped(text, start, len(text))


def _ends_here(text: str, start: int, found: re.Match[str]) -> bool:
    if found[0].startswith("\n"):
        return True
    if found[0] == "." and _NUMBER.fullmatch(text, start, found.start()):
        return False
    # The last few signs are enough, and a text of nothing but initials would else be read again at each of them.
    near = max(0, start - 1, found.start() - _LONGEST)
    if found[0].startswith(".") and _ABBREVIATED.search(text, near, found.start() + 1):
        return False
    return found.end() == len(text) or _starts(text, found.end())


def _starts(text: str, place: int) -> bool:
    begun = _STARTS.match(text, place)
    return begun is not None and not (begun[1] or "").islower()


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if start < end:
        yield start, end
