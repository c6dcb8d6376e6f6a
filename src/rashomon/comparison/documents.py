"""Cases as plain documents, in which one value can be replaced, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rashomon.model import Case
from rashomon.problems import Path

Document = dict[str, Any]

DELETED: Any = object()
"""Stands for a value that is taken out."""

LISTS = ("hypotheses", "sources", "evidence", "groups", "reference_classes", "indicators")
"""The lists of a case whose entries have an id, in document order."""


def case_from_document(document: Document) -> Case:
    """Return the typed case; raises CaseProblems with everything that is wrong (without places)."""
    from pydantic import ValidationError

    from rashomon.casefile import read_document
    from rashomon.model.rules import find_problems

    try:
        case = Case.model_validate(document)
    except ValidationError:
        return read_document(document).case  # words what is wrong
    return read_document(document).case if find_problems(case) else case


def replaced(document: Any, keys: Path, value: Any) -> Any:
    """Return a copy of `document` in which the value at `keys` is `value`, or gone if that is DELETED."""
    if not keys:
        return value
    key, rest = keys[0], keys[1:]
    if isinstance(document, list):
        assert isinstance(key, int)  # only positions lead into a list
        return [replaced(part, rest, value) if at == key else part for at, part in enumerate(document)]
    copy = dict(document or {})
    inner = value if not rest else replaced(copy.get(key), rest, value)
    if inner is DELETED:
        copy.pop(key, None)
    else:
        copy[key] = inner
    return copy


def keyed(document: Document) -> Document:
    """Return the document with its lists, and the reports of each item, as mappings by id."""
    copy = dict(document)
    for name in LISTS:
        copy[name] = {entry["id"]: dict(entry) for entry in document.get(name, [])}
    for item in copy["evidence"].values():
        item["reports"] = {report["id"]: report for report in item.get("reports", [])}
    return copy


def unkeyed(document: Mapping[str, Any]) -> Document:
    """Undo `keyed`."""
    copy = dict(document)
    copy["evidence"] = {
        id: {**item, "reports": list(item.get("reports", {}).values())} for id, item in document["evidence"].items()
    }
    for name in LISTS:
        copy[name] = list(copy[name].values())
    return copy
