"""What differs between two cases, as single changes in an order in which they can be applied.

First what was added or changed, in the order of the file; then what was removed, from the end of the file
backwards, so that nothing is taken away while something still refers to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from rashomon.casefile.writing import document_of
from rashomon.comparison.documents import DELETED, LISTS, keyed
from rashomon.comparison.what_if import written
from rashomon.model import Case
from rashomon.problems import Path

Change = Literal["added", "removed", "changed"]
WORDING = frozenset(
    {
        "archive", "authors", "bio", "body", "credibility", "description", "kind", "language", "name", "note",
        "proposed_by", "question", "quote", "rule", "statement", "subject", "suggested_by", "summary", "title",
        "url", "who", "why",
    }
)  # fmt: skip
"""Keys that carry words and no weight."""
ORDER = ("as_of", "exhaustive", *LISTS, "widening")
ROWS = ("likelihood", "otherwise", "says_regardless")


@dataclass(frozen=True, slots=True)
class Difference:
    """One change; `edits` put it into a keyed document of the old case."""

    change: Change
    path: str
    before: str
    after: str
    weighs: bool  # False: words only, the answer cannot move
    edits: tuple[tuple[Path, Any], ...]


def find_differences(old: Case, new: Case) -> tuple[Difference, ...]:
    """Return every change from `old` to `new`, in the order in which they can be applied."""
    before, after = keyed(document_of(old)), keyed(document_of(new))
    found = list(_walk(before, after, ()))
    found.sort(key=_place)
    found = _with_cells(found, "added")
    found = _with_cells(found, "removed")
    kept = [difference for difference in found if difference.change != "removed" or _is_value(difference)]
    gone = [difference for difference in found if difference.change == "removed" and not _is_value(difference)]
    return (*kept, *reversed(gone))


def _walk(old: Any, new: Any, keys: Path) -> Iterator[Difference]:
    names = [*new, *(name for name in old if name not in new)]
    for name in names:
        a, b = old.get(name, DELETED), new.get(name, DELETED)
        if a == b or (a is DELETED and b == {}) or (b is DELETED and a == {}):
            continue
        if _is_open(a, b, (*keys, name)):
            yield from _walk({} if a is DELETED else a, {} if b is DELETED else b, (*keys, name))
        else:
            yield _difference((*keys, name), a, b)


def _is_open(a: Any, b: Any, keys: Path) -> bool:
    """Whether to look inside: at mappings, but not inside an entry that is new or gone as a whole."""
    if isinstance(a, dict) and isinstance(b, dict):
        return True
    container = len(keys) == 1 or keys[-1] in (*ROWS, "reports")
    return container and all(part is DELETED or isinstance(part, dict) for part in (a, b))


def _difference(keys: Path, a: Any, b: Any) -> Difference:
    change: Change = "added" if a is DELETED else "removed" if b is DELETED else "changed"
    weighs = keys[0] in ORDER and str(keys[-1]) not in (WORDING if keys[-2:-1] != ("likelihood",) else ())
    return Difference(change, ".".join(map(str, keys)), _short(a), _short(b), weighs, ((keys, b),))


def _short(value: Any) -> str:
    """Name an entry by its words, a value by itself."""
    if isinstance(value, dict):
        for key in ("name", "statement", "title", "event", "rule", "quote"):
            if key in value:
                return str(value[key])
        return written({k: v for k, v in value.items() if k != "id"})
    if isinstance(value, list):
        listed = all(isinstance(part, str) for part in value)
        return ", ".join(value) if listed else f"{len(value)} {'entry' if len(value) == 1 else 'entries'}"
    return written(value)


def _keys(difference: Difference) -> Path:
    return difference.edits[0][0]


def _place(difference: Difference) -> int:
    """Sections in the order of the file; within one, the order found is kept (the sort is stable)."""
    section = str(_keys(difference)[0])
    return ORDER.index(section) if section in ORDER else -1


def _is_value(difference: Difference) -> bool:
    """Whether a single value is meant, not a whole entry or report."""
    keys = _keys(difference)
    return not (len(keys) == 2 or (len(keys) == 4 and keys[2] == "reports"))


def _with_cells(found: list[Difference], change: Change) -> list[Difference]:
    """Let an explanation that comes or goes take its ratings along: without them the case does not hold."""
    whole = {str(_keys(d)[1]): d for d in found if d.change == change and _is_hypothesis(d)}
    if not whole:
        return found
    cells: dict[str, list[Difference]] = {id: [] for id in whole}
    rest = []
    for difference in found:
        keys = _keys(difference)
        owner = str(keys[-1])
        if difference.change == change and keys[-2:-1] and keys[-2] in ROWS and owner in cells:
            cells[owner].append(difference)
        else:
            rest.append(difference)
    return [_merged(d, cells[str(_keys(d)[1])]) if _is_hypothesis(d) and d.change == change else d for d in rest]


def _is_hypothesis(difference: Difference) -> bool:
    keys = _keys(difference)
    return keys[0] == "hypotheses" and len(keys) == 2


def _merged(difference: Difference, cells: list[Difference]) -> Difference:
    edits = (*difference.edits, *(edit for cell in cells for edit in cell.edits))
    return Difference(difference.change, difference.path, difference.before, difference.after, True, edits)
