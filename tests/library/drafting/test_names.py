"""Who is named: people, papers, offices and pronouns, and surnames of whole names."""

from __future__ import annotations

from itertools import pairwise

import pytest

from rashomon.drafting.items import VoiceKind
from rashomon.drafting.propose.rules.names import Names, names_of
from tests.library.drafting.articles import article

P, PUB, SOC, UN = VoiceKind.PERSON, VoiceKind.PUBLICATION, VoiceKind.SOCIAL_MEDIA, VoiceKind.UNNAMED


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Mara Lind came.", [("Mara Lind", P)]),
        ("But Mara Lind came.", [("Mara Lind", P)]),
        ("Then Dr. Lind came.", [("Dr. Lind", P)]),
        ("Mara Lind’s dog came.", [("Mara Lind", P)]),
        ("J. R. Osk came.", [("J. R. Osk", P)]),
        ("Ludwig van Osk came.", [("Ludwig van Osk", P)]),
        ("Élise Ödman came.", [("Élise Ödman", P)]),
        ("The Harbour Courier came.", [("The Harbour Courier", PUB)]),
        ("Reuters came.", [("Reuters", PUB)]),
        ("posts on Telegram came.", [("posts on Telegram", SOC)]),
        ("The mayor of Osk came.", [("The mayor of Osk", UN)]),
        ("A Newsweek columnist came.", [("A Newsweek columnist", UN)]),
        ("Residents came.", [("Residents", UN)]),
        ("My neighbour Ada came.", [("My neighbour", UN), ("Ada", P)]),
        ("Hawthorn Street was shut.", []),
        ("Osk Bay Hospital was shut.", []),
        ("It was cold in June.", []),
        ("", []),
    ],
)
def test_who_is_named(text: str, named: list[tuple[str, VoiceKind]]) -> None:
    assert [(one.name, one.kind) for one in Names({}).within(text)] == named


@pytest.mark.parametrize("word", ["He", "she", "They"])
def test_pronouns_are_marked(word: str) -> None:
    assert [(one.name, one.is_pronoun) for one in Names({}).within(f"so {word} came")] == [(word, True)]


def test_mentions_are_apart_and_in_place() -> None:
    text = "Dr. Mara Lind of The Harbour Courier told the mayor, Tom Reed, and Reed told Telegram; she left."
    found = Names({"reed": "Tom Reed"}).within(text)
    assert all(text[one.start : one.end] == one.name for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Mara Lind came.", {"lind": "Mara Lind"}),
        ("Councillor Mara Lind came. Mara Lind left.", {"lind": "Mara Lind"}),
        ("Mara Lind and Tom Lind came.", {}),
        ("nobody came.", {}),
    ],
)
def test_surnames_lead_to_one_person_only(text: str, people: dict[str, str]) -> None:
    assert names_of(article(text)).people == people


@pytest.mark.parametrize(
    ("words", "whole"),
    [("Lind", "Mara Lind"), ("Dr. Lind", "Mara Lind"), ("Tom Lind", "Tom Lind"), ("Osk", "Osk"), ("", "")],
)
def test_whole_names(words: str, whole: str) -> None:
    assert Names({"lind": "Mara Lind"}).whole(words) == whole
