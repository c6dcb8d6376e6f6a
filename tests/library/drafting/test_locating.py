"""A quotation is found where it stands, whatever its typography, and never outside of its block or comment."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rashomon.drafting.document import BlockKind, Comment, Document
from rashomon.drafting.ground.locating import LONGEST_QUOTE, locate
from rashomon.drafting.propose.found import Span
from tests.library.drafting.drafts import LAMP, document

P, C = BlockKind.PARAGRAPH, BlockKind.COMMENT
SIGNS = {"'": "‘’‛′`´", '"': "“”„‟«»", "-": "‐‑–—−", " ": "\u00a0\u2009\u202f\t\n", "...": "…"}
"""What stands for each sign in other typography."""


def _one(text: str) -> Document:
    return document(((BlockKind.TITLE, "Elsewhere", None), (P, text, None)), ())


def _words(doc: Document, found: Span | None) -> str | None:
    return doc.text[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("The storm broke it.", "storm broke", "storm broke"),
        ("The storm broke it.", "  storm broke\n", "storm broke"),
        ("It was the keeper’s oil.", "the keeper's oil", "the keeper’s oil"),
        ("It was the keeper's oil.", "the keeper’s oil", "the keeper's oil"),
        ("He said “no – never”.", '"no - never"', "“no – never”"),
        ('He said "no - never".', "„no — never“", '"no - never"'),
        ("He said «no».", '"no"', "«no»"),
        ("And then … nothing.", "then ... nothing", "then … nothing"),
        ("And then... nothing.", "then… nothing", "then... nothing"),
        ("At 5\u00a0p.m. it was\n dark.", "5 p.m. it was dark", "5\u00a0p.m. it was\n dark"),
        ("A cafe\u0301 on the quay.", "caf\u00e9 on", "cafe\u0301 on"),
        ("A caf\u00e9 on the quay.", "cafe\u0301 on", "caf\u00e9 on"),
        ("The \u1112\u1161\u11ab river.", "\ud55c river", "\u1112\u1161\u11ab river"),
        ("The o\ufb03ce ﬁre.", "fire", "ﬁre"),
        ("The sto\u00adrm bro\u200bke it.", "storm broke", "sto\u00adrm bro\u200bke"),
        ("The storm broke it.", "\u200b storm\u200b broke\ufeff", "storm broke"),
        ("Dark, dark, dark.", "dark", "dark"),
        ("A 👩‍👩‍👧 by the lamp.", "👩‍👩‍👧 by", "👩‍👩‍👧 by"),
    ],
)
def test_a_quotation_is_found_in_other_typography(text: str, quote: str, words: str) -> None:
    doc = _one(text)
    assert _words(doc, locate(doc, "b2", quote)) == words


@pytest.mark.parametrize(
    "quote",
    [
        "",
        " ",
        "\u200b",
        "\u200b ",
        "\ufeff\n",
        "calm",
        "Storm",
        "The storm broke it. Then",
        "Elsewhere",
        "broke the storm",
        "x" * (LONGEST_QUOTE + 1),
        "The storm ... it.",
        "storm\ud800",
    ],
)
def test_words_that_are_not_there_are_not_found(quote: str) -> None:
    assert locate(_one("The storm broke it."), "b2", quote) is None


@pytest.mark.parametrize("block", ["b9", "", "b1 ", "B2", "b02", "2"])
def test_a_block_that_is_not_there_holds_nothing(block: str) -> None:
    assert locate(_one("The storm broke it."), block, "storm") is None


def test_the_first_of_several_places_counts() -> None:
    doc = _one("Dark. Then dark, and dark.")
    assert locate(doc, "b2", "dark") == Span(doc.text.index("dark"), doc.text.index("dark") + 4)


PARTS = (
    (P, "The article says so.", None),
    (P, "A second paragraph.", None),
    (C, "First words of one.", 1),
    (C, "Last words of one.", 1),
    (C, "Words of two.", 2),
    (C, "One again, elsewhere.", 1),
)
APART = document(PARTS, (Comment(number=1), Comment(number=2)))


@pytest.mark.parametrize(
    ("block", "quote", "words"),
    [
        ("b1", "A second", None),
        ("b1", "says so. A second", None),
        ("b2", "paragraph. First", None),
        ("b3", "Last words", "Last words"),
        ("b4", "First words", "First words"),
        ("b3", "one. Last", "one.\n\nLast"),
        ("b4", "one.\n\nLast", "one.\n\nLast"),
        ("b3", "A second", None),
        ("b4", "Words of two", None),
        ("b4", "one. Words", None),
        ("b3", "One again", None),
        ("b6", "First words", None),
        ("b6", "Words of two", None),
        ("b5", "Last words", None),
    ],
)
def test_no_words_are_found_beyond_the_block_or_the_comment(block: str, quote: str, words: str | None) -> None:
    assert _words(APART, locate(APART, block, quote)) == words


def _is_plain(text: str) -> bool:
    """Return whether a text has no signs that join the one before them, or that nobody sees."""
    return not any(unicodedata.combining(one) or unicodedata.category(one) in ("Cf", "Lo", "Cs") for one in text)


plain = st.one_of(
    st.text(alphabet="ab'\"- .…“’—é", min_size=1, max_size=60), st.text(min_size=1, max_size=60).filter(_is_plain)
).filter(lambda text: bool(text.strip()))


@st.composite
def substrings(draw: st.DrawFn) -> tuple[Document, str]:
    """Return a document and words of its second block, without blanks around them."""
    text = draw(plain).strip()
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    words = text[start:end].strip()
    assume(words and _is_whole(text, start, end))
    return _one(text), words


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether neither end is in the middle of a word; every other script is left out of the tests."""
    return not any(text[:at][-1:].isalnum() and text[at:][:1].isalnum() for at in (start, end))


