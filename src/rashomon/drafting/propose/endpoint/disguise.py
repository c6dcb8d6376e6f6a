"""The document with people's names replaced, and the way back from its places to the true ones."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from rashomon.drafting.document import Block, BlockKind, Document
from rashomon.drafting.failures import ReaderFailure
from rashomon.drafting.items import VoiceKind
from rashomon.drafting.propose.found import Span
from rashomon.drafting.propose.rules.names import TITLED, Names, names_of

if TYPE_CHECKING:
    from spacy.language import Language

LETTERS = 26
BETWEEN = "\n\n"
SHORTEST = 2
LONGEST = 100
"""Signs of a name; what is longer is a sentence."""
BY = re.compile(r"^\s*by:?\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Disguise:
    """What an endpoint is shown. `moved` holds, for each replaced name, its place there and in the true text."""

    document: Document
    moved: tuple[tuple[int, int, int, int], ...] = ()

    def back(self, span: Span) -> Span:
        """Return a span of the true text. One that begins or ends within a replaced name takes the whole name."""
        return Span(self._back(span.start, is_end=False), self._back(span.end, is_end=True))

    def _back(self, place: int, *, is_end: bool) -> int:
        at = bisect_right([one[0] for one in self.moved], place - (1 if is_end else 0)) - 1
        if at < 0:
            return place
        _, end, true_start, true_end = self.moved[at]
        if place - (1 if is_end else 0) < end:
            return true_end if is_end else true_start
        return true_end + (place - end)


def undisguised(document: Document) -> Disguise:
    """Return the document as it is."""
    return Disguise(document)


def disguised(document: Document, model: Language | None = None) -> Disguise:
    """Return the document with each person as `Person A`, `Person B` …; a surname alone is the same person.

    Raises ReaderFailure if the text becomes too long.
    """
    names = names_of(document, model)
    known = _people(document, names)
    if not known:
        return Disguise(document)
    pattern = _pattern(known)
    text: list[str] = []
    blocks: list[Block] = []
    moved: list[tuple[int, int, int, int]] = []
    length = 0
    for block in document.blocks:
        words, places = _replaced(document, block, pattern, known, length)
        text.append(words)
        # The way back counts from the last name; a block without one needs a mark of its own at its start.
        moved += [(length, length, block.start, block.start), *places]
        blocks.append(block.model_copy(update={"start": length, "end": length + len(words), "links": ()}))
        length += len(words) + len(BETWEEN)
    return Disguise(_document(document, text, blocks), tuple(moved))


def _replaced(
    document: Document, block: Block, pattern: re.Pattern[str], known: dict[str, str], start: int
) -> tuple[str, list[tuple[int, int, int, int]]]:
    """Return the words of a block that will begin at `start`, and the place of each name there and in the true text."""
    words, last = "", block.start
    moved: list[tuple[int, int, int, int]] = []
    for found in pattern.finditer(document.text, block.start, block.end):
        words += document.text[last : found.start()]
        pseudonym = known[" ".join(found[0].split())]
        moved.append((start + len(words), start + len(words) + len(pseudonym), found.start(), found.end()))
        words += pseudonym
        last = found.end()
    return words + document.text[last : block.end], moved


def _pattern(known: dict[str, str]) -> re.Pattern[str]:
    """Return what finds each name, the longest first, whatever blanks stand in it."""
    names = (r"\s+".join(map(re.escape, one.split())) for one in sorted(known, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)")


def _document(document: Document, text: list[str], blocks: list[Block]) -> Document:
    comments = tuple(one.model_copy(update={"author": ""}) for one in document.comments)
    try:
        return Document(text=BETWEEN.join(text), blocks=tuple(blocks), comments=comments, language=document.language)
    except ValidationError:
        raise ReaderFailure("The article is too long to put pseudonyms into it. Leave them out, or cut it.") from None


def _people(document: Document, names: Names) -> dict[str, str]:
    """Return the pseudonym of each name, and of its parts where those are names of the person too."""
    known: dict[str, str] = {}
    whole = _whole_names(document, names)
    signed = {comment.author for comment in document.comments}
    for number, name in enumerate(sorted(whole)):
        pseudonym = f"Person {_letters(number)}"
        words = name.split()
        # Whoever signs with a whole name is often addressed by the first one; in an article the surname is usual.
        parts = words if name in signed else words[-1:]
        for one in (" ".join(words), *(part for part in parts if len(part) > SHORTEST and part[0].isupper())):
            for form in _forms(one):
                known.setdefault(form, pseudonym)
    return known


def _forms(name: str) -> Iterator[str]:
    """Yield a name as it may be written: in capital letters, and with accents of their own or not."""
    for one in (name, name.upper(), name.title()):
        yield from (one, unicodedata.normalize("NFC", one), unicodedata.normalize("NFD", one))


def _whole_names(document: Document, names: Names) -> set[str]:
    whole = set(names.people.values())
    for block in document.blocks:
        for one in names.within(document.text_of(block)) if block.kind != BlockKind.BOILERPLATE else ():
            if one.kind == VoiceKind.PERSON and not one.is_pronoun:
                whole.add(TITLED.sub("", names.whole(one.name)))
    whole |= {BY.sub("", document.text_of(block)) for block in document.of_kind(BlockKind.BYLINE)}
    whole |= {comment.author for comment in document.comments}
    return {" ".join(one.split()) for one in whole if SHORTEST <= len(one.strip()) <= LONGEST and not _is_word(one)}


def _is_word(name: str) -> bool:
    """Return whether a name cannot be told from a word: who signs as `because` shall not change how others are read."""
    return name.isalpha() and name.islower()


def _letters(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
