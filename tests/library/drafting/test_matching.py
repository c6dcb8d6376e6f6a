"""When two spans are the same to the scorer, and two speakers."""

from __future__ import annotations

import pytest

from rashomon.drafting.items import Voice, VoiceKind
from tests.library.drafting.gold import Place, places_of
from tests.library.drafting.mast import BODY, DOCUMENT
from tests.library.drafting.matching import is_match, is_speaker


def place(words: str) -> Place:
    """Return where words first stand."""
    return places_of(DOCUMENT, words)[0]


@pytest.mark.parametrize(
    ("one", "two", "matches"),
    [
        ("because the bolts had rusted", "because the bolts had rusted", True),
        ("The mast fell because the bolts had rusted", "the bolts had rusted", True),
        ("The mast fell because", "fell because the bolts had rusted", False),  # two words in common
        ("The mast fell because the", "mast fell because the bolts", True),
        ("rusted", "the bolts had rusted", True),  # the whole of the shorter one
        ("because the bolts", "had rusted", False),
        ("because the bolts", "rusted. “We saw", False),
        ("The wind", "did it", False),
        ("The wind did it", "Rust? The wind did it.", True),
    ],
)
def test_two_spans_match_by_their_common_words(one: str, two: str, *, matches: bool) -> None:
    assert is_match(DOCUMENT, place(one), place(two)) is matches
    assert is_match(DOCUMENT, place(two), place(one)) is matches


def test_less_than_half_of_the_shorter_one_is_no_match() -> None:
    """Three words in common are not enough where both are long."""
    one, two = place(BODY[:60]), place(BODY[40:])
    assert not is_match(DOCUMENT, one, two)


def test_words_of_a_comment_never_match_those_of_the_article() -> None:
    found = place("The wind did it")
    assert not is_match(DOCUMENT, found, Place(None, found.start, found.end))


@pytest.mark.parametrize(
    ("wanted", "named", "is_right"),
    [
        ("Ann Teal", "Teal", True),
        ("Mayor Teal", "Ann Teal", True),
        ("Ann Teal, the mayor", "the mayor", True),
        ("a coastguard spokesman", "The spokesman", True),
        ("the Washington Post", "Washington Post", True),
        ("Reyes", "Reyes’s", True),
        ("Ann Teal", "Ann Brown", False),
        ("the mayor", "the chief of police", False),
        ("the mayor", "the", False),
    ],
)
def test_a_speaker_is_known_by_the_last_word(wanted: str, named: str, *, is_right: bool) -> None:
    assert is_speaker(wanted, (Voice(name=named, kind=VoiceKind.PERSON),)) is is_right


@pytest.mark.parametrize(("others", "is_right"), [((), True), (("Bob Hale",), False)])
def test_the_pages_own_voice_counts_only_where_nobody_else_is_named(others: tuple[str, ...], *, is_right: bool) -> None:
    chain = (
        Voice(name="Ann Teal", kind=VoiceKind.AUTHOR),
        *(Voice(name=one, kind=VoiceKind.PERSON) for one in others),
    )
    assert is_speaker("Ann Teal", chain) is is_right
