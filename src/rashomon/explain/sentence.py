"""Sentences that name things: plain text for the terminal, links and letters for a page.

A sentence is a row of parts, each either text or a mention of an explanation, item, source or group.
The parts hold raw text: whoever puts them on a page escapes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MentionKind = Literal["hypothesis", "evidence", "source", "group", "report", "indicator"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing named inside a sentence; `mark` is its letter or number, "" if it has none."""

    kind: MentionKind
    id: str
    name: str
    mark: str = ""

    def __str__(self) -> str:
        if self.kind == "evidence":
            return f"“{self.name}” (item {self.mark})"
        if self.kind == "indicator":
            return f"“{self.name}” (prediction {self.mark})"
        if self.kind == "source":
            return self.name
        return f"“{self.name}”"


Part = str | Mention


@dataclass(frozen=True, slots=True)
class Sentence:
    """One or more sentences as parts; `str()` gives the plain text."""

    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return "".join(str(part) for part in self.parts)

    def __add__(self, other: Sentence) -> Sentence:
        return Sentence((*self.parts, *other.parts))


def say(*parts: Part | Sentence) -> Sentence:
    """Join text, mentions and other sentences into one sentence."""
    flat: list[Part] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Sentence) else (part,))
    return Sentence(tuple(flat))


def joined(mentions: list[Mention]) -> Sentence:
    """List mentions as in "a, b and c"."""
    parts: list[Part] = []
    for place, mention in enumerate(mentions):
        if place:
            parts.append(" and " if place == len(mentions) - 1 else ", ")
        parts.append(mention)
    return Sentence(tuple(parts))


def capitalised(sentence: Sentence) -> Sentence:
    """Return the sentence with its first letter raised, where it starts with text."""
    first, *rest = sentence.parts
    return Sentence((first[:1].upper() + first[1:], *rest)) if isinstance(first, str) else sentence