@given(substrings())
def test_whatever_is_copied_from_a_block_is_found_sign_for_sign(given_words: tuple[Document, str]) -> None:
    doc, words = given_words
    found = locate(doc, "b2", words)
    assert found is not None
    assert doc.text[found.start : found.end] == words
    assert doc.block("b2").start <= found.start < found.end <= doc.block("b2").end


def _swapped(words: str, data: st.DataObject) -> str:
    for sign, others in SIGNS.items():
        words = data.draw(st.sampled_from(others)).join(words.split(sign)) if data.draw(st.booleans()) else words
    return words


def _same(text: str) -> str:
    """Return a text as the tests compare it, by another way than the code."""
    for sign, others in SIGNS.items():
        for other in others:
            text = text.replace(other, sign)
    return " ".join(unicodedata.normalize("NFC", text).split())


@given(st.text(alphabet="abc '\"-.é", min_size=1, max_size=60).filter(str.strip), st.data())
def test_other_typography_leads_to_the_same_words(text: str, data: st.DataObject) -> None:
    text = text.strip()
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end].strip()
    assume(words and _is_whole(text, start, end))
    doc = _one(text)
    swapped = _swapped(words, data).strip()
    found = locate(doc, "b2", swapped)
    assert found is not None
    assert _same(doc.text[found.start : found.end]) == _same(swapped)
    assert doc.block("b2").start <= found.start < found.end <= doc.block("b2").end


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("That is unlikely.", "likely", None),
        ("That is unlikely, not likely.", "likely", "likely"),
        ("The Kensington bridge", "Ken", None),
        ("It fell in 1912.", "191", None),
        ("Tom’s forty-five sheep", "Tom", "Tom"),
        ("Tom’s forty-five sheep", "five", "five"),
        ("It’s un\u00adlikely.", "likely", None),
        ("風が吹いた。", "吹い", "吹い"),
    ],
)
def test_words_are_found_whole(text: str, quote: str, words: str | None) -> None:
    doc = _one(text)
    assert _words(doc, locate(doc, "b2", quote)) == words


def test_unlike_signs_do_not_move_the_place() -> None:
    text = "“It’s dark” — so … it’s said — “it’s dark”."
    doc = _one(text)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            words = text[start:end].strip()
            found = locate(doc, "b2", _same(words))
            if not words or not _is_whole(text, start, end):
                continue
            assert _same(_words(doc, found) or "") == _same(words)


@given(st.sampled_from(LAMP.blocks), st.text(max_size=40))
def test_any_words_are_found_within_reach_or_not_at_all(block: object, quote: str) -> None:
    chosen = next(one for one in LAMP.blocks if one is block)
    found = locate(LAMP, chosen.id, quote)
    assert found is None or chosen.start <= found.start < found.end <= chosen.end
    if found is None and quote.strip() and quote in (text := LAMP.text_of(chosen)):
        places = [at for at in range(len(text)) if text.startswith(quote, at)]
        assert not any(_is_whole(text, at, at + len(quote)) for at in places)
