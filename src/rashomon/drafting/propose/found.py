"""What a reader finds: a span and what it is taken to be, before speakers are linked and ids are given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from rashomon.drafting.document import Document
from rashomon.drafting.items import Finder, ItemKind, Polarity, Role


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the document: code points, half open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A span of one block, or of the blocks of one comment, and what it is taken to be."""

    kind: ItemKind
    block: str
    start: int
    end: int
    cue: str = ""
    label: str = ""  # empty: made from the words
    polarity: Polarity = Polarity.ASSERTED
    role: Role | None = None
    url: str | None = None
    speakers: tuple[Span, ...] = ()
    """The words that name who says it, from the nearest to the origin, without the author or the commenter."""
    odds: float = 0.0
    """Log odds of being an explanation, where the rules say so."""
    found_by: Finder = Finder.RULES


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in a document, by which name it goes, and what a person should know about it."""

    found: tuple[Found, ...]
    read_by: str
    warnings: tuple[str, ...] = ()


class Reader(Protocol):
    """Finds items in a document. Raises ReaderFailure if it cannot work at all."""

    def read(self, document: Document) -> Reading: ...
