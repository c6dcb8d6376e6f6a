"""With pseudonyms no name of the page is sent, and what is found is still the page's own words, sign for sign."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.drafting.document import BlockKind, Comment, Document
from rashomon.drafting.items import Finder, ItemKind
from rashomon.drafting.link.linking import link
from rashomon.drafting.propose.endpoint.disguise import disguised
from rashomon.drafting.propose.endpoint.reader import EndpointReader
from rashomon.drafting.propose.found import Reading, Span
from tests.library.drafting.drafts import LAMP, document
from tests.library.drafting.endpoint_server import Answering, Asked, Raw, answering, items, pointer

P = BlockKind.PARAGRAPH
PEOPLE = ("Ada Quill", "Tom Reed", "Zoë van Hal", "Anne-Marie Dupont", "Capt. Nils Berg", "Sean O’Hara")
PARTS = (
    (BlockKind.TITLE, "Did Tom Reed put out the lamp?", None),
    (BlockKind.BYLINE, "By Ada Quill", None),
    (P, "Tom Reed says that the storm broke the lamp. Nobody saw it but Capt. Nils Berg", None),
    (P, "“Zoë van Hal was paid,” said Reed’s neighbour. BERG WAS NOT. Perhaps van Hal slept, thinks Tom\nReed.", None),
    (BlockKind.BIO, "Ada Quill has known Anne-Marie Dupont since 1990.", None),
    (BlockKind.COMMENT, "Quill is wrong: Dupont broke it, and Marta told me so. Greetings, Kit", 1),
    (BlockKind.COMMENT, "I agree with Kit Marlow and lamplighter99.", 2),
)
COMMENTS = (Comment(number=1, author="Kit Marlow"), Comment(number=2, author="Bo"), Comment(number=3, author="Marta"))
NIGHT = document(PARTS, (*COMMENTS, Comment(number=4, author="lamplighter99")))
NAMES = ("Tom", "Reed", "Ada", "Quill", "Nils", "Berg", "BERG", "Zoë", "Hal", "Dupont", "Kit", "Marlow", "Marta")


def _read(answers: Answering, doc: Document = NIGHT) -> tuple[Reading, list[Asked]]:
    with answering(answers) as server:
        reader = EndpointReader(server.endpoint, pseudonyms=True, patience=5.0)
        return reader.read(doc), server.asked


def _shown(asked: Asked) -> Raw:
    """Point to every sentence that was sent, in the words in which it was sent."""
    return items(
        *(pointer(block, one) for block, text in asked.blocks.items() for one in re.split(r"[.] (?!Person)", text))
    )


def test_no_name_of_the_page_is_sent() -> None:
    _, sent = _read(_shown)
    assert len(sent) == 3
    for asked in sent:
        whole = asked.body + " ".join(asked.blocks.values()) + str(asked.headers)
        assert not [name for name in (*NAMES, "lamplighter99") if name in whole]
        assert "Person " in whole


def test_what_is_found_is_in_the_words_of_the_page() -> None:
    reading, _ = _read(_shown)
    found = [NIGHT.text[one.start : one.end] for one in reading.found if one.found_by == Finder.MODEL]
    assert "Tom Reed says that the storm broke the lamp" in found
    assert any("Nobody saw it but Capt" in one and one.endswith("Nils Berg") for one in found)
    assert any(one.startswith("“Zoë van Hal was paid,” said Reed’s neighbour") for one in found)
    assert "I agree with Kit Marlow and lamplighter99." in found
    assert not any("Person " in one for one in found)
    assert all(one.text == NIGHT.text[one.start : one.end] for one in link(NIGHT, reading.found))


def test_a_speaker_is_found_behind_the_pseudonym() -> None:
    def answer(asked: Asked) -> Raw:
        if "b3" not in asked.blocks:
            return items()
        name = " ".join(asked.blocks["b3"].split()[:2])
        return items(pointer("b3", "the storm broke the lamp", speaker_quote=name))

    reading, _ = _read(answer)
    (one,) = [one for one in reading.found if one.found_by == Finder.MODEL]
    assert [NIGHT.text[span.start : span.end] for span in one.speakers] == ["Tom Reed"]


def test_true_names_are_not_found_when_they_were_not_sent() -> None:
    reading, _ = _read(lambda asked: items(pointer("b3", "Tom Reed says")) if "b3" in asked.blocks else items())
    assert not any(one.found_by == Finder.MODEL for one in reading.found)
    assert any(one.startswith("1 item") for one in reading.warnings)


def test_a_surname_alone_is_the_same_person() -> None:
    shown = disguised(NIGHT)
    title, first = (shown.document.text_of(shown.document.block(one)) for one in ("b1", "b3"))
    assert title.split()[1:3] == first.split()[:2]
    assert title.split()[2] in {chr(ord("A") + n) for n in range(26)}


def test_a_name_is_replaced_however_its_accents_and_blanks_are_written() -> None:
    words = unicodedata.normalize("NFD", "Perhaps Zoë\u00a0Hal slept; Hal, ZOË HAL, Zoë Hal.")
    doc = document(((P, words, None), (BlockKind.COMMENT, "Yes.", 1)), (Comment(number=1, author="Zoë Hal"),))
    assert not re.search("hal|zo", disguised(doc).document.text, re.IGNORECASE)


def test_two_people_of_one_surname_are_both_replaced() -> None:
    doc = document(((P, "Ada Reed met Tom Reed. Perhaps Reed broke the lamp.", None),), ())
    assert "Reed" not in disguised(doc).document.text


@pytest.mark.parametrize("author", ["because", "the", "perhaps"])
def test_a_reader_who_signs_as_a_word_does_not_change_how_others_are_read(author: str) -> None:
    words = "Perhaps the lamp went out because of the storm, perhaps not."
    doc = document(((P, words, None), (BlockKind.COMMENT, "Yes.", 1)), (Comment(number=1, author=author),))
    assert disguised(doc).document.text_of(doc.block("b1").model_copy(update={"end": len(words)})) == words


@pytest.mark.parametrize("author", ["(", "a|b", "[x]*", "\\", ".*", "👩‍👩‍👧", "A" * 300, " ", "C++", "$&", "Person A"])
def test_strange_names_are_no_patterns(author: str) -> None:
    words = f"It was {author}, they say. Person A broke the lamp."
    doc = document(((P, words, None), (BlockKind.COMMENT, "Yes.", 1)), (Comment(number=1, author=author),))
    shown = disguised(doc)
    text = shown.document.text_of(shown.document.block("b1"))
    assert text.startswith("It was ")
    assert shown.back(Span(0, len(text))) == Span(0, len(words))


def test_a_document_without_names_is_sent_as_it_is() -> None:
    doc = document(((P, "the lamp went out.", None),), ())
    assert disguised(doc).document.text.strip() == doc.text.strip()
    assert disguised(doc).back(Span(4, 8)) == Span(4, 8)


pieces = st.one_of(
    st.sampled_from(PEOPLE),
    st.sampled_from(["“", "”", ", ", ". ", " – ", "’s ", "\n", " said ", " the lamp ", "Person A", " (", ") "]),
    st.text(alphabet="ab cé", min_size=1, max_size=6),
)
texts = st.lists(pieces, min_size=1, max_size=8).map("".join).map(str.strip).filter(bool)


@st.composite
def named(draw: st.DrawFn) -> Document:
    """Return a document with names at the beginnings and ends of blocks, and within quotations."""
    parts = [(P, draw(texts), None) for _ in range(draw(st.integers(1, 3)))]
    said = [(BlockKind.COMMENT, draw(texts), n) for n in range(1, draw(st.integers(0, 2)) + 1)]
    authors = st.sampled_from((*PEOPLE, "", "Bo"))
    return document([*parts, *said], tuple(Comment(number=n, author=draw(authors)) for _, _, n in said))


@given(named(), st.data())
def test_places_come_back_to_the_true_words(doc: Document, data: st.DataObject) -> None:
    shown = disguised(doc)
    for author in {one.author for one in doc.comments if one.author}:
        assert not re.search(rf"(?<!\w){author}(?!\w)", shown.document.text)
    for true, other in zip(doc.blocks, shown.document.blocks, strict=True):
        assert shown.back(Span(other.start, other.end)) == Span(true.start, true.end)
        start = data.draw(st.integers(other.start, other.end - 1))
        end = data.draw(st.integers(start + 1, other.end))
        back = shown.back(Span(start, end))
        assert true.start <= back.start < back.end <= true.end
        replaced = [one for one in shown.moved if one[0] < end and start < one[1]]
        words, sent = doc.text[back.start : back.end], shown.document.text[start:end]
        if not replaced:
            assert words == sent
        for there, there_end, here, here_end in replaced:
            assert back.start <= here < here_end <= back.end
            assert shown.document.text[there:there_end].startswith("Person ")


def test_the_page_of_the_other_tests_keeps_its_authors_to_itself() -> None:
    reading, sent = _read(_shown, LAMP)
    assert not any(name in asked.body for asked in sent for name in ("Quill", "Tom Reed", "Reed"))
    assert any(one.kind == ItemKind.AUTHOR and LAMP.text[one.start : one.end] == "Ada Quill" for one in reading.found)
