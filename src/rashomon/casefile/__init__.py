"""Case files: YAML and JSON in and out, with every problem placed and every comment kept."""

from __future__ import annotations

from rashomon.casefile.editing import edit_casefile, plain_document, set_value
from rashomon.casefile.reading import CaseFile, read_case_text, read_casefile, read_document
from rashomon.casefile.rendering import format_problem
from rashomon.casefile.schema import json_schema
from rashomon.casefile.upgrading import upgrade
from rashomon.casefile.writing import case_to_json, document_of, document_sha256, write_case, write_casefile

__all__ = [
    "CaseFile",
    "case_to_json",
    "document_of",
    "document_sha256",
    "edit_casefile",
    "format_problem",
    "json_schema",
    "plain_document",
    "read_case_text",
    "read_casefile",
    "read_document",
    "set_value",
    "upgrade",
    "write_case",
    "write_casefile",
]
