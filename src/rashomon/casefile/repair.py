"""A broken document made good enough for its other rules to be checked in the same run.

What is broken is taken out or replaced by something harmless. Problems that only echo this are dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rashomon.casefile.tree import value_at
from rashomon.casefile.validation import Finding, findings, problems_of_validation, renamings
from rashomon.casefile.vocabulary import part_at
from rashomon.problems import Path, Problem

if TYPE_CHECKING:
    from pydantic import ValidationError

    from rashomon.model.case import Case

Document = dict[str, Any]
NAMELESS = "nameless-part"
MOST_ROUNDS = 4
HARMLESS: dict[str, Any] = {
    "rashomon": 1,
    "id": NAMELESS,
    "source": NAMELESS,
    "likelihood": {},
    "on": "2000-01-01",
    "outcome": "unclear",
    "related": 0.5,
    "prior": 0.5,
}
"""What stands in for a required or telling value; text gets a question mark."""
TEXTS = ("name", "statement", "question", "rule", "event")
ROWS = ("likelihood", "otherwise", "says_regardless")
INDEPENDENT = ("unknown-", "circle-", "missing-", "duplicate-id")
"""Problems that are real even in a part in which something else is broken."""
LISTS_OF_IDS = ("items", "selected_by")
UNKNOWN = {
    "sources": {"unknown-source"},
    "evidence": {"unknown-item", "unknown-link"},
    "reports": {"unknown-report", "via-other-item"},
    "indicators": {"unknown-indicator"},
    "hypotheses": {"unknown-hypothesis"},
}
"""Which references cannot be checked once an entry of a list is broken beyond its name."""


@dataclass
class Repair:
    """What was changed: broken `parts` and `keys`, codes that mean nothing now, and shifted places."""

    parts: set[Path] = field(default_factory=set)
    keys: set[Path] = field(default_factory=set)
    touched: set[Path] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    removed: dict[Path, list[int]] = field(default_factory=dict)
    renamed: dict[Path, str] = field(default_factory=dict)

    def original(self, path: Path) -> Path:
        """Return where the author wrote what now stands at `path`."""
        now: tuple[str | int, ...] = ()
        then: tuple[str | int, ...] = ()
        for step in path:
            back = self._shifted(now, step) if isinstance(step, int) else self.renamed.get((*now, step), step)
            now, then = (*now, step), (*then, back)
        return then

    def _shifted(self, path: Path, position: int) -> int:
        for gone in self.removed.get(path, []):
            position += gone <= position
        return position

    def is_echo(self, problem: Problem) -> bool:
        """Whether `problem` (with its path in the repaired document) may stem from the repair alone."""
        if problem.code in self.codes or NAMELESS in problem.message:
            return True
        owner = _owner(problem.path)
        if owner == ():
            return any(problem.path[: len(key)] == key for key in self.keys)
        if problem.code.startswith(INDEPENDENT):
            return any(problem.path[: len(path)] == path for path in self.touched)
        return owner in self.parts


def validate_in_rounds(
    document: Document,
) -> tuple[Case | None, list[Problem], Repair]:
    """Return the case, or what a repair could save of it, with the problems of its shape.

    The paths of the problems lead into `document`. No case comes back if nothing could be saved.
    """
    from pydantic import ValidationError

    from rashomon.model.case import Case

    repair, problems = Repair(), list[Problem]()
    for attempt in range(MOST_ROUNDS):
        try:
            return Case.model_validate(document, by_alias=True, by_name=False), problems, repair
        except ValidationError as error:
            found = problems_of_validation(error, document)
            news = found if attempt == 0 else [p for p in found if repair.original(p.path) != p.path]
            problems += [p if attempt == 0 else _moved(p, repair) for p in news]
            if attempt == 0:
                document = deepcopy(document)
            if not _repair(document, error, repair):
                break
    return None, problems, repair


def _moved(problem: Problem, repair: Repair) -> Problem:
    from dataclasses import replace

    return replace(problem, path=repair.original(problem.path))


def _repair(document: Document, error: ValidationError, repair: Repair) -> bool:
    """Change `document` so that it may pass; False if there is no point in going on."""
    listed = list(findings(error, document))
    if any(path in ((), ("hypotheses",)) for path, _ in listed):
        return False
    renamed = renamings(listed)
    for path, meant in renamed.items():
        parent = value_at(document, path[:-1])
        parent[meant[-1]] = parent.pop(path[-1])
        repair.renamed[meant] = str(path[-1])
    gone: set[Path] = set()
    for path, finding in listed:
        if path not in renamed and path not in renamed.values():
            gone.update(_mend(document, path, finding, repair))
    for path in sorted(gone, key=lambda p: (len(p), p[-1]), reverse=True):
        _remove(document, path, repair)
    return True


def _owner(path: Path) -> Path:
    """Return the path of the innermost part that `path` lies in."""
    for size in range(len(path), 0, -1):
        entry = isinstance(path[size - 1], int) and path[size - 2] not in LISTS_OF_IDS
        if (entry or path[size - 1] == "resolved") and part_at(path[:size]) is not None:
            return path[:size]
    return ()


def _mend(document: Document, path: Path, finding: Finding, repair: Repair) -> Iterator[Path]:
    """Mend one finding; yield the path of a list entry that has to go."""
    parent, key = value_at(document, path[:-1]), path[-1]
    if finding["type"] == "extra_forbidden":
        parent.pop(str(key), None)
        return
    owner = _owner(path)
    repair.parts.add(owner)
    repair.keys.add(path[:1])
    repair.touched.add(path[:-1] if finding["loc"][-1] == "[key]" else path)
    if key == "id":
        repair.codes |= UNKNOWN.get(_list_of(owner), set())
    if isinstance(key, int) or key in ("items", "parallels"):
        yield path if isinstance(key, int) else owner
    elif len(path) > 1 and path[-2] in ROWS:
        _mend_cell(parent, key, finding)
    elif isinstance(parent, dict):
        _replace(parent, key, path, repair)


def _mend_cell(row: dict[str, Any], key: str | int, finding: Finding) -> None:
    if finding["loc"][-1] == "[key]":
        row.pop(str(key), None)
    else:
        row[str(key)] = 0.5


def _replace(parent: dict[str, Any], key: str | int, path: Path, repair: Repair) -> None:
    """Give a required value a harmless stand-in, and take an optional one out."""
    part = part_at(path[:-1])
    fields = part.model_fields if part is not None else {}
    required = str(key) in fields and fields[str(key)].is_required()
    if required or key == "prior":
        parent[str(key)] = HARMLESS.get(str(key), "?" if key in TEXTS else None)
    else:
        parent.pop(str(key), None)
        repair.codes |= UNKNOWN.get(str(key), set())


def _list_of(owner: Path) -> str:
    return next((step for step in reversed(owner) if isinstance(step, str)), "")


def _remove(document: Document, path: Path, repair: Repair) -> None:
    entries, at = value_at(document, path[:-1]), path[-1]
    if isinstance(entries, list) and isinstance(at, int) and at < len(entries):
        del entries[at]
        repair.codes |= UNKNOWN.get(_list_of(path), set())
        repair.parts.add(_owner(path[:-1]))
        repair.removed[path[:-1]] = sorted([*repair.removed.get(path[:-1], []), at])
