"""The committed schema and the page are what the model says now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from rashomon.casefile import json_schema, read_case_text
from rashomon.casefile.reference import reference, with_reference
from rashomon.casefile.schema import generate_schema
from rashomon.casefile.vocabulary import NAMES, PARTS, keys_of
from rashomon.casefile.wording import WORDS
from rashomon.casefile.writing import document_of
from rashomon.model import case as model
from tests.library.casefile.texts import SOUND

ROOT = Path(__file__).resolve().parents[3]
HOW = "run `python -m rashomon.casefile` and commit what it writes"


def test_the_committed_schema_is_fresh() -> None:
    assert json_schema() == generate_schema(), HOW


def test_the_page_is_fresh() -> None:
    page = (ROOT / "docs" / "case-file.md").read_text(encoding="utf-8")
    assert with_reference(page) == page, HOW


def test_every_key_is_described_in_schema_and_page() -> None:
    tables = reference()
    for part in PARTS.values():
        for key, meaning in keys_of(part).items():
            assert meaning.endswith((".", "?", "…")), f"{part.__name__}.{key} has no description"
            assert f"| `{key}`" in tables


def test_every_part_of_the_model_is_known_here() -> None:
    parts = {value for value in vars(model).values() if isinstance(value, type) and issubclass(value, model.Part)}
    assert set(PARTS.values()) == set(NAMES) == parts - {model.Part}


def test_the_schema_is_a_schema_with_a_name() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"] == "Rashomon case file"
    assert schema["$id"] == "urn:rashomon:case-file:1"


def test_the_schema_takes_a_sound_case() -> None:
    checker = jsonschema.Draft202012Validator(json_schema())
    assert list(checker.iter_errors(document_of(read_case_text(SOUND).case))) == []


@pytest.mark.parametrize(
    "change",
    [
        {"rashomon": 2},
        {"hypotheses": []},
        {"hypotheses": [{"id": "A b", "name": "x"}]},
        {"hypotheses": [{"id": "a", "name": "x", "prior": "likly"}]},
        {"hypotheses": [{"id": "a", "name": "x", "prior": 2}]},
        {"as_of": 2024},
        {"unknown": 1},
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(change: dict[str, Any]) -> None:
    document = document_of(read_case_text(SOUND).case) | change
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, json_schema())


def test_every_sentence_comes_with_a_fix() -> None:
    for code, (message, fix) in WORDS.items():
        assert message, code
        assert fix, code
        assert not message.endswith(".")
