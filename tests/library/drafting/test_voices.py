"""Who says it: from the page's own voice to the origin, by the whole name, with the paper of each person."""

from __future__ import annotations

from time import thread_time

import pytest

from rashomon.drafting.document import Document
from rashomon.drafting.items import ItemKind, Voice, VoiceKind
from rashomon.drafting.link.voices import Voices, authors_of, same_voice
from rashomon.drafting.propose.found import Found, Span
from tests.library.drafting.articles import article


def _span(doc: Document, words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = doc.text.index(words, at + 1)
    return Span(at, at + len(words))


def _chain(doc: Document, *named: str, block: str = "b1", authors: tuple[Voice, ...] = (), nth: int = 0) -> list[Voice]:
    found = Found(ItemKind.QUOTATION, block, 0, 1, speakers=tuple(_span(doc, one, nth) for one in named))
    return list(Voices(doc, authors).chain(found))


def _person(name: str) -> Voice:
    return Voice(name=name, kind=VoiceKind.PERSON)


ADA = Voice(name="Ada Quill", kind=VoiceKind.AUTHOR)


def test_a_chain_starts_with_the_author() -> None:
    doc = article("The mayor said no. Posts on Telegram say yes.")
    chain = _chain(doc, "The mayor", "Posts on Telegram", authors=(ADA,))
    assert [one.name for one in chain] == ["Ada Quill", "The mayor", "Posts on Telegram"]
    assert [one.kind for one in chain] == [VoiceKind.AUTHOR, VoiceKind.UNNAMED, VoiceKind.PERSON]


def test_a_chain_in_a_comment_starts_with_the_commenter() -> None:
    doc = article("It went.", comments=[("Bo", "Tom Reed said so."), "Nobody did."])
    assert [one.name for one in _chain(doc, "Tom Reed", block="b2", authors=(ADA,))] == ["Bo", "Tom Reed"]
    assert [one.name for one in _chain(doc, block="b3", authors=(ADA,))] == ["reader’s comment 2"]


@pytest.mark.parametrize("kind", [ItemKind.TITLE, ItemKind.AUTHOR, ItemKind.BIO, ItemKind.DATE])
def test_what_the_page_says_of_itself_has_no_chain(kind: ItemKind) -> None:
    assert Voices(article("It went."), (ADA,)).chain(Found(kind, "b1", 0, 1)) == ()


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("Tom Reed came. Reed said no.", "Reed", "Tom Reed"),
        ("Dr. Tom Reed came. Dr. Reed said no.", "Dr. Reed", "Tom Reed"),
        ("Councillor Tom Reed came. Tom Reed left. Reed said no.", "Reed", "Tom Reed"),
        ("Reed said no.", "Reed", "Reed"),
        # Two people of one name stay apart: nobody is made up.
        ("Tom Reed and Ann Reed came. Reed said no.", "Reed", "Reed"),
    ],
)
def test_a_surname_leads_to_the_whole_name(text: str, words: str, whole: str) -> None:
    doc = article(text)
    at = doc.text.rindex(words)
    found = Found(ItemKind.QUOTATION, "b1", 0, 1, speakers=(Span(at, at + len(words)),))
    voice = Voices(doc, ()).chain(found)[-1]
    assert (voice.name, voice.start, voice.end) == (whole, at, at + len(words))


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("Tom Reed of The Harbour Gazette said no.", "The Harbour Gazette"),
        ("Tom Reed, who writes for the Harbour Gazette, said no.", "the Harbour Gazette"),
        ("Tom Reed, a columnist for the Harbour Gazette, said no.", "the Harbour Gazette"),
        ("The Harbour Gazette’s Tom Reed said no.", "The Harbour Gazette"),
        ("The Harbour Gazette's Tom Reed said no.", "The Harbour Gazette"),
        ("The Harbour Gazette’s science editor Tom Reed said no.", "The Harbour Gazette"),
        ("Harbour Gazette columnist Tom Reed said no.", "Harbour Gazette"),
        ("the Harbour Gazette staff writer Tom Reed said no.", "The Harbour Gazette"),
        ("Tom Reed said no. The Harbour Gazette was there.", ""),
        ("The Harbour Gazette says that Tom Reed left.", ""),
        ("The Harbour Gazette has a long history, and its writers are proud of the tower, unlike Tom Reed.", ""),
    ],
)
def test_a_person_has_the_paper_that_the_text_says(text: str, paper: str) -> None:
    assert _chain(article(text), "Tom Reed")[-1].of == paper


def test_the_paper_may_stand_elsewhere() -> None:
    doc = article("Tom Reed said no.", "It is odd, thinks Tom Reed of The Harbour Gazette.")
    assert _chain(doc, "Tom Reed")[-1].of == "The Harbour Gazette"


def test_only_people_write_for_a_paper() -> None:
    doc = article("The mayor of The Harbour Gazette said no.")
    assert _chain(doc, "The mayor")[-1].of == ""


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (ADA, _person("Quill"), True),
        (ADA, _person("ADA QUILL"), True),
        (ADA, _person("Ada Reed"), False),
        (ADA, Voice(name="quill", kind=VoiceKind.PUBLICATION), False),
        (ADA, Voice(name="ada quill", kind=VoiceKind.UNNAMED), True),
    ],
)
def test_the_same_voice(one: Voice, two: Voice, same: bool) -> None:
    assert same_voice(one, two) == same_voice(two, one) == same


def test_nobody_stands_twice_in_a_chain() -> None:
    doc = article("Quill said no.")
    assert [one.name for one in _chain(doc, "Quill", authors=(ADA,))] == ["Ada Quill"]


def test_authors_are_those_of_the_byline_or_the_article() -> None:
    doc = article("It went.", byline="By Ada Quill and Bo Lund")
    spans = [_span(doc, name) for name in ("Ada Quill", "Bo Lund")]
    found = tuple(Found(ItemKind.AUTHOR, "b1", span.start, span.end) for span in spans)
    assert [one.name for one in authors_of(doc, found)] == ["Ada Quill", "Bo Lund"]
    assert [(one.name, one.kind) for one in authors_of(doc, ())] == [("the article", VoiceKind.AUTHOR)]


def test_many_who_speak_in_a_long_article_cost_little() -> None:
    doc = article(*["Tom Reed said no to The Harbour Gazette again and again. " * 20] * 200)
    span = _span(doc, "Tom Reed")
    voices = Voices(doc, ())
    began = thread_time()
    for _ in range(2_000):
        voices.chain(Found(ItemKind.QUOTATION, "b1", 0, 1, speakers=(span,)))
    assert thread_time() - began < 3
