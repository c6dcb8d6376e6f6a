"""What speaks for and against a sentence being an explanation: each feature has a name that a reader understands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.drafting.document import BlockKind
from rashomon.drafting.propose.rules import cues
from rashomon.drafting.propose.rules.passages import Passage
from rashomon.drafting.propose.rules.puzzle import LEAD, stems
from rashomon.drafting.sentences import Sentence

NEAR = 120
"""Signs of a paragraph that may introduce the next one, as a question or a heading does."""
SHORT = 2
"""Sentences of a comment that comes straight to its point."""
EXISTING = {
    "hedged past",
    "theory",
    "some say",
    "suspects",
    "points to",
    "because",
    "due to",
    "caused by",
    "the cause",
    "to blame",
    "stems from",
}


def features(passage: Passage, place: int, puzzle: frozenset[str], *, is_list: bool) -> frozenset[str]:
    """Return the names of the features that a sentence has, in its place among the others of its passage."""
    return frozenset(_features(passage, place, puzzle, is_list))


def is_question(text: str) -> bool:
    """Return whether a sentence ends as a question does."""
    return text.rstrip("”’\"')").endswith("?")


def _features(passage: Passage, place: int, puzzle: frozenset[str], is_list: bool) -> Iterator[str]:
    sentence = passage.sentences[place]
    shared = min(len(stems(sentence.text) & puzzle), 3)
    if is_question(sentence.text):
        yield from _question(passage, place)
    if shared:
        yield f"{shared} words of the question"
    found = [cue.name for cue in (*cues.EXPLICIT, *cues.PLAIN) if cue.pattern.search(sentence.text)]
    yield from found
    yield from _together(passage, sentence, is_cued=bool(found), is_shared=bool(shared))
    yield from _words(sentence.text)
    yield from _place(passage, place, is_list)


def _together(passage: Passage, sentence: Sentence, *, is_cued: bool, is_shared: bool) -> Iterator[str]:
    """Tell what cues mean in company: a cause of what is asked weighs more than a cause of something else."""
    is_quoted = _is_quoted(passage, sentence)
    if is_quoted:
        yield "within a quotation"
    if is_cued:
        yield "a cue with words of the question" if is_shared else "a cue without words of the question"
        return
    yield "no cue"
    if is_quoted or cues.SPEECH.search(sentence.text):
        yield "speech without a cue"
    if cues.OWN.search(sentence.text):
        yield "the writer’s own doings, without a cue"


def _is_quoted(passage: Passage, sentence: Sentence) -> bool:
    """Return whether a sentence begins inside of quotation marks that were opened before it."""
    before = passage.document.text[sentence.block.start : sentence.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _words(text: str) -> Iterator[str]:
    for name, pattern in cues.MARKS:
        if pattern.search(text):
            yield name
    if len(text.split()) < 5:
        yield "few words"
    elif len(text.split()) > 30:
        yield "many words"


def _question(passage: Passage, place: int) -> Iterator[str]:
    text = passage.sentences[place].text
    bare = re.sub(r"^[“‘\"'(\s]*", "", text)
    beside = [at for at in (place - 1, place + 1) if 0 <= at < len(passage.sentences)]
    is_beside = any(is_question(passage.sentences[at].text) for at in beside)
    if cues.WH.match(text):
        yield "asks why"
    elif cues.WHAT_IF.search(text) and len(text.split()) > 3:
        yield "what if"
    elif cues.ASKS_OF.search(text):
        yield "asks of a thing"
    elif cues.EMPTY_QUESTION.match(bare) or len(text.split()) < 3:
        yield "asks for assent"
    elif cues.AUXILIARY.match(bare):
        yield "asks whether"
    else:
        yield "a question of few words"
    if is_beside:
        yield "questions in a row"


def _place(passage: Passage, place: int, is_list: bool) -> Iterator[str]:
    sentence = passage.sentences[place]
    last = passage.sentences[place - 1] if place else None
    # A long paragraph that ends with a theory announces nothing in the next one.
    is_near = last is not None and (last.block is sentence.block or last.block.end - last.block.start < NEAR)
    before = last.text if last is not None and is_near else ""
    yield "in the article" if passage.is_article else "in a comment"
    if passage.is_article and place < LEAD:
        yield "opens the article"
    if not passage.is_article:
        yield from _in_comment(passage, place)
    if (
        cues.ANNOUNCES.search(before)
        or before.rstrip().endswith(":")
        or (is_question(before) and cues.WH.match(before))
    ):
        yield "announced"
    if _is_cued(before):
        yield "after a cue"
    if place + 1 < len(passage.sentences) and _is_cued(passage.sentences[place + 1].text):
        yield "before a cue"
    if sentence.start == sentence.block.start:
        yield "opens a paragraph"
    if is_list and passage.is_article:
        yield from _in_list(passage, sentence, before)


def _in_comment(passage: Passage, place: int) -> Iterator[str]:
    if place == 0:
        yield "opens a comment"
    if len(passage.sentences) <= SHORT:
        yield "in a short comment"
    if any(block.links or cues.LINK.search(passage.document.text_of(block)) for block in passage.blocks):
        yield "in a comment with a link"
    words = passage.sentences[place].text
    if len(words.split()) <= 4 and not cues.VERBS.search(words):
        yield "a bare noun in a comment"


def _in_list(passage: Passage, sentence: Sentence, before: str) -> Iterator[str]:
    """Tell entries of a list of reasons: headings, list items, and paragraphs with a number, short or long."""
    kinds = (BlockKind.HEADING, BlockKind.LIST_ITEM)
    is_first = sentence.start - sentence.block.start < 3
    block = passage.document.text_of(sentence.block)
    if is_first and (sentence.block.kind in kinds or cues.ORDINAL.match(sentence.text)):
        yield "heads a list of reasons"
    elif cues.ORDINAL.match(block) and sentence.start - sentence.block.start < 40:
        yield "follows the head of a reason"


def _is_cued(text: str) -> bool:
    return any(cue.name in EXISTING and cue.pattern.search(text) for cue in (*cues.EXPLICIT, *cues.PLAIN))
