"""Sentences: where they end and where they do not, and that no word is lost between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.drafting.sentences import ABBREVIATIONS, sentences
from tests.library.drafting.articles import article

CUT: tuple[tuple[str, list[str]], ...] = (
    ("", []),
    ("The mites came early", ["The mites came early"]),
    ("The mites came. Nobody saw them.", ["The mites came.", "Nobody saw them."]),
    # Abbreviations and initials do not end a sentence.
    ("Mr. Osk met Mrs. Lund.", ["Mr. Osk met Mrs. Lund."]),
    ("Prof. B. Varga left on Sept. 4. He said why.", ["Prof. B. Varga left on Sept. 4.", "He said why."]),
    ("The U.S. Navy knew. It did not tell.", ["The U.S. Navy knew.", "It did not tell."]),
    ("It shut at 4 p.m. Monday. It rained.", ["It shut at 4 p.m. Monday.", "It rained."]),
    ("J. R. Hobb and (Dr. Lind) agree.", ["J. R. Hobb and (Dr. Lind) agree."]),
    ("Some, e.g. Osk, left.", ["Some, e.g. Osk, left."]),
    ("Birds, bees, etc. No bats.", ["Birds, bees, etc. No bats."]),
    # A number at the start belongs to what it counts.
    ("1. Mites. They came in spring.", ["1. Mites.", "They came in spring."]),
    ("(2. Cold.", ["(2. Cold."]),
    ("It opened in 1931. It shut in 1987.", ["It opened in 1931.", "It shut in 1987."]),
    ("Only 12. Then none.", ["Only 12.", "Then none."]),
    ("It cost 3.5 million. We paid.", ["It cost 3.5 million.", "We paid."]),
    # Marks after the end belong to the sentence.
    ("“It was cold.” She left.", ["“It was cold.”", "She left."]),
    ("“Who paid?” he asked. Nobody.", ["“Who paid?” he asked.", "Nobody."]),
    ("‘It was cold.’ She left.", ["‘It was cold.’", "She left."]),
    ('"Stop!" "Why?" She ran.', ['"Stop!"', '"Why?"', "She ran."]),
    ("(It was cold.) She left.", ["(It was cold.)", "She left."]),
    ("It was “cold”. “Very cold,” she said.", ["It was “cold”.", "“Very cold,” she said."]),
    ("It was cold.” “No.”", ["It was cold.”", "“No.”"]),
    # Ellipses, and more than one mark.
    ("Nobody knew… The lamp was out.", ["Nobody knew…", "The lamp was out."]),
    ("Nobody knew... the lamp was out.", ["Nobody knew... the lamp was out."]),
    ("Nobody knew... The lamp was out.", ["Nobody knew...", "The lamp was out."]),
    ("Really?! Yes!!! Good.", ["Really?!", "Yes!!!", "Good."]),
    # Small letters go on, addresses and dashes begin.
    ("It was cold! said nobody.", ["It was cold! said nobody."]),
    ("It is here. https://example.org/a.b?c=d. Read it.", ["It is here.", "https://example.org/a.b?c=d.", "Read it."]),
    ("See lamp.example.org for more. Thanks.", ["See lamp.example.org for more.", "Thanks."]),
    ("It went. — Nobody knew.", ["It went.", "— Nobody knew."]),
    ("It went. 40 stayed.", ["It went.", "40 stayed."]),
    ("¿Why? ¡No!", ["¿Why?", "¡No!"]),
    # A new line ends a sentence, however it looks.
    ("It went\nand stayed away", ["It went", "and stayed away"]),
    ("It went.\n\n  It came.  ", ["It went.", "It came."]),
    (" \n\n\t", []),
    ("Mr.\nOsk left.", ["Mr.", "Osk left."]),
    ("...", ["..."]),
    # Letters that are not English.
    ("Æ came. Élise left. Ödön stayed.", ["Æ came.", "Élise left.", "Ödön stayed."]),
)


def _cut(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(article(text) if text else article())]


@pytest.mark.parametrize(("text", "expected"), CUT)
def test_sentences_end_where_people_end_them(text: str, expected: list[str]) -> None:
    assert _cut(text) == expected


@pytest.mark.parametrize("short", ABBREVIATIONS)
def test_no_abbreviation_ends_a_sentence(short: str) -> None:
    assert _cut(f"They met {short}. Osk there. It rained.") == [f"They met {short}. Osk there.", "It rained."]


@pytest.mark.parametrize("word", ["Prost", "Octo", "Most", "Juno", "Palco"])
def test_a_word_that_ends_like_an_abbreviation_is_none(word: str) -> None:
    assert _cut(f"They met {word}. Osk was there.") == [f"They met {word}.", "Osk was there."]


PIECES = ["Mr", "U.S", "1", "12", "it", "It", "“", "”", "’", '"', "(", ")", ".", "...", "…", "!", "?", " ", "  ", "\n"]
PIECES += ["https://example.org/a.b", "\u00a0", "—", "é", "Zoë", "\r\n", "\t"]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join) | st.text(min_size=1, max_size=60)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_sentences_are_apart_in_order_and_hold_every_word(paragraphs: list[str]) -> None:
    doc = article(*paragraphs)
    at, left = 0, []
    for one in sentences(doc):
        assert at <= one.start < one.end
        assert one.block.start <= one.start
        assert one.end <= one.block.end
        assert one.text == doc.text[one.start : one.end] == one.text.strip()
        left.append(doc.text[at : one.start])
        at = one.end
    assert not "".join([*left, doc.text[at:]]).strip()
