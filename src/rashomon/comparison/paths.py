"""What-if paths: `evidence.speech.likelihood.staged` names one value of a case.

The tornado and the flips of an analysis name their inputs in the same way. Ids may hold dots, so a path is
matched against the ids of the case and not merely split.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rashomon.comparison.documents import Document
from rashomon.model import OTHER
from rashomon.problems import Path, UsageError

SINGLE = ("widening", "as_of")
FIELDS: dict[str, tuple[str, ...]] = {
    "hypotheses": ("prior",),
    "sources": ("reliability", "grade", "says_regardless", "hit_rate", "false_alarm_rate", "one_instrument"),
    "evidence": ("established", "likelihood", "otherwise", "given", "on", "known_on"),
    "groups": ("related",),
    "reference_classes": ("weight",),
    "indicators": ("likelihood",),
}
"""What can be set per list; the mappings among them are continued with a hypothesis."""
REPORT_FIELDS = ("reliability", "says_regardless", "copy", "says", "seen", "via", "on")
ROWS = ("likelihood", "otherwise")
PER_HYPOTHESIS = (*ROWS, "says_regardless")
SHOWN_NEAREST = 3
MANY = 4000  # paths; comparing more than this by similarity takes noticeable time


def resolve_path(document: Document, path: str) -> Path:
    """Return where in the document `path` leads; raises UsageError naming the nearest known paths."""
    section, _, rest = path.strip().partition(".")
    if section in SINGLE and not rest:
        return (section,)
    if section in FIELDS:
        for position, tail in _entries(document.get(section, []), rest):
            keys = _field(document, section, tail)
            if keys:
                return (section, position, *keys)
    if path.strip() == f"hypotheses.{OTHER}.prior" and "exhaustive" not in document:
        return ("hypotheses", len(document.get("hypotheses", [])), "prior")
    raise UsageError(_unknown(document, path))


def known_paths(document: Document) -> Iterator[str]:
    """Yield every path that can be set, in document order."""
    hypotheses = _hypothesis_ids(document)
    yield from SINGLE
    for section, fields in FIELDS.items():
        for entry in document.get(section, []):
            start = f"{section}.{entry['id']}"
            yield from _field_paths(start, fields, hypotheses)
            for report in entry.get("reports", []) if section == "evidence" else []:
                yield from _field_paths(f"{start}.reports.{report['id']}", REPORT_FIELDS, hypotheses)
    if OTHER in hypotheses and all(entry["id"] != OTHER for entry in document["hypotheses"]):
        yield f"hypotheses.{OTHER}.prior"


def value_at(document: Any, keys: Path) -> Any:
    """Return the value at `keys`, or None where there is none."""
    for key in keys:
        try:
            document = document[key]
        except (KeyError, IndexError, TypeError):
            return None
    return document


def _entries(entries: list[Any], rest: str) -> Iterator[tuple[int, str]]:
    """Yield position and remaining path for each entry whose id begins `rest`, the longest id first."""
    found = [(len(e["id"]), at) for at, e in enumerate(entries) if rest.startswith(f"{e['id']}.")]
    for length, at in sorted(found, reverse=True):
        yield at, rest[length + 1 :]


def _field(document: Document, section: str, tail: str) -> Path | None:
    name, _, rest = tail.partition(".")
    if section == "evidence" and name == "reports":
        return _report_field(document, rest)
    return _value(document, FIELDS[section], name, rest)


def _report_field(document: Document, rest: str) -> Path | None:
    """Reports carry unique ids in the file, so whichever item holds the id is the right one."""
    for item in document.get("evidence", []):
        for position, tail in _entries(item.get("reports", []), rest):
            name, _, last = tail.partition(".")
            keys = _value(document, REPORT_FIELDS, name, last)
            if keys:
                return ("reports", position, *keys)
    return None


def _value(document: Document, fields: tuple[str, ...], name: str, rest: str) -> Path | None:
    if name not in fields:
        return None
    if not rest:
        return None if name in ROWS else (name,)
    if name in PER_HYPOTHESIS and rest in _hypothesis_ids(document):
        return (name, rest)
    return None


def _hypothesis_ids(document: Document) -> list[str]:
    ids = [entry["id"] for entry in document.get("hypotheses", [])]
    return ids if "exhaustive" in document or OTHER in ids else [*ids, OTHER]


def _field_paths(start: str, fields: tuple[str, ...], hypotheses: list[str]) -> Iterator[str]:
    for field in fields:
        if field not in ROWS:
            yield f"{start}.{field}"
        if field in PER_HYPOTHESIS:
            yield from (f"{start}.{field}.{id}" for id in hypotheses)


def _unknown(document: Document, path: str) -> str:
    from difflib import get_close_matches

    candidates = list(known_paths(document))
    if len(candidates) > MANY:
        words = [word for word in path.split(".")[1:] if len(word) > 1]
        candidates = [known for known in candidates if any(word in known for word in words)][:MANY]
    near = get_close_matches(path, candidates, n=SHOWN_NEAREST, cutoff=0.5)
    if near:
        listed = " or ".join(f"`{known}`" for known in near)
        return f"there is nothing to set at `{path}`: did you mean {listed}?"
    return (
        f"there is nothing to set at `{path}`: paths look like hypotheses.ID.prior, "
        "evidence.ID.likelihood.HYPOTHESIS, evidence.ID.established, evidence.ID.reports.ID.reliability, "
        "sources.ID.reliability, groups.ID.related or widening"
    )
