"""Writing a case: as YAML for people, as JSON for programs, and as one canonical text to hash."""

from __future__ import annotations

import json
from os import PathLike, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rashomon.model.case import Case

Document = dict[str, Any]
WIDTH = 110
SHORT_ROWS = ("likelihood", "otherwise", "says_regardless", "showed", "resolved")
SHORT_ENTRIES = ("reports", "groups", "parallels", "authors", "hypotheses", "sources")


def document_of(case: Case) -> Document:
    """Return the case as plain values, without what is left at its default; dates are text."""
    values = case.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    return {"rashomon": case.rashomon, **values}


def case_to_json(case: Case) -> str:
    """Return the case as JSON of the same structure as the YAML, for people to read."""
    return json.dumps(document_of(case), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def canonical_json(case: Case) -> str:
    """Return the one JSON text of a case: keys sorted, no blanks, defaults left out."""
    return json.dumps(document_of(case), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def document_sha256(case: Case) -> str:
    """Return the hash of the canonical JSON in hexadecimal: what caches and reruns are keyed by."""
    from hashlib import sha256

    return sha256(canonical_json(case).encode("utf-8")).hexdigest()


def write_case(case: Case) -> str:
    """Return the case as YAML that reads back to an equal case."""
    values = case.model_dump(mode="python", by_alias=True, exclude_none=True, exclude_defaults=True)
    return write_document({"rashomon": case.rashomon, **values})


def write_document(document: Document) -> str:
    """Return plain values, of a case that may still have problems, as YAML laid out for people."""
    from io import StringIO

    from ruamel.yaml import YAML

    yaml = YAML(typ="rt", pure=True)
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = WIDTH
    out = StringIO()
    yaml.dump(laid_out(document, ""), out)
    return out.getvalue()


def write_casefile(case: Case | str, path: str | PathLike[str]) -> None:
    """Write a case, or the text of one, to `path`; a reader sees the old file or the new one, never half.

    A name that ends in .json gets JSON. Raises OSError if it cannot be written.
    """
    target = Path(path)
    if not isinstance(case, str):
        case = case_to_json(case) if target.suffix.lower() == ".json" else write_case(case)
    beside = target.with_name(f".{target.name}.new")
    beside.write_text(case, encoding="utf-8", newline="\n")
    replace(beside, target)


def laid_out(value: Any, key: str) -> Any:
    """Put rows, and short entries, in one line, and text of several lines in a block."""
    if isinstance(value, dict):
        return _mapping(value, key)
    if isinstance(value, list | tuple):
        return _sequence(value, key)
    if isinstance(value, str) and "\n" in value:
        return _block(value)
    return value


def _mapping(value: dict[str, Any], key: str) -> Any:
    from ruamel.yaml.comments import CommentedMap

    laid = CommentedMap((name, laid_out(inner, name)) for name, inner in value.items())
    simple = not any(isinstance(inner, dict | list | tuple) or "\n" in str(inner) for inner in value.values())
    if simple and value and (key in SHORT_ROWS or (key in SHORT_ENTRIES and len(str(value)) < WIDTH - 10)):
        laid.fa.set_flow_style()
    return laid


def _sequence(value: list[Any] | tuple[Any, ...], key: str) -> Any:
    from ruamel.yaml.comments import CommentedSeq

    laid = CommentedSeq(laid_out(inner, key) for inner in value)
    if value and all(isinstance(inner, str) for inner in value):
        laid.fa.set_flow_style()
    return laid


def _block(value: str) -> Any:
    from ruamel.yaml.scalarstring import LiteralScalarString

    blank = any(line != line.rstrip() or line[:1] in (" ", "\t") for line in value.split("\n")[:1])
    return value if blank or "\r" in value else LiteralScalarString(value)
