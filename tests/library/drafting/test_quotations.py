"""Quotations: which words are speech, and whose words name the speaker."""

from __future__ import annotations

import pytest

from rashomon.drafting.document import BlockKind, Document
from rashomon.drafting.propose.found import Found
from rashomon.drafting.propose.rules.names import names_of
from rashomon.drafting.propose.rules.passages import passages
from rashomon.drafting.propose.rules.quotations import quotations, quoted_spans
from tests.library.drafting.articles import Part, article, speakers, words


def _read(*parts: Part) -> tuple[Document, list[Found]]:
    doc = article(*parts)
    return doc, list(quotations(next(passages(doc)), names_of(doc)))


SPOKEN: tuple[tuple[str, list[str]], ...] = (
    ("“The bell was cracked all along,” said Mara Lind.", ["Mara Lind"]),
    ("“The bell was cracked all along,” Mara Lind said.", ["Mara Lind"]),
    ("Mara Lind said, “The bell was cracked all along.”", ["Mara Lind"]),
    ("Mara Lind: “The bell was cracked all along.”", ["Mara Lind"]),
    ("Mara Lind, of the port office: “The bell was cracked all along.”", ["Mara Lind"]),
    ("Mara Lind, a ringer at the chapel, said: “The bell was cracked all along.”", ["Mara Lind"]),
    ("“The bell was cracked all along,” said the mayor, Mara Lind.", ["Mara Lind"]),
    ("“The bell was cracked all along,” said the mayor.", ["the mayor"]),
    ("“The bell was cracked all along,” said one resident, who asked not to be named.", ["one resident"]),
    ("According to Mara Lind, “the bell was cracked all along.”", ["Mara Lind"]),
    ("“The bell was cracked all along.” So writes the Harbour Courier.", ["the Harbour Courier"]),
    ("Mara Lind came late. “The bell was cracked all along,” she said.", ["Mara Lind"]),
    ("Mara Lind met Tom Reed. Reed laughed. “The bell was cracked all along,” he said.", ["Reed"]),
    ("The Harbour Courier writes: “The bell was cracked all along.”", ["The Harbour Courier"]),
    ("“The bell was cracked all along.”", []),
)


@pytest.mark.parametrize(("text", "named"), SPOKEN)
def test_who_says_it(text: str, named: list[str]) -> None:
    doc, found = _read(text)
    assert words(doc, found)[0].lower().startswith("the bell was cracked all along")
    assert [speakers(doc, one) for one in found] == [named]


def test_a_speaker_goes_on_over_paragraphs() -> None:
    doc, found = _read("“The bell was cracked all along,” said Mara Lind.", "“And nobody dared to say so.”")
    assert [speakers(doc, one) for one in found] == [["Mara Lind"], ["Mara Lind"]]


def test_an_opening_mark_at_each_paragraph() -> None:
    doc, found = _read("Mara Lind said: “The bell was cracked all along.", "“And nobody dared to say so.”")
    assert words(doc, found) == ["The bell was cracked all along.", "And nobody dared to say so."]
    assert [speakers(doc, one) for one in found] == [["Mara Lind"], ["Mara Lind"]]


def test_a_block_quotation_is_whole() -> None:
    doc, found = _read("Mara Lind wrote to us:", (BlockKind.BLOCKQUOTE, "The bell was cracked. All knew."))
    assert words(doc, found) == ["The bell was cracked. All knew."]
    assert [one.cue for one in found] == ["block quotation"]
    assert speakers(doc, found[0]) == ["Mara Lind"]


def test_social_media_is_the_origin() -> None:
    doc, found = _read("“Stories circulating on social media say that it was sold,” said Mara Lind.")
    assert speakers(doc, found[0]) == ["Mara Lind", "social media"]


@pytest.mark.parametrize(
    "text",
    [
        "The “miracle” was a leak.",
        "The film “The Last Bell of Port Osk” was shown.",
        "The dog, nicknamed “the old terror of the quay”, slept.",
        "It was called “The Bell” by all.",
        "It was 5' 10\" tall, and 6' 2\" wide.",
        "The ringers' and the keepers' bell was the parish's.",
        "No marks at all here, said Mara Lind.",
    ],
)
def test_names_titles_and_scare_quotes_are_left_out(text: str) -> None:
    doc, found = _read(text)
    assert words(doc, found) == []


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("‘The bell’s clapper wasn’t there,’ she said.", ["The bell’s clapper wasn’t there,"]),
        ("'The bell wasn't there at all,' she said.", ["The bell wasn't there at all,"]),
        ("“He told me ‘never again’ and left,” she said.", ["He told me ‘never again’ and left,"]),
        ("“It never closed", ["It never closed"]),
        ("„It never closed“ and „the rope”", ["It never closed", "the rope"]),
        ('"It never closed', ["It never closed"]),
        ("“One” and “two”", ["One", "two"]),
        ('«The bell» and "the rope"', ["The bell", "the rope"]),
        ("“One “two” three”", ["two"]),
        ("It’s the ringers’ bell", []),
        ("””’", []),
        ("", []),
    ],
)
def test_places_inside_of_marks(text: str, inside: list[str]) -> None:
    found = [text[start:end] for start, end in quoted_spans(text)]
    assert [one for one in found if one in inside] == inside
    assert len(found) <= len(inside) + 1
