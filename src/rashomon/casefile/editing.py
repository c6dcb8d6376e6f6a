"""Changing single values of a file while its comments, its order and all else stay as they are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rashomon.casefile.scalars import plain_scalar
from rashomon.casefile.source_text import SourceText, source_text
from rashomon.casefile.tree import Plain, Tree, find_spot, value_at
from rashomon.casefile.writing import laid_out
from rashomon.problems import CaseProblems, Path, UsageError

Document = dict[str, Any]
SIMPLE = (str, int, float, bool)


def set_value(document: Plain, path: Path, value: Plain) -> Plain:
    """Return a copy of `document` with `value` at `path`; None takes the value out.

    A position one past the end of a list adds to it. Raises UsageError if `path` leads nowhere.
    """
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(document, list) and isinstance(step, int) and 0 <= step <= len(document):
        inner = set_value(document[step] if step < len(document) else {}, rest, value)
        kept = [] if inner is None else [inner]
        return [*document[:step], *kept, *document[step + 1 :]]
    if isinstance(document, dict) and isinstance(step, str):
        empty: Plain = [] if rest and isinstance(rest[0], int) else {}
        inner = set_value(document.get(step) or empty if rest else None, rest, value)
        others = {key: kept for key, kept in document.items() if key != step}
        return others if inner is None else {**document, step: inner}
    raise UsageError(f"there is nothing at `{'.'.join(map(str, path))}` to set")


def edit_casefile(text: str, edits: Mapping[Path, Plain]) -> str:
    """Return the text of a case file with each value set; None takes a value out.

    A path holds keys and positions, such as ("evidence", 3, "likelihood", "staged"). Where one simple value
    replaces another, no other sign of the file changes; else comments and order are kept. Raises UsageError
    if a path leads nowhere, and CaseProblems if `text` cannot be read as YAML or JSON.
    """
    together = _edited_together(text, edits) if len(edits) > 1 else None
    if together is not None:
        return together
    for path, value in edits.items():
        text = _edited(text, path, value)
    return text


def plain_document(text: str) -> Plain:
    """Return the values of a file whether or not they make a case; raises CaseProblems if it cannot be read."""
    return _read(source_text(text, "case.yaml")).value


def _edited_together(text: str, edits: Mapping[Path, Plain]) -> str | None:
    """Load once and write once, since each takes a while; None where the edits have to go one by one."""
    source = source_text(text, "case.yaml")
    tree = _read(source)
    if _is_json(source) or all(_spliced(source.text, tree, path, value) for path, value in edits.items()):
        return None
    wanted = tree.value
    for path, value in edits.items():
        wanted = set_value(wanted, path, value)
    rewritten = _rewritten(source.text, edits)
    return rewritten if _reads_as(rewritten, wanted) else None


def _edited(text: str, path: Path, value: Plain) -> str:
    source = source_text(text, "case.yaml")
    tree = _read(source)
    wanted = set_value(tree.value, path, value)
    spliced = _spliced(source.text, tree, path, value)
    if spliced is not None and _reads_as(spliced, wanted):
        return spliced
    if _is_json(source):
        return json.dumps(wanted, indent=2, ensure_ascii=False) + "\n"
    rewritten = _rewritten(source.text, {path: value})
    if not _reads_as(rewritten, wanted):
        where = ".".join(map(str, path))
        raise UsageError(f"`{where}` cannot be set alone: an alias (`*`) repeats it. Write the values out first")
    return rewritten


def _is_json(source: SourceText) -> bool:
    from rashomon.casefile.reading import _looks_like_json

    return _looks_like_json(source.text)


def _read(source: SourceText) -> Tree:
    from rashomon.casefile.reading import _tree_of

    tree, problems = _tree_of(source)
    if problems:
        raise CaseProblems(problems)
    return tree


def _reads_as(text: str, wanted: Plain) -> bool:
    try:
        return bool(_read(source_text(text, "case.yaml")).value == wanted)
    except CaseProblems:
        return False


def _spliced(text: str, tree: Tree, path: Path, value: Plain) -> str | None:
    """Replace one simple value by another where it stands; None if it is not as simple as that."""
    old = value_at(tree.value, path)
    spot = find_spot(tree.spot, path)
    if not isinstance(old, SIMPLE) or not isinstance(value, SIMPLE) or spot.style not in ("plain", "quoted"):
        return None
    return text[: spot.start] + _written(value, quoted=text[spot.start] == '"') + text[spot.end :]


def _written(value: str | float, *, quoted: bool) -> str:
    """Write a simple value so that it reads back the same: unquoted where that is plain to see."""
    if not isinstance(value, str):
        return json.dumps(value)
    safe = value.replace(" ", "").replace("-", "").replace(".", "").replace("%", "").isalnum()
    unquoted = safe and value == value.strip() and value[:1].isalnum() and plain_scalar(value) == value
    return value if unquoted and not quoted else json.dumps(value, ensure_ascii=False)


def _rewritten(text: str, edits: Mapping[Path, Plain]) -> str:
    """Load with comments, change, and write: for lists, mappings, new keys and removals."""
    from io import StringIO

    from ruamel.yaml import YAML

    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = 10_000  # no line is broken that the author did not break
    offset = 0 if _lists_start_at_their_key(text) else 2
    yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
    document = yaml.load(text)
    for path, value in edits.items():
        names = [step for step in path if isinstance(step, str)]
        _change(document, path, laid_out(value, names[-1] if names else ""))
    out = StringIO()
    yaml.dump(document, out)
    return out.getvalue()


def _lists_start_at_their_key(text: str) -> bool:
    return any(line.startswith("- ") for line in text.split("\n"))


def _change(document: Any, path: tuple[Any, ...], value: Plain) -> None:
    for at, step in enumerate(path[:-1]):
        if isinstance(document, dict) and document.get(step) is None:
            document[step] = [] if isinstance(path[at + 1], int) else {}
        document = document[step]
    last = path[-1]
    if value is None:
        if isinstance(document, list) or last in document:
            del document[last]
    elif isinstance(document, list) and last == len(document):
        document.append(value)
    else:
        document[last] = value
