"""Answers that make no sense, never end or refuse: asked again, read by the rules, or told."""

from __future__ import annotations

import json
import time

import pytest

from rashomon.drafting.document import BlockKind, Comment
from rashomon.drafting.failures import ReaderFailure
from rashomon.drafting.propose.endpoint.reader import EndpointReader
from rashomon.drafting.propose.rules.reader import RulesReader
from tests.library.drafting.drafts import LAMP, document
from tests.library.drafting.endpoint_reading import LAMP_PARTS as PARTS
from tests.library.drafting.endpoint_reading import RULED, read, words
from tests.library.drafting.endpoint_server import (
    KEY,
    Asked,
    Raw,
    answering,
    content,
    items,
    pointer,
)

pytestmark = pytest.mark.slow

MALFORMED = (
    Raw(b""),
    Raw(b"<html>"),
    Raw(b"[]"),
    Raw(b"{}"),
    Raw(b'{"choices": []}'),
    Raw(b'{"choices": [{"message": {"content": null}}]}'),
    Raw(b"[" * 100_000),
    Raw(b"\xff\xfe"),
    content(""),
    content("Here you are!"),
    content("```"),
    content("```json\n{}\n```"),
    content("[]"),
    content('{"items": {}}'),
    content('{"items": [1]}'),
    content('{"items": [{"block": "b4"}]}'),
    items(pointer("b4", "")),
    items(pointer("b4", "storm", "opinion")),
    items(pointer("b4", "storm", "title")),
    items(pointer("b4", "storm", "link")),
    items(pointer("b4", "storm", polarity="true")),
    items(pointer("b4", "storm", role="author")),
    items(pointer("b" * 100, "storm")),
    items(pointer("b4", "s" * 20_001)),
    items(*[pointer("b4", "storm")] * 2_001),
    content('{"items": [{"block": "b4", "quote": "\\ud800", "kind": "explanation"}]}'),
    content("[" * 100_000),
    Raw(b" " * 2_100_000),
    Raw(b"", again=b" " * 500_000),
    Raw(b"data: {}\n\n" * 100, headers=(("Content-Type", "text/event-stream"),)),
    Raw(b"{}", headers=(("Content-Length", "100"),)),
    Raw(b"zz\r\n", headers=(("Transfer-Encoding", "chunked"),)),
    Raw(b"SSH-2.0\r\n", is_headless=True),
    Raw(b"", is_headless=True),
    Raw(b"oops", 500),
    Raw(b"", 503),
    Raw(b"", 418),
)


@pytest.mark.parametrize("answer", MALFORMED, ids=range(len(MALFORMED)))
def test_after_two_malformed_answers_the_rules_read_the_part(answer: Raw) -> None:
    reading, server = read(lambda asked: items() if "b4" not in asked.blocks else answer)
    assert [sorted(asked.blocks) for asked in server.asked] == [["b4", "b5"], ["b4", "b5"], ["b7"], ["b8"]]
    article = {one for one in RULED if one.block in ("b4", "b5")}
    assert article
    assert article <= set(reading.found)
    assert "The rules read 1 part of the page: the endpoint gave no sound answer." in reading.warnings


def test_one_malformed_answer_is_forgiven() -> None:
    answers = iter((content("?"), items(pointer("b4", "the storm broke the lamp")), items(), items()))
    reading, server = read(lambda _: next(answers))
    assert words(reading) == ["the storm broke the lamp"]
    assert len(server.asked) == PARTS + 1
    assert not any("The rules read" in one for one in reading.warnings)


def test_an_endpoint_that_fails_part_after_part_is_asked_no_more() -> None:
    parts = [(BlockKind.COMMENT, f"Perhaps storm number {n} broke the lamp.", n) for n in range(1, 11)]
    doc = document(parts, tuple(Comment(number=n) for n in range(1, 11)))
    reading, server = read(content("?"), doc)
    assert len(server.asked) == 2 * 3
    assert reading.found == RulesReader().read(doc).found
    assert "The rules read 10 parts of the page: the endpoint gave no sound answer." in reading.warnings


@pytest.mark.parametrize("fence", ["```json\n{}\n```", "```\n{}\n```", "\n ```JSON\n{}\n```\n", " {} "])
def test_a_fence_around_the_answer_is_forgiven(fence: str) -> None:
    good = json.dumps({"items": [pointer("b4", "The glass was whole", "evidence", comment="!")], "note": "done"})
    reading, _ = read(lambda asked: content(fence.replace("{}", good)) if "b4" in asked.blocks else items())
    assert words(reading) == ["The glass was whole"]


def test_an_endpoint_that_knows_no_schema_is_asked_for_json() -> None:
    def older(asked: Asked) -> Raw:
        return items() if asked.json["response_format"]["type"] == "json_object" else Raw(b"", 400)

    reading, server = read(older)
    kinds = [asked.json["response_format"]["type"] for asked in server.asked]
    assert kinds == ["json_schema", *["json_object"] * PARTS]
    assert not any("The rules read" in one for one in reading.warnings)


def test_an_endpoint_that_refuses_every_form_leaves_the_rules() -> None:
    reading, _ = read(Raw(b"", 400))
    assert reading.found == RULED


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "RASHOMON_DRAFT_KEY"),
        (403, "RASHOMON_DRAFT_KEY"),
        (404, "no such model"),
        (429, "asks to wait"),
        (302, "sends elsewhere"),
        (307, "sends elsewhere"),
    ],
)
def test_a_refusal_ends_the_reading_and_never_names_the_key(status: int, words: str) -> None:
    refusal = Raw(KEY.encode(), status, (("Location", "/v1/other"), ("X-Key", KEY)))
    with answering(refusal) as server:
        with pytest.raises(ReaderFailure, match=words) as failed:
            EndpointReader(server.endpoint).read(LAMP)
        assert len(server.asked) == 1
        assert KEY not in f"{failed.value!r} {failed.value.__cause__} {server.endpoint!r}"
        assert str(server.server_port) in str(failed.value)


def test_nobody_there_is_told() -> None:
    with answering(items()) as server:
        gone = server.endpoint
    with pytest.raises(ReaderFailure, match="cannot be reached") as failed:
        EndpointReader(gone).read(LAMP)
    assert KEY not in str(failed.value)


@pytest.mark.parametrize(
    "answer",
    [
        Raw(b"", again=b" "),
        Raw(b"", is_headless=True, again=b"x"),
        Raw(b"HTTP/1.0 200 OK\r\n", is_headless=True, again=b"X: y\r\n"),
        Raw(b"1\r\n{\r\n", headers=(("Transfer-Encoding", "chunked"),), again=b"1\r\n \r\n"),
    ],
    ids=["body", "status", "headers", "chunks"],
)
def test_an_answer_that_never_ends_is_given_up_in_time(answer: Raw) -> None:
    start = time.monotonic()
    reading, server = read(lambda asked: answer if "b4" in asked.blocks else items(), patience=0.3)
    assert time.monotonic() - start < 1.5
    assert len(server.asked) == PARTS + 1
    assert any("The rules read 1 part" in one for one in reading.warnings)
