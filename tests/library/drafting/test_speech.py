"""Verbs of saying and their subjects."""

from __future__ import annotations

import pytest

from rashomon.drafting.propose.rules.names import Names
from rashomon.drafting.propose.rules.speech import VERB, VERBS, sayings

NAMES = Names({"lind": "Mara Lind"})


def _said(text: str) -> list[tuple[str, str]]:
    return [(one.speaker.name, one.verb) for one in sayings(text, NAMES.within(text))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mara Lind said it was cold.", [("Mara Lind", "said")]),
        ("Lind said it was cold.", [("Lind", "said")]),
        ("She said it was cold.", [("She", "said")]),
        ("It was cold, said Mara Lind.", [("Mara Lind", "said")]),
        ("It was cold, said its analyst Mara Lind.", [("Mara Lind", "said")]),
        ("It was cold, according to Mara Lind.", [("Mara Lind", "according to")]),
        ("Mara Lind, a spokeswoman for the port, said no.", [("Mara Lind", "said")]),
        ("The Harbour Courier reported a storm.", [("The Harbour Courier", "reported")]),
        ("One deckhand, who asked not to be named, said no.", [("One deckhand", "said")]),
        ("Lanternpay denies it.", [("Lanternpay", "denies")]),
        ("Some say it was cold.", [("Some", "say")]),
        ("“It was rust,” said Ben Hall.", [("Ben Hall", "said")]),
        ("“We sang flat,” says one alto who left.", [("one alto", "says")]),
        ("„It was rust,“ said Ben Hall.", [("Ben Hall", "said")]),
        ("“It was rust,” said Ben Hall in May.", [("Ben Hall", "said")]),
        ("“It was rust.” Said with force, it was believed.", []),
        ("It was rust, said Ben Hall.", []),
        ("Nobody has confirmed it.", []),
        ("Everybody reported it.", []),
        ("Mara Lind came. It was said often.", []),
        ("I said no to Mara Lind.", []),
        ("We never said so.", []),
        ("Nothing was there.", []),
        ("", []),
    ],
)
def test_who_says(text: str, said: list[tuple[str, str]]) -> None:
    assert _said(text) == said


def test_what_is_said_inside_of_marks_is_not_the_sentences() -> None:
    text = "“Mara Lind said no.”"
    assert list(sayings(text, NAMES.within(text), [(1, len(text) - 1)])) == []


@pytest.mark.parametrize("verb", [one for one in VERBS.split("|") if one.isalpha()])
def test_each_verb_is_known_as_a_whole_word(verb: str) -> None:
    assert VERB.fullmatch(verb)
    assert not VERB.search(f"un{verb}x")
