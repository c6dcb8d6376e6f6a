"""Whatever is read, the outcome is a case or problems: never another exception, never a hang."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.casefile import CaseFile, format_problem, read_case_text, read_document, yaml_tree
from rashomon.casefile.source_text import source_text
from rashomon.problems import CaseProblems
from tests.library.casefile.texts import SOUND

pytestmark = pytest.mark.slow

PIECES = [
    *"{}[]:,-#&*!|>'\"%@`?~\n\t \r\x00\x85\u2028é",
    ": ",
    "- ",
    "\n  ",
    "\n- ",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "<<: ",
    "!!str ",
    "&a ",
    "*a",
    "? ",
    "|\n",
    ">-\n",
    "1",
    "1e999",
    ".nan",
    "0x1F",
    "null",
    "true",
    "no",
    "2024-02-30",
    "60%",
    "4x",
    "2-8x",
    "likely",
    '"\\ud800"',
    '"\\U00110000"',
    *re.findall(r"\w+:|\w+", SOUND),
]
SOUP = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
KEYS = st.sampled_from(
    [*re.findall(r"(\w+):", SOUND), "via", "groups", "reference_classes", "parallels", "showed", "x"]
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(PIECES),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)


def outcome(content: str | bytes, name: str = "case.yaml") -> CaseFile | None:
    """Read; check that problems can be shown; let every other exception through."""
    try:
        return read_case_text(content, name=name)
    except CaseProblems as error:
        refused = error.problems
    assert refused
    assert all(problem.message for problem in refused)
    shown = "".join(format_problem(problem) for problem in refused)
    assert all(ord(sign) >= 32 or sign == "\n" for sign in shown)
    return None


@given(st.text())
def test_any_text_is_refused_in_words(text: str) -> None:
    assert outcome(text) is None
    assert outcome(text, "case.json") is None


@given(st.binary())
def test_any_bytes_are_refused_in_words(content: bytes) -> None:
    assert outcome(content) is None


@given(SOUP)
@settings(max_examples=400)
def test_a_soup_of_yaml_is_refused_in_words(text: str) -> None:
    assert outcome(text) is None


@pytest.mark.slow
@given(st.integers(0, len(SOUND)), st.integers(0, 30), SOUP)
@settings(max_examples=500)
def test_a_sound_case_with_a_hole_is_read_or_refused(start: int, length: int, filling: str) -> None:
    text = SOUND[:start] + filling + SOUND[start + length :]
    read = outcome(text)
    if read is not None:
        assert len(read.sha256) == 64


def with_one_value_replaced(document: Any, choices: st.DataObject) -> Any:
    """Replace one value somewhere in `document`, or add a key."""
    if isinstance(document, dict) and document and choices.draw(st.integers(0, 5)):
        key = choices.draw(st.sampled_from(sorted(document)) | KEYS)
        return {**document, key: with_one_value_replaced(document.get(key), choices)}
    if isinstance(document, list) and document and choices.draw(st.integers(0, 5)):
        at = choices.draw(st.integers(0, len(document) - 1))
        return [*document[:at], with_one_value_replaced(document[at], choices), *document[at + 1 :]]
    return choices.draw(VALUES)


@pytest.mark.slow
@given(st.data())
@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
def test_a_sound_document_with_a_strange_value_is_read_or_refused(choices: st.DataObject) -> None:
    document = with_one_value_replaced(with_one_value_replaced(read_case_text(SOUND).document, choices), choices)
    read = outcome(json.dumps(document), "case.json")
    try:
        same = read_document(document)
    except CaseProblems:
        assert read is None
    else:
        assert read is not None
        assert read.sha256 == same.sha256


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": "a\x1b[31m"}, "broken-sign"),
        ({"title": "a\ud800"}, "broken-sign"),
        ({"a\x00": 1}, "broken-sign"),
        ({"widening": float("nan")}, "not-a-number"),
        ({"widening": 10**5000}, "not-a-number"),
        ({"title": b"bytes"}, "not-plain"),
        ({"title": {1: 2}}, "bad-key"),
        ({"authors": [1] * 10_001}, "too-many-entries"),
        ({"authors": [[1] * 9_000] * 60}, "too-many-values"),
    ],
)
def test_plain_values_have_the_limits_of_files(change: dict[str, Any], code: str) -> None:
    with pytest.raises(CaseProblems) as refused:
        read_document(read_case_text(SOUND).document | change)
    assert [p.code for p in refused.value.problems] == [code]


def test_plain_values_may_not_be_too_deep_nor_refer_to_themselves() -> None:
    deep: dict[str, Any] = {"rashomon": 1}
    deep["title"] = deep
    documents: list[Any] = [deep, []]
    for document in documents:
        with pytest.raises(CaseProblems) as refused:
            read_document(document)
        assert [p.code for p in refused.value.problems] == ["too-deep" if document else "not-a-case"]


HEAVY = {
    "one long word": "a" * 400_000,
    "one long line of words": "a: " + "b " * 200_000,
    "many lines of one word": "a: b\n" + "  c\n" * 100_000,
    "open brackets": "[" * 100_000,
    "open braces": "{" * 100_000,
    "dashes": "- " * 100_000,
    "question marks": "? " * 100_000,
    "quotes": '"' * 100_001,
    "anchors": "&a " * 10_000,
    "commas": "[" + "," * 100_000,
    "colons": ":" * 100_000,
    "keys": "".join(f"k{n}: 1\n" for n in range(9_000)),
    "comments": "# x\n" * 100_000,
    "json brackets": '{"a": ' + "[" * 100_000,
    "json backslashes": '{"a": "' + "\\" * 100_001,
    "digits": "rashomon: " + "9" * 100_000,
}


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY.keys())
def test_heavy_input_is_refused_in_words(text: str) -> None:
    assert outcome(text) is None


@pytest.mark.slow
@pytest.mark.skipif(yaml_tree._fast_events("a: 1") is None, reason="the C parser is an optional extra")
@given(SOUP | st.tuples(st.integers(0, len(SOUND)), SOUP).map(lambda p: SOUND[: p[0]] + p[1] + SOUND[p[0] :]))
@settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow])
def test_both_parsers_give_one_answer(text: str) -> None:
    def answer() -> Any:
        try:
            tree, problems = yaml_tree.read_yaml(source_text(text, "case.yaml"))
        except CaseProblems as refused:
            return [(p.code, p.message, p.place) for p in refused.problems]
        return tree.value, [(p.code, p.message, p.place) for p in problems]

    fast = answer()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_tree, "_fast_events", lambda text: None)
        assert answer() == fast
