"""Find the exact span of a quotation: sign for sign, else after making typography one; never beyond its block."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rashomon.drafting.document import Document
from rashomon.drafting.propose.found import Span

SAME = {
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
    "ﬁ": "fi",
    "ﬂ": "fl",
}
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
JAMO = re.compile("[\u1161-\u1175\u11a8-\u11c2]")
"""Parts of a Korean syllable that join the sign before them."""
SPACELESS = "\u0e00"
"""From here on come scripts that put no blanks between words."""
LONGEST_QUOTE = 20_000


def locate(document: Document, block_id: str, quote: str) -> Span | None:
    """Return the place of a quotation in a block, or in the comment that the block belongs to; None if it is not there.

    The first place counts where there are several. Words are found whole or not at all.
    """
    if not quote.strip() or len(quote) > LONGEST_QUOTE:
        return None
    try:
        block = document.block(block_id)
    except KeyError:
        return None
    found = _within(document.text, block.start, block.end, quote)
    if found is None and block.comment is not None:
        found = _within(document.text, *document.row(block), quote)
    return found


def _within(text: str, start: int, end: int, quote: str) -> Span | None:
    exact = _first(text, quote.strip(), start, end)
    if exact is not None:
        return Span(exact, exact + len(quote.strip()))
    signs, places = _normal(text[start:end])
    wanted = _normal(quote)[0].strip()
    at = _first(signs, wanted, 0, len(signs)) if wanted else None
    if at is None:
        return None
    return _trimmed(text, start + places[at][0], start + places[at + len(wanted) - 1][1])


def _first(text: str, quote: str, start: int, end: int) -> int | None:
    """Return the first place of a quotation that cuts no word: “likely” is not in “unlikely”."""
    at = text.find(quote, start, end)
    while at >= 0 and (_is_in_word(text, at) or _is_in_word(text, at + len(quote))):
        at = text.find(quote, at + 1, end)
    return at if at >= 0 else None


def _is_in_word(text: str, place: int) -> bool:
    before, after = place - 1, place
    while before > 0 and UNSEEN.match(text, before):
        before -= 1
    while after < len(text) - 1 and UNSEEN.match(text, after):
        after += 1
    return before >= 0 and after < len(text) and _is_of_word(text[before]) and _is_of_word(text[after])


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() and sign < SPACELESS


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return Span(start, end) if start < end else None


def _normal(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a text with one sort of quotation mark, dash and blank, and for each of its signs where it came from."""
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    for start, end, made in _made(text):
        for sign in made:
            if sign == " " and signs and signs[-1] == " ":
                continue
            signs.append(sign)
            places.append((start, end))
    return "".join(signs), places


def _made(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what each sign becomes; a sign with its accents is one, wherever the accents stand."""
    place = 0
    while place < len(text):
        end = place + 1
        while end < len(text) and (unicodedata.combining(text[end]) or JAMO.match(text, end)):
            end += 1
        sign = unicodedata.normalize("NFC", text[place:end])
        if not UNSEEN.fullmatch(sign):
            yield place, end, " " if sign.isspace() else SAME.get(sign, sign)
        place = end
