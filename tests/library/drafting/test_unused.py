"""The sentences that no item uses: all of them, in order, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given

from rashomon.drafting.document import BlockKind, Document
from rashomon.drafting.draft import Draft
from rashomon.drafting.items import ItemKind
from rashomon.drafting.review.decisions import add, reject
from rashomon.drafting.review.unused import unused
from rashomon.drafting.sentences import sentences
from tests.library.drafting.drafts import COMMENTS, ITEMS, PARTS, document, draft, drafts

pytestmark = pytest.mark.slow


def test_what_no_item_uses_is_shown() -> None:
    assert [sentence.text for sentence in unused(draft())] == []
    without = draft(*(one for one in ITEMS if one.id not in ("i10", "i15")))
    assert [sentence.text for sentence in unused(without)] == ["It recalls the dark light of 1901."]


def test_a_rejected_item_uses_nothing() -> None:
    assert [sentence.text for sentence in unused(reject(draft(), ["i11"]))] == ["The keeper will leave by autumn."]


def test_a_comment_as_a_whole_does_not_use_its_sentences() -> None:
    only = draft(*(one for one in ITEMS if one.kind == ItemKind.COMMENT))
    assert "Was the oil bad?" in [sentence.text for sentence in unused(only)]


def test_boilerplate_is_left_out() -> None:
    with_policy = document((*PARTS, (BlockKind.BOILERPLATE, "Please be kind. No adverts.", None)), COMMENTS)
    kinds = {sentence.block.kind for sentence in unused(draft(document=with_policy))}
    assert BlockKind.BOILERPLATE not in kinds


def test_selecting_a_sentence_uses_it() -> None:
    nothing = draft(ITEMS[0])
    shown = unused(nothing)
    for sentence in shown:
        nothing = add(nothing, sentence.start, sentence.end, ItemKind.EVIDENCE)
    assert len(shown) > 8
    assert unused(nothing) == ()


def test_sentences_do_not_end_at_abbreviations() -> None:
    text = "Mr. Reed met Dr. A. Quill at 5 p.m. on Jan. 3. “Who paid?” he asked. Nobody knew… The U.S. press wrote."
    doc = document(((BlockKind.PARAGRAPH, text, None),), ())
    assert [sentence.text for sentence in sentences(doc)] == [
        "Mr. Reed met Dr. A. Quill at 5 p.m. on Jan. 3.",
        "“Who paid?” he asked.",
        "Nobody knew…",
        "The U.S. press wrote.",
    ]


@given(drafts())
def test_every_word_is_used_or_shown(waiting: Draft) -> None:
    doc: Document = waiting.document
    spans = [(s.start, s.end) for s in unused(waiting)]
    spans += [
        (s.start, s.end) for s in sentences(doc) if any(i.start < s.end and s.start < i.end for i in waiting.items)
    ]
    covered = {place for start, end in spans for place in range(start, end)}
    for block in doc.blocks:
        if block.kind != BlockKind.BOILERPLATE:
            missed = [p for p in range(block.start, block.end) if p not in covered and not doc.text[p].isspace()]
            assert missed == []


@given(drafts())
def test_sentences_are_in_order_whole_and_inside_their_blocks(waiting: Draft) -> None:
    end = 0
    for sentence in sentences(waiting.document):
        assert end <= sentence.start < sentence.end
        assert sentence.block.start <= sentence.start
        assert sentence.end <= sentence.block.end
        assert waiting.document.text[sentence.start : sentence.end] == sentence.text == sentence.text.strip()
        end = sentence.end
