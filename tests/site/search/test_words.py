from __future__ import annotations

import pytest

from rashomon_site.search.words import LONGEST_WORD, tokens_of, words_of

FOLDED = [
    ("Café", ("cafe",)),
    ("Cafe\u0301", ("cafe",)),
    ("STRASSE", ("strasse",)),
    ("Straße", ("strasse",)),
    ("Łódź", ("lodz",)),
    ("Ærø", ("aero",)),
    ("İstanbul", ("istanbul",)),
    ("ılık", ("ilik",)),
    ("Ёлка", ("елка",)),
    ("Ἀθῆναι", ("αθηναι",)),
    ("１９７７", ("1977",)),
    ("ﬁre", ("fire",)),
    ("1872", ("1872",)),
]


@pytest.mark.parametrize(("typed", "kept"), FOLDED)
def test_case_and_accents_are_folded(typed: str, kept: tuple[str, ...]) -> None:
    assert tokens_of(typed) == kept


def test_words_know_their_place() -> None:
    text = "The “Mary Céleste”, 1872"
    assert [text[word.start : word.end] for word in words_of(text)] == ["The", "Mary", "Céleste", "1872"]


def test_scripts_without_spaces_give_a_word_for_each_character() -> None:
    assert [word.tokens for word in words_of("羅生門 is")] == [("羅",), ("生",), ("門",), ("is",)]


def test_underscores_and_signs_part_words() -> None:
    assert [word.tokens for word in words_of("state_tv/state-media’s")] == [
        ("state",),
        ("tv",),
        ("state",),
        ("media",),
        ("s",),
    ]


def test_a_very_long_word_is_kept_by_its_beginning() -> None:
    assert [word.tokens for word in words_of("a" * 5000)] == [("a" * LONGEST_WORD,)]
