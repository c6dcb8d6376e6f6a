"""The JSON Schema of the format, made from the model: `python -m rashomon.casefile` writes it anew."""

from __future__ import annotations

import json
from typing import Any

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAME = "urn:rashomon:case-file:1"
COMMITTED = "schema-1.json"


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of version 1 of the format, for editors and other programs."""
    from importlib.resources import files

    schema: dict[str, Any] = json.loads(files("rashomon.casefile").joinpath(COMMITTED).read_text("utf-8"))
    return schema


def generate_schema() -> dict[str, Any]:
    """Return the schema as the model has it now; a test holds the committed one to it."""
    from rashomon.model.case import Case

    schema = Case.model_json_schema(by_alias=True)
    head = {
        "$schema": DIALECT,
        "$id": NAME,
        "title": "Rashomon case file",
        "description": "A question, its rival explanations, the evidence, and who reported it.",
    }
    return {**head, **{key: value for key, value in schema.items() if key not in head}}


def schema_text() -> str:
    """Return the generated schema as it is committed."""
    return json.dumps(generate_schema(), indent=2, ensure_ascii=False) + "\n"
