"""A draft is held against its text when it is loaded: each broken field is refused, with its place."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from rashomon.drafting import draft as drafting
from rashomon.drafting.draft import Draft, draft_to_json, read_draft
from rashomon.drafting.failures import BadDraft
from tests.library.drafting.drafts import draft, drafts

pytestmark = pytest.mark.slow

SOUND: dict[str, Any] = json.loads(draft_to_json(draft()))
Break = Callable[[dict[str, Any]], Any]


def put(*path: str | int, value: Any) -> Break:
    """Return what writes a value at a place of a draft."""

    def write(values: dict[str, Any]) -> None:
        inner: Any = values
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = value

    return write


def drop(*path: str | int) -> Break:
    """Return what takes a value out of a draft."""

    def remove(values: dict[str, Any]) -> None:
        inner: Any = values
        for key in path[:-1]:
            inner = inner[key]
        del inner[path[-1]]

    return remove


BROKEN: dict[str, tuple[Break, str]] = {
    "another version": (put("rashomon_draft", value=2), "rashomon_draft"),
    "no document": (drop("document"), "document"),
    "no origin": (drop("origin"), "origin"),
    "unknown key": (put("verdict", value="guilty"), "verdict"),
    "unknown key of an item": (put("items", 4, "truth", value=1), "items.4.truth"),
    "no hash": (put("origin", "sha256", value="abc"), "origin.sha256"),
    "unknown format": (put("origin", "format", value="pdf"), "origin.format"),
    "negative size": (put("origin", "size", value=-1), "origin.size"),
    "text is not the span": (put("items", 4, "text", value="the keeper broke the lamp"), "item i5: its text is not"),
    "text with one sign more": (put("items", 4, "text", value="the storm broke the lamp "), "item i5: its text"),
    "span moved by one": (put("items", 4, "start", value=SOUND["items"][4]["start"] + 1), "item i5: its text"),
    "span outside the text": (put("items", 4, "end", value=100_000), "item i5 goes beyond its block"),
    "span over the end of its block": (put("items", 4, "end", value=300), "item i5 goes beyond its block"),
    "span turned round": (put("items", 4, "end", value=0), "item i5 is empty"),
    "a place that is text": (put("items", 4, "start", value="61"), "items.4.start"),
    "a place that is a flag": (put("items", 4, "start", value=True), "items.4.start"),
    "a place that is no whole number": (put("items", 4, "start", value=1.5), "items.4.start"),
    "a negative place": (put("items", 4, "start", value=-1), "items.4.start"),
    "unknown block": (put("items", 4, "block", value="b99"), "item i5 stands in block b99"),
    "another block": (put("items", 4, "block", value="b1"), "item i5 goes beyond its block b1"),
    "the block of a comment": (put("items", 4, "block", value="b7"), "item i5 goes beyond its block b7"),
    "no block": (put("items", 4, "block", value="paragraph"), "items.4.block"),
    "two items with one id": (put("items", 4, "id", value="i1"), "two items have one id"),
    "a strange id": (put("items", 4, "id", value="i01"), "items.4.id"),
    "unknown kind": (put("items", 4, "kind", value="verdict"), "items.4.kind"),
    "unknown polarity": (put("items", 4, "polarity", value="true"), "items.4.polarity"),
    "unknown state": (put("items", 4, "state", value="confirmed"), "items.4.state"),
    "role on an explanation": (put("items", 4, "role", value="proposes"), "item i5: comments, and nothing else"),
    "comment without a role": (drop("items", 14, "role"), "item i15: comments, and nothing else"),
    "unknown role": (put("items", 14, "role", value="troll"), "items.14.role"),
    "link without an address": (drop("items", 13, "url"), "item i14: links, and nothing else"),
    "address on an explanation": (put("items", 4, "url", value="https://example.org"), "item i5: links"),
    "script as an address": (put("items", 13, "url", value="javascript:alert(1)"), "items.13.url"),
    "data as an address": (put("items", 13, "url", value="data:text/html,x"), "items.13.url"),
    "an address with a line end": (put("items", 13, "url", value="https://example.org/\nx"), "items.13.url"),
    "an address that ends in a line end": (put("items", 13, "url", value="https://example.org/\n"), "items.13.url"),
    "script behind a link of a block": (
        put("document", "blocks", 3, "links", value=[{"start": 61, "end": 63, "url": "javascript:x"}]),
        "document.blocks.3.links.0.url",
    ),
    "a link outside its block": (
        put("document", "blocks", 3, "links", value=[{"start": 0, "end": 3, "url": "https://example.org"}]),
        "block b4 has a link outside",
    ),
    "merged into nothing": (put("items", 4, "state", value="merged"), "item i5: merged items"),
    "merged into an unknown item": (
        lambda d: d["items"][4].update(state="merged", into="i99"),
        r"item i5 names \['i99'\]",
    ),
    "accepted and merged": (put("items", 4, "into", value="i8"), "item i5: merged items"),
    "the same as an unknown item": (put("items", 4, "same_as", value=["i99"]), r"item i5 names \['i99'\]"),
    "empty label": (put("items", 4, "label", value=""), "items.4.label"),
    "endless label": (put("items", 4, "label", value="x" * 1001), "items.4.label"),
    "a nameless voice": (put("items", 4, "chain", value=[{"name": "", "kind": "person"}]), "items.4.chain.0.name"),
    "a voice of no kind": (put("items", 4, "chain", value=[{"name": "X", "kind": "god"}]), "items.4.chain.0.kind"),
    "a voice outside the text": (
        put("items", 4, "chain", value=[{"name": "X", "kind": "person", "start": 0, "end": 99_999}]),
        "item i5: the speaker 'X' is named outside",
    ),
    "an empty block": (put("document", "blocks", 0, "end", value=0), "block b1 is empty"),
    "blocks that overlap": (put("document", "blocks", 1, "start", value=3), "block b2 is empty, out of order"),
    "a block outside the text": (put("document", "blocks", 7, "end", value=99_999), "block b8 is empty, out of order"),
    "two blocks with one id": (put("document", "blocks", 1, "id", value="b1"), "two blocks have one id"),
    "a comment in the article": (put("document", "blocks", 3, "comment", value=1), "block b4: blocks of comments"),
    "a comment of nobody": (drop("document", "blocks", 6, "comment"), "block b7: blocks of comments"),
    "an unlisted comment": (put("document", "blocks", 6, "comment", value=9), "block b7 belongs to comment 9"),
    "two comments with one number": (put("document", "comments", 1, "number", value=1), "document"),
    "another text": (put("document", "text", value="x" * 2000), "its text is not"),
    "no text": (put("document", "text", value=None), "document.text"),
    "nothing dropped": (put("dropped", value=[{"what": "scripts", "count": 0}]), "dropped.0.count"),
}


@pytest.mark.parametrize("why", BROKEN)
def test_a_broken_draft_is_refused_with_its_place(why: str) -> None:
    damage, message = BROKEN[why]
    values = copy.deepcopy(SOUND)
    damage(values)
    with pytest.raises(BadDraft, match=message) as refused:
        read_draft(json.dumps(values), name="lamp.draft.json")
    assert str(refused.value).startswith("lamp.draft.json is not a draft that can be trusted: ")
    assert len(str(refused.value)) < 1000


@pytest.mark.parametrize(
    "text",
    ["", "{", "null", "[]", "1", '"x"', "{}", "[" * 100_000, '{"a":' * 50_000, '{"rashomon_draft": NaN}', '"\\ud800"'],
)
def test_what_is_no_draft_is_refused(text: str) -> None:
    with pytest.raises(BadDraft, match="is not a draft that can be trusted"):
        read_draft(text)


def test_a_huge_file_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "LARGEST_DRAFT", 2_000_000)
    with pytest.raises(BadDraft, match=r"the draft is larger than 2 MB\. Not read\."):
        read_draft(" " * 2_000_001)


def gone_on(comment: int, words: str, item: int) -> str:
    """Return a draft where a comment goes on at the end of the page, and an item of it goes on to there."""
    values = copy.deepcopy(SOUND)
    doc, longer = values["document"], values["items"][item - 1]
    start = len(doc["text"])
    end = start + len(words)
    doc["text"] += f"{words}\n\n"
    doc["blocks"].append({"id": "b9", "kind": "comment", "start": start, "end": end, "comment": comment})
    longer.update(end=end, text=doc["text"][longer["start"] : end])
    return json.dumps(values)


def test_an_item_of_one_comment_does_not_hold_the_words_of_another() -> None:
    """Comment 1 goes on after comment 2: what spans both is nobody's."""
    with pytest.raises(BadDraft, match="item i15 goes beyond its block b7"):
        read_draft(gone_on(1, "Bo again.", 15))


def test_a_comment_of_two_paragraphs_may_be_one_item() -> None:
    assert read_draft(gone_on(2, "More oil.", 16)).item("i16").text.endswith("More oil.")


def test_places_are_code_points() -> None:
    values = copy.deepcopy(SOUND)
    values["items"] = []
    values["document"] = {
        "text": "👩‍👩‍👧 é e\u0301 𝒳",
        "blocks": [{"id": "b1", "kind": "paragraph", "start": 0, "end": 12}],
    }
    item = {"id": "i1", "kind": "evidence", "block": "b1", "start": 11, "end": 12, "text": "𝒳", "label": "x"}
    values["items"] = [item]
    assert read_draft(json.dumps(values)).item("i1").text == "𝒳"


@given(drafts())
def test_a_draft_comes_back_as_it_was(any_draft: Draft) -> None:
    text = draft_to_json(any_draft)
    assert read_draft(text) == any_draft
    assert draft_to_json(read_draft(text)) == text
