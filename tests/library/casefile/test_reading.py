"""Reading: words of YAML 1.2, files that are none, and JSON."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from rashomon.casefile import case_to_json, read_case_text, read_casefile, read_document
from rashomon.casefile.limits import MOST_BYTES, MOST_ENTRIES
from rashomon.problems import CaseProblems
from tests.library.casefile.texts import SOUND, advice_on, changed, only_problem, problems_in


def test_a_sound_case_is_read() -> None:
    read = read_case_text(SOUND)
    assert [h.id for h in read.case.hypotheses] == ["storm", "keeper"]
    assert read.case.as_of == date(2024, 5, 20)
    assert read.case.evidence[1].reports[1].via == "r1"
    assert read.case.evidence[1].likelihood["storm"].text == "1-5%"
    assert read.document["as_of"] == "2024-05-20"


def test_the_sound_case_needs_no_advice() -> None:
    assert advice_on(SOUND) == ()


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "y", "No", "12:30:00", "1_000", "0777x"])
def test_words_of_yaml_1_1_are_text(word: str) -> None:
    assert read_case_text(changed(("The glass is unbroken.", word))).case.evidence[0].statement == word


@pytest.mark.parametrize("word", ["no", "yes", "on", "0", "'true'", "[true]"])
def test_only_true_and_false_are_flags(word: str) -> None:
    text = SOUND.replace("established: true", f"established: {word}", 1)
    found = only_problem(text)
    assert found.code == "bad-flag"
    assert found.fix == "write `true` or `false`"


@pytest.mark.parametrize(
    "word", ["20240504", "2024-5-4", "2024-02-30", "tomorrow", "2024-05-04T10:00:00", "'1714780800'"]
)
def test_only_days_are_dates(word: str) -> None:
    text = SOUND.replace("on: 2024-05-04", f"on: {word}", 1)
    assert only_problem(text).code == "bad-date"


def test_a_quoted_date_is_a_date() -> None:
    text = SOUND.replace("on: 2024-05-04", 'on: "2024-05-04"', 1)
    assert read_case_text(text).sha256 == read_case_text(SOUND).sha256


def test_a_date_as_text_stays_text() -> None:
    read = read_case_text(changed(("The glass is unbroken.", "2024-05-04")))
    assert read.case.evidence[0].statement == "2024-05-04"


def test_a_key_with_nothing_after_it_is_left_out() -> None:
    assert read_case_text(changed(("as_of: 2024-05-20", "as_of:"))).case.as_of is None


def test_an_unknown_key_with_nothing_after_it_is_still_a_problem() -> None:
    found = only_problem(changed(("as_of: 2024-05-20", "as_off:")))
    assert found.message == "unknown key `as_off`: did you mean `as_of`?"


def test_plain_aliases_are_followed() -> None:
    text = changed(
        ("likelihood: {storm: 10%, keeper: almost certain}", "likelihood: &row {storm: 10%, keeper: 99%}"),
        ("likelihood: {storm: 60%, keeper: 30%}", "likelihood: *row"),
    )
    read = read_case_text(text)
    assert read.case.evidence[2].likelihood == read.case.evidence[0].likelihood


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    read = read_case_text(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())
    assert read.sha256 == read_case_text(SOUND).sha256
    place = read.locate(("evidence", 0, "statement"))
    assert place is not None
    assert (place.line, place.text) == (13, "    statement: The glass is unbroken.")


def test_json_and_yaml_are_the_same_case() -> None:
    read = read_case_text(SOUND)
    as_json = case_to_json(read.case)
    assert read_case_text(as_json, name="case.json").sha256 == read.sha256
    assert read_case_text(as_json, name="pasted").case == read.case


def test_plain_values_are_read_and_nulls_are_left_out() -> None:
    read = read_case_text(SOUND)
    document = {**json.loads(case_to_json(read.case)), "title": None}
    again = read_document(document)
    assert again.sha256 == read.sha256
    assert again.locate(("title",)) is None


def test_plain_values_with_problems_have_no_places() -> None:
    with pytest.raises(CaseProblems) as refused:
        read_document({"rashomon": 1, "question": "Why?", "hypotheses": [], "evidense": None})
    assert [(p.code, p.place) for p in refused.value.problems] == [("unknown-key", None), ("too-few", None)]


BROKEN_FILES: list[tuple[str | bytes, str, tuple[int, int] | None]] = [
    ("", "empty", (1, 1)),
    ("  \n\n", "empty", (1, 1)),
    ("# nothing but a comment\n", "empty", (1, 1)),
    ("- a\n- b\n", "not-a-case", (1, 1)),
    ("just text\n", "not-a-case", (1, 1)),
    ("[]", "not-a-case", (1, 1)),
    ("rashomon: 2\n", "too-new", (1, 11)),
    ("rashomon: 1\n---\nrashomon: 1\n", "several-documents", (2, 1)),
    ("rashomon: 1\n\tquestion: x\n", "syntax", (2, 1)),
    ("question: a: b\n", "syntax", (1, 12)),
    ('question: "a\nb: c\n', "syntax", (1, 11)),
    ("rashomon: 1\nquestion\nbody: x\n", "syntax", (2, 1)),
    ("a: {b: 1\nc: 2\n", "syntax", (2, 2)),
    ("a: [b\nc: 2\n", "syntax", (2, 2)),
    ("a: @b\n", "syntax", (1, 4)),
    ('a: "\\d"\n', "syntax", (1, 6)),
    ('a: "\\U00110000"\n', "syntax", None),
    ("a: 'b' c\n", "syntax", (1, 8)),
    ("a: - b\n", "syntax", (1, 4)),
    ("a: | b\n", "syntax", (1, 6)),
    ("a: |\n      \n  b\n", "syntax", (3, 3)),
    ("a: b\x1b[31m\n", "broken-sign", (1, 5)),
    ("a: b\x00\n", "broken-sign", (1, 5)),
    ("a: \ud800\n", "broken-sign", (1, 4)),
    (b"a: caf\xe9\n", "not-utf-8", (1, 7)),
    ("a: b".encode("utf-16"), "not-utf-8", (1, 1)),
    (b"x" * (MOST_BYTES + 1), "too-large", None),
    ("[" * 3000, "too-deep", (1, 25)),
    ("- " * 3000, "too-deep", None),
    ("a: [" + "1," * (MOST_ENTRIES + 1) + "]\n", "too-many-entries", None),
    ('{"rashomon": 1,}', "json-syntax", (1, 16)),
    ('{"rashomon": 1 "a": 2}', "json-syntax", (1, 16)),
    ('{"a": tru}', "json-syntax", (1, 7)),
    ('{"a": "b}', "json-syntax", (1, 7)),
    ('{"a": 1} {"b": 2}', "json-syntax", (1, 10)),
    ('{"a": 1e999}', "not-a-number", (1, 7)),
    ('{"a": ' * 30 + "1" + "}" * 30, "too-deep", None),
]


@pytest.mark.parametrize(("content", "code", "at"), BROKEN_FILES, ids=range(len(BROKEN_FILES)))
def test_what_is_no_case_is_refused_with_a_place(content: str | bytes, code: str, at: tuple[int, int] | None) -> None:
    found = only_problem(content)
    assert found.code == code
    assert found.fix
    if at is not None:
        assert found.place is not None
        assert (found.place.line, found.place.column) == at


def test_aliases_cannot_blow_up() -> None:
    lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert [p.code for p in problems_in("\n".join(lines))][-1] == "too-many-values"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x: !!python/object/apply:os.system [echo]", "tag"),
        ("x: !custom 1", "tag"),
        ("x: *nothing", "unknown-alias"),
        ("x: &a [*a]", "endless-alias"),
        ("<<: {x: 1}", "merge-key"),
        ("? [x]\n: 1", "bad-key"),
        ("title: a\ntitle: b", "duplicate-key"),
        ("widening: .nan", "not-a-number"),
        ('title: "\\e[31m"', "broken-sign"),
        ('title: "\\ud800"', "broken-sign"),
    ],
)
def test_odd_yaml_is_named_beside_everything_else(text: str, code: str) -> None:
    found = problems_in(SOUND + text + "\n")
    line = SOUND.count("\n") + 1
    assert code in [p.code for p in found]
    assert all(p.place is not None and p.place.line >= line for p in found)


def test_a_directive_is_refused() -> None:
    assert only_problem("%YAML 1.1\n---\n" + SOUND).code == "directive"


def test_a_duplicate_key_says_where_the_first_one_is() -> None:
    found = only_problem(SOUND + "question: Why else?\n")
    assert found.message == "the key `question` stands here twice (first in line 3)"


def test_a_missing_file_a_folder_and_a_bad_name_are_problems(tmp_path: Path) -> None:
    for path, code in [
        (tmp_path / "no.yaml", "no-file"),
        (tmp_path, "is-folder"),
        (Path("a\0b"), "unreadable"),
    ]:
        with pytest.raises(CaseProblems) as refused:
            read_casefile(path)
        assert [p.code for p in refused.value.problems] == [code]


def test_a_file_is_read_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "lamp.yaml"
    path.write_text(changed(("via: r1", "via: r9")), encoding="utf-8")
    with pytest.raises(CaseProblems) as refused:
        read_casefile(path)
    place = refused.value.problems[0].place
    assert place is not None
    assert (place.file, place.line, place.column) == (str(path), 24, 40)


def test_locate_finds_values_and_what_is_around_them() -> None:
    read = read_case_text(SOUND)
    at = {
        ("question",): (3, 11),
        ("hypotheses", 1, "prior"): (7, 54),
        ("evidence", 1, "likelihood", "storm"): (20, 14),
        ("evidence", 1, "likelihood", "nobody"): (19, 5),
        ("evidence", 1, "reports", 1): (24, 9),
        ("evidence", 9): (11, 1),
    }
    for path, position in at.items():
        place = read.locate(path)
        assert place is not None
        assert (place.line, place.column) == position, path
