"""Find the words of a list in a text: whole words unless marked, whatever the case, and through disguises.

A word is compared letter by letter after folding (case, width, unseen signs). A word of the text that mixes scripts,
or letters and digits, is compared by its look too, as is one in another script than the text around it. So `сasino`
with a Cyrillic first letter and `cas1no` are found, while a Russian text is not read as if it were English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape

from rashomon_site.accounts.names import look

_EMPHASIS = re.compile(r"(?<=\w)[*_~`]+(?=\w)")
_NO_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
LETTERS_APART = 4  # so many single letters in a row are read as one word


@dataclass(frozen=True, slots=True)
class Found:
    """An entry of the list, and how the text has it."""

    entry: str
    text: str


@dataclass(frozen=True, slots=True)
class WordText:
    """A text made ready to be compared with any number of lists."""

    folded: str  # with single blanks
    words: tuple[str, ...]
    looks: dict[int, str]  # of words that may be in disguise, by their place


@dataclass(frozen=True, slots=True)
class _Part:
    """An entry that is looked for inside the text; at an open end a word may go on."""

    entry: str
    needle: str
    open_start: bool
    open_end: bool


def fold(text: str) -> str:
    """Return a text as it is compared: without unseen signs, of one width and case."""
    seen = "".join(letter for letter in text if not _is_unseen(letter)) if not text.isascii() else text
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())


def word_text(text: str) -> WordText:
    """Make a text ready."""
    folded = " ".join(fold(unescape(text)).split())
    words = [*_words(folded), *_joined(folded)]
    return WordText(folded, tuple(words), _looks(words))


def _joined(folded: str) -> Iterator[str]:
    """Yield the words that are drawn as one though they are written in pieces, after a gap that no phrase crosses."""
    if _EMPHASIS.search(folded):
        yield ""
        yield from _words(_EMPHASIS.sub("", folded))
    run: list[str] = []
    for word in [*_words(folded), ".."]:
        if len(word) == 1:
            run.append(word)
            continue
        if len(run) >= LETTERS_APART:
            yield from ("", "".join(run))
        run = []


def _looks(words: list[str]) -> dict[int, str]:
    if all(word.isascii() and (word.isalpha() or word.isdigit()) for word in words):
        return {}
    is_latin = [_is_latin(word) for word in words]
    mostly_latin = 2 * sum(is_latin) >= len(words)
    return {
        place: look(word)
        for place, word in enumerate(words)
        if word and (_is_mixed(word) or (mostly_latin and not is_latin[place]))
    }


def _is_latin(word: str) -> bool:
    return all(letter < "\u0370" for letter in word)


def _is_mixed(word: str) -> bool:
    """Whether a word mixes scripts, or letters and digits, or stacks marks on letters."""
    if word.isascii():
        return not (word.isalpha() or word.isdigit())
    kinds = {_kind(letter) for letter in word}
    return len(kinds) > 1


def _kind(letter: str) -> str:
    if letter.isdigit():
        return "digit"
    if letter < "\u0300":
        return "Latin"
    if letter < "\u0370":
        return "mark"
    return unicodedata.name(letter, "?").split(" ", 1)[0]


class WordList:
    """A list made ready: however long it is, a text is gone through once for whole words."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._phrases: dict[tuple[str, ...], str] = {}
        self._looks: dict[str, str] = {}
        self._parts: list[_Part] = []
        for entry in entries:
            self._take(entry)
        self._lengths = sorted({len(phrase) for phrase in self._phrases})

    def _take(self, entry: str) -> None:
        folded = " ".join(fold(entry).split())
        needle = folded.strip("*").strip() if set(folded) != {"*"} else ""
        words = tuple(_words(needle))
        is_marked = needle != folded
        if not needle:
            return
        if is_marked or _NO_SPACES.search(needle) or not _is_plain(needle):
            anywhere = bool(_NO_SPACES.search(needle))
            starts, ends = folded.startswith("*"), folded.endswith("*")
            self._parts.append(_Part(entry, needle, starts or anywhere, ends or anywhere))
        elif words:
            self._phrases.setdefault(words, entry)
            if len(words) == 1:
                self._looks.setdefault(look(needle), entry)

    @property
    def holds_any(self) -> bool:
        """Whether any entry can be found at all."""
        return bool(self._phrases or self._parts)

    def first(self, text: WordText) -> Found | None:
        """Return the first find, or None."""
        return next(self.all(text), None)

    def all(self, text: WordText) -> Iterator[Found]:
        """Yield the finds: whole words and phrases in the order of the text, then what is looked for inside it."""
        for place in range(len(text.words)):
            yield from self._at(text, place)
        for part in self._parts:
            if found := _inside(part, text):
                yield Found(part.entry, found)

    def _at(self, text: WordText, place: int) -> Iterator[Found]:
        for length in self._lengths:
            words = text.words[place : place + length]
            if entry := self._phrases.get(words):
                yield Found(entry, " ".join(words))
                return
        if (shape := text.looks.get(place)) and (entry := self._looks.get(shape)):
            yield Found(entry, text.words[place])


def _inside(part: _Part, text: WordText) -> str:
    if part.needle in text.folded and (found := _between(part, text.folded)):
        return found
    if not text.looks or not _is_plain(part.needle):
        return ""
    shape = look(part.needle)
    return next((text.words[place] for place, word in text.looks.items() if _fits(part, shape, word)), "")


def _fits(part: _Part, shape: str, word: str) -> bool:
    if part.open_start and part.open_end:
        return shape in word
    return word.startswith(shape) if part.open_end else word.endswith(shape) if part.open_start else word == shape


def _between(part: _Part, text: str) -> str:
    """Return the needle as found at the edges of words, or ""."""
    start = text.find(part.needle)
    while start >= 0:
        end = start + len(part.needle)
        starts = part.open_start or not (_in_word(text[start]) and start and _in_word(text[start - 1]))
        ends = part.open_end or not (_in_word(text[end - 1]) and end < len(text) and _in_word(text[end]))
        if starts and ends:
            return part.needle
        start = text.find(part.needle, start + 1)
    return ""


def _in_word(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


def _is_plain(needle: str) -> bool:
    return all(_in_word(letter) or letter in " '’-" for letter in needle)


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf" or "\ufe00" <= letter <= "\ufe0f"


def _words(text: str) -> list[str]:
    return _word_pattern().findall(text)


@cache
def _word_pattern() -> re.Pattern[str]:
    """Return what finds words. Python's \\w leaves out the marks that are vowels in many scripts."""
    marks = "".join(letter for code in range(0x300, 0x1F000) if unicodedata.category(letter := chr(code))[0] == "M")
    return re.compile(f"(?:[^\\W_]|[{marks}])+")
