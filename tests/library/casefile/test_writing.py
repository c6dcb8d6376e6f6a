"""Writing: YAML and JSON that read back to the same case, and the hash."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.casefile import (
    case_to_json,
    document_of,
    document_sha256,
    read_case_text,
    read_casefile,
    write_case,
    write_casefile,
)
from rashomon.casefile.writing import canonical_json
from rashomon.model import Case, Hypothesis
from tests.library.casefile.texts import SOUND, changed

TEXTS = st.text(st.characters(min_codepoint=9, max_codepoint=0x2FFF, exclude_categories=("Cs", "Cc")), max_size=60)


def test_yaml_and_json_read_back_to_an_equal_case() -> None:
    case = read_case_text(SOUND).case
    assert read_case_text(write_case(case)).case == case
    assert read_case_text(case_to_json(case)).case == case


def test_yaml_is_laid_out_for_people() -> None:
    lines = write_case(read_case_text(SOUND).case).split("\n")
    assert lines[:2] == ["rashomon: 1", "question: Why did the lighthouse go dark?"]
    assert "as_of: 2024-05-20" in lines
    assert "  - {id: storm, name: The storm broke the lamp, prior: 60%}" in lines
    assert "    likelihood: {storm: 10%, keeper: almost certain}" in lines
    assert "      - {id: r2, source: gazette, via: r1, on: 2024-05-06}" in lines
    assert "body: |" in lines


@given(name=TEXTS.filter(str.strip), body=st.lists(TEXTS, max_size=5).map("\n".join))
def test_any_text_survives_both_formats(name: str, body: str) -> None:
    case = Case(rashomon=1, question="Why?", hypotheses=(Hypothesis(id="a", name=name),), body=body)
    assert read_case_text(write_case(case)).case == case
    assert read_case_text(case_to_json(case)).case == case


def test_the_hash_ignores_comments_layout_and_defaults() -> None:
    hashed = read_case_text(SOUND).sha256
    same = changed(
        ("# A comment at the top.\n", ""), ("source: harbour,", "source: harbour, says: reports, seen: true,")
    )
    assert read_case_text(same).sha256 == hashed
    assert read_case_text(changed(("10%", "11%"))).sha256 != hashed


def test_the_hash_is_of_the_canonical_json() -> None:
    hypothesis = {"id": "a", "name": "É", "prior": 0.5}
    case = Case.model_validate({"rashomon": 1, "question": "Why?", "hypotheses": [hypothesis]})
    text = '{"hypotheses":[{"id":"a","name":"É","prior":0.5}],"question":"Why?","rashomon":1}'
    assert canonical_json(case) == text
    assert document_sha256(case) == sha256(text.encode()).hexdigest()
    assert document_of(case)["rashomon"] == 1


@pytest.mark.parametrize("name", ["case.yaml", "case.json", "case.JSON"])
def test_files_are_written_whole(tmp_path: Path, name: str) -> None:
    case = read_case_text(SOUND).case
    path = tmp_path / name
    path.write_text("old", encoding="utf-8")
    write_casefile(case, path)
    assert read_casefile(path).case == case
    assert path.read_text(encoding="utf-8").startswith("{" if name != "case.yaml" else "rashomon")
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    write_casefile(SOUND, tmp_path / "case.yaml")
    assert (tmp_path / "case.yaml").read_text(encoding="utf-8") == SOUND
