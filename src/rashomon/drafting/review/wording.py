"""Words of a draft as a case file can hold them: no sign that it refuses or that misleads, no more than fits."""

from __future__ import annotations

import re

from rashomon.casefile.source_text import BROKEN_SIGN
from rashomon.drafting.items import Item, Polarity, Voice
from rashomon.drafting.review.decisions import tidy

LONGEST_LINE = 1000
LONGEST_PROSE = 20_000
_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of writing, so that words read otherwise than they are written."""
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_HOW = {
    Polarity.ASSERTED: "",
    Polarity.QUESTIONED: " (as a question)",
    Polarity.DENIED: " (denied)",
    Polarity.REPORTED: " (as what others say)",
}


def line(words: str, *, longest: int = LONGEST_LINE) -> str:
    """Return words in one line."""
    return _cut(" ".join(_kept(_LINE_END.sub(" ", words)).split()), longest)


def prose(words: str) -> str:
    """Return words with their line ends, and nothing else changed that a case file can hold."""
    return _cut(_kept(_LINE_END.sub("\n", words)).strip(), LONGEST_PROSE)


def label_of(item: Item) -> str:
    """Return the words for the case; the words of the text where the label holds nothing that can be kept."""
    return line(item.label) or line(item.text) or item.id


def own_words(item: Item) -> str:
    """Return a person's words where the label was changed, else those of the text."""
    return prose(item.text if item.label == tidy(item.text) else item.label)


def name_of(voice: Voice) -> str:
    """Return a voice with the publication that it speaks in."""
    name = line(voice.name, longest=300) or "Unnamed"
    of = line(voice.of, longest=300)
    return f"{name}, {of}" if of and of.casefold() not in name.casefold() else name


def _in_line(voice: Voice) -> str:
    name, of = line(voice.name, longest=300), line(voice.of, longest=300)
    return name_of(voice) if name_of(voice) == name else f"{name or 'Unnamed'} ({of})"


def path_of(chain: tuple[Voice, ...]) -> str:
    """Return a chain as words, the origin first: `A, through B and C`."""
    *through, origin = [_in_line(voice) for voice in chain]
    if not through:
        return line(origin)
    through.reverse()
    listed = " and ".join(filter(None, [", ".join(through[:-1]), through[-1]]))
    return line(f"{origin}, through {listed}")


def quoted(item: Item, chain: tuple[Voice, ...]) -> str:
    """Return an item's exact words, and how they are put, as those of the page's own voice.

    Whom it cites is named, but the words are put into nobody else's mouth.
    """
    told_by_chain = item.polarity == Polarity.REPORTED and len(chain) > 1
    how = "" if told_by_chain else _HOW[item.polarity]
    return f"{', citing '.join(map(_in_line, chain))}{how}: “{prose(item.text)}”"


def all_quoted(pairs: list[tuple[Item, tuple[Voice, ...]]]) -> str:
    """Return the words of several items, one after the other."""
    return _cut("\n".join(dict.fromkeys(quoted(item, chain) for item, chain in pairs)), LONGEST_PROSE)


def _kept(words: str) -> str:
    return _TURNED.sub("", BROKEN_SIGN.sub("", words))


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 2].rstrip()} …"
