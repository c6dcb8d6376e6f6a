"""The document with people's names replaced, and the way back from its places to the true ones."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from rashomon.drafting.document import Block, BlockKind, Document
from rashomon.drafting.items import VoiceKind
from rashomon.drafting.propose.found import Span
from rashomon.drafting.propose.rules.names import TITLED, Names, names_of

LETTERS = 26


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


def disguised(document: Document) -> Disguise:
    """Return the document with each person as `Person A`, `Person B` …; a surname alone is the same person."""
    names = names_of(document)
    known = _people(document, names)
    if not known:
        return Disguise(document)
    pattern = re.compile(
        rf"(?<!\w)(?:{'|'.join(re.escape(one) for one in sorted(known, key=len, reverse=True))})(?!\w)"
    )
    text: list[str] = []
    blocks: list[Block] = []
    moved: list[tuple[int, int, int, int]] = []
    length = 0
    for place, block in enumerate(document.blocks):
        length += 2 if place else 0
        start, last, parts = length, block.start, []
        for found in pattern.finditer(document.text, block.start, block.end):
            parts.append(document.text[last : found.start()])
            length += found.start() - last
            moved.append((length, length + len(known[found[0]]), found.start(), found.end()))
            parts.append(known[found[0]])
            length += len(known[found[0]])
            last = found.end()
        parts.append(document.text[last : block.end])
        length += block.end - last
        # The way back counts from the last name; a block without one needs a mark of its own at its start.
        moved.append((start, start, block.start, block.start))
        text.append("".join(parts))
        blocks.append(block.model_copy(update={"start": start, "end": length, "links": ()}))
    return Disguise(_document(document, text, blocks), tuple(sorted(moved)))


def _document(document: Document, text: list[str], blocks: list[Block]) -> Document:
    comments = tuple(one.model_copy(update={"author": ""}) for one in document.comments)
    return Document(text="\n\n".join(text), blocks=tuple(blocks), comments=comments, language=document.language)


def _people(document: Document, names: Names) -> dict[str, str]:
    """Return the pseudonym of each name and surname."""
    whole = set(names.people.values())
    for block in document.blocks:
        for one in names.within(document.text_of(block)) if block.kind != BlockKind.BOILERPLATE else ():
            if one.kind == VoiceKind.PERSON and not one.is_pronoun:
                whole.add(TITLED.sub("", names.whole(one.name)))
    whole |= {comment.author for comment in document.comments if len(comment.author) > 2}
    known: dict[str, str] = {}
    for number, name in enumerate(sorted(whole)):
        known[name] = f"Person {_letters(number)}"
        surname = name.split()[-1]
        if " " in name and len(surname) > 2 and names.people.get(surname.lower()) == name:
            known.setdefault(surname, known[name])
    return known


def _letters(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
