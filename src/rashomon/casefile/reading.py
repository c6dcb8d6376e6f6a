"""Reading a case file: text, tree, version, shape, rules, advice; and every problem with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from rashomon.casefile.limits import MOST_BYTES, MOST_PROBLEMS
from rashomon.casefile.source_text import SourceText, source_text
from rashomon.casefile.tree import Spot, Tree, find_spot
from rashomon.casefile.wording import problem
from rashomon.problems import Advice, CaseProblems, Path, Place, Problem

if TYPE_CHECKING:
    from rashomon.model.case import Case

Document = dict[str, Any]
MAPS = ("likelihood", "otherwise", "says_regardless", "showed")
AT_KEY = ("unknown-key", "bad-id", "other-is-dropped")


@dataclass(frozen=True)
class CaseFile:
    """A case that can be weighed, the file it came from, and what is worth a second look."""

    name: str
    case: Case
    advice: tuple[Advice, ...]
    document: Document
    """Plain values as the file holds them, of the newest version."""
    text: str | None = None
    spot: Spot | None = None

    def locate(self, path: Path) -> Place | None:
        """Return where the value at `path` stands in the file, or what is nearest; None without a file."""
        if self.text is None or self.spot is None:
            return None
        spot = find_spot(self.spot, path)
        return SourceText(self.name, self.text).place(spot.line, spot.column)

    @cached_property
    def sha256(self) -> str:
        """Hash of the canonical JSON: the same for YAML and JSON, and whatever the comments say."""
        from rashomon.casefile.writing import document_sha256

        return document_sha256(self.case)


def read_casefile(path: str | PathLike[str]) -> CaseFile:
    """Read the case file at `path`, YAML or JSON; raises CaseProblems with everything that is wrong."""
    return read_case_text(_bytes_of(path), name=str(path))


def read_case_text(text: str | bytes, *, name: str = "case.yaml") -> CaseFile:
    """Read a case from text; `name` stands in the places of problems, and ending in .json means JSON.

    Raises CaseProblems with everything that is wrong, in the order of the file.
    """
    source = source_text(text, name)
    tree, problems = _tree_of(source)
    if not isinstance(tree.value, dict):
        raise CaseProblems([*problems, _no_case(tree, source)])
    if "rashomon_draft" in tree.value:
        raise CaseProblems([_draft(tree.value, source)])
    try:
        case, document = _case_of(tree.value)
    except CaseProblems as error:
        raise CaseProblems(_in_order([*problems, *error.problems], source, tree.spot)) from None
    if problems:
        raise CaseProblems(_in_order(problems, source, tree.spot))
    advice = [piece.at(_place_of(piece, source, tree.spot)) for piece in _advice(case)]
    advice.sort(key=_position)
    return CaseFile(name, case, tuple(advice), document, source.text, tree.spot)


def read_document(document: Document, *, name: str = "case") -> CaseFile:
    """Read a case from plain values, such as parsed JSON; raises CaseProblems, without places."""
    from rashomon.casefile.plain_values import check_plain_values

    check_plain_values(document)
    case, document = _case_of(document)
    return CaseFile(name, case, tuple(_advice(case)), document)


def _bytes_of(path: str | PathLike[str]) -> bytes:
    file = str(path)
    try:
        with FilePath(path).open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        found = problem("no-file", (), file=file)
    except IsADirectoryError:
        found = problem("is-folder", (), file=file)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        found = problem("unreadable", (), file=file, reason=reason)
    raise CaseProblems([found])


def _tree_of(source: SourceText) -> tuple[Tree, list[Problem]]:
    if source.name.lower().endswith(".json") or _looks_like_json(source.text):
        from rashomon.casefile.json_tree import read_json

        return read_json(source)
    from rashomon.casefile.yaml_tree import read_yaml

    return read_yaml(source)


def _looks_like_json(text: str) -> bool:
    start = text.lstrip()
    return start[:1] == "{" and start[1:].lstrip()[:1] in ('"', "}")


def _no_case(tree: Tree, source: SourceText) -> Problem:
    place = source.place(tree.spot.line, tree.spot.column)
    if tree.value is None:
        return problem("empty", ()).at(source.place(0, 0))
    kind = "a list" if isinstance(tree.value, list) else "a single value"
    return problem("not-a-case", (), kind=kind).at(place)


def _draft(document: Document, source: SourceText) -> Problem:
    """Word that a draft is weighed only after a person has decided about every item of it."""
    items = document.get("items")
    states = [item.get("state", "proposed") for item in items if isinstance(item, dict)] if items else []
    count = states.count("proposed")
    waits = "1 item waits for a person" if count == 1 else f"{count or 'no'} items wait for a person"
    return problem("draft", (), waiting=waits, file=source.name).at(source.place(0, 0))


def _case_of(document: Document) -> tuple[Case, Document]:
    """Return the typed case and its upgraded document, or raise CaseProblems without places."""
    from rashomon.casefile.repair import validate_in_rounds
    from rashomon.casefile.upgrading import NEWEST, upgrade
    from rashomon.model.rules import find_problems

    problems: list[Problem] = []
    document = _without_nothing(document, (), problems)
    try:
        document = upgrade(document)
    except CaseProblems as error:
        if error.problems[0].code == "too-new":
            raise
        problems += error.problems
        document = {**document, "rashomon": NEWEST}
    case, shape, repair = validate_in_rounds(document)
    problems += shape
    for found in find_problems(case) if case is not None else []:
        if not repair.is_echo(found):
            problems.append(Problem(found.code, repair.original(found.path), found.message, found.fix))
    if problems or case is None:
        raise CaseProblems(problems)
    return case, document


def _advice(case: Case) -> list[Advice]:
    from rashomon.model.advice import give_advice

    return give_advice(case)


def _without_nothing(value: Any, path: Path, problems: list[Problem]) -> Any:
    """Return `value` without keys that have nothing after them; unknown ones are problems all the same."""
    if isinstance(value, list):
        return [_without_nothing(inner, (*path, at), problems) for at, inner in enumerate(value)]
    if not isinstance(value, dict):
        return value
    problems += [_empty_key(key, path) for key, inner in value.items() if inner is None and not _known(key, path)]
    return {key: _without_nothing(inner, (*path, key), problems) for key, inner in value.items() if inner is not None}


def _known(key: str, path: Path) -> bool:
    from rashomon.casefile.vocabulary import keys_of, part_at

    part = part_at(path)
    return part is None or key in keys_of(part)


def _empty_key(key: str, path: Path) -> Problem:
    from rashomon.casefile.validation import unknown_key

    return unknown_key((*path, key))


def _in_order(problems: Iterable[Problem], source: SourceText, root: Spot) -> list[Problem]:
    """Place every problem and put them in the order of the file; what is too many is cut."""
    placed = [found.at(found.place or _place_of(found, source, root)) for found in problems]
    last = [found for found in placed if found.code == "more-problems"][:1]
    rest = [found for found in placed if found.code != "more-problems"]
    rest.sort(key=_position)
    if len(rest) > MOST_PROBLEMS:
        last = last or [problem("more-problems", ())]
    return [*rest[:MOST_PROBLEMS], *last]


def _position(found: Problem | Advice) -> tuple[int, int]:
    return (found.place.line, found.place.column) if found.place else (0, 0)


def _place_of(found: Problem | Advice, source: SourceText, root: Spot) -> Place | None:
    if found.code == "more-problems":
        return None
    if found.code == "unknown-link":
        link = found.message[found.message.index("[") : found.message.index("]") + 1]
        at = source.text.find(link, find_spot(root, found.path).start)
        if at >= 0:
            return source.place_at(at)
    mapped = len(found.path) > 1 and found.path[-2] in MAPS and found.code.startswith("unknown-")
    spot = find_spot(root, found.path, on_key=mapped or found.code in AT_KEY)
    return source.place(spot.line, spot.column)
