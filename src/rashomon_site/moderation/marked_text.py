"""A comment's text in pieces, those marked that weighed in a check. Templates escape every piece."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rashomon_site.spam.models import Check

KEYS = ("found", "word", "words", "terms", "entry", "link", "links", "host", "hosts", "phrase", "strongest")
MOST = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text."""

    text: str
    is_marked: bool


def weighing_words(checks: Iterable[Check]) -> list[str]:
    """Return the very words that checks named, longest first."""
    found: dict[str, None] = {}
    for check in checks:
        for reason in check.reasons:
            detail = reason.get("detail", {})
            for key in KEYS:
                found.update(dict.fromkeys(_strings(detail.get(key))))
    return sorted((word for word in found if 1 < len(word) <= 200), key=len, reverse=True)[:MOST]


def _strings(value: Any) -> list[str]:
    """Return the words in a value: a word, a list of words, pairs of word and weight, or {"word": …}."""
    if isinstance(value, str):
        return [value.strip()]
    if isinstance(value, dict):
        return _strings(value.get("word") or value.get("text") or "")
    if isinstance(value, (list, tuple)):
        return [word for one in value for word in _strings(one)]
    return []


def pieces(text: str, words: list[str]) -> list[Piece]:
    """Cut a text at the words; whole words, whatever their case."""
    if not words:
        return [Piece(text, False)]
    pattern = re.compile("|".join(_bounded(word) for word in words), re.IGNORECASE)
    cut: list[Piece] = []
    at = 0
    for match in pattern.finditer(text):
        if match.start() > at:
            cut.append(Piece(text[at : match.start()], False))
        cut.append(Piece(match[0], True))
        at = match.end()
    return [*cut, Piece(text[at:], False)] if at < len(text) else cut


def _bounded(word: str) -> str:
    before = r"(?<!\w)" if word[0].isalnum() else ""
    after = r"(?!\w)" if word[-1].isalnum() else ""
    return f"{before}{re.escape(word)}{after}"
