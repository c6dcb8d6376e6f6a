"""Pydantic's findings as problems, in the words of `wording`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from rashomon.casefile.limits import MOST_PROBLEMS
from rashomon.casefile.tree import value_at
from rashomon.casefile.vocabulary import NAMES, home_of, keys_of, meant_key, part_at
from rashomon.casefile.wording import problem
from rashomon.model.rules.nearest import hint, nearest
from rashomon.problems import Path, Problem

if TYPE_CHECKING:
    from pydantic import ValidationError

Finding = Mapping[str, Any]
Document = dict[str, Any]
SHOWN = 60
ALLOWED: dict[str, tuple[str, ...]] = {
    "says": ("reports", "denies", "silent"),
    "outcome": ("seen", "not-seen", "unclear"),
    "grade": ("A", "B", "C", "D", "E", "F"),
}
EXAMPLES = {
    "hypotheses": "id: accident",
    "sources": "id: a-newspaper",
    "evidence": "id: aircraft-lost",
    "reports": "id: r1",
    "likelihood": "accident: likely",
    "otherwise": "accident: likely",
    "says_regardless": "accident: 0.5",
    "showed": "purge: true",
    "authors": "name: A. Writer",
    "parallels": "event: A march of 1922",
    "resolved": "on: 2023-12-31",
}


def problems_of_validation(error: ValidationError, document: Document) -> list[Problem]:
    """Return everything that pydantic found wrong with `document`, once each, without places."""
    problems: dict[tuple[str, Path], Problem] = {}
    listed = list(findings(error, document))
    misspelt = set(renamings(listed).values())
    for path, finding in listed:
        if finding["type"] == "missing" and path in misspelt:
            continue
        found = word_finding(finding, path, document)
        problems.setdefault((found.code, found.path), found)
        if len(problems) >= MOST_PROBLEMS:
            return [*problems.values(), problem("more-problems", ())]
    return list(problems.values())


def findings(error: ValidationError, document: Document) -> Iterator[tuple[Path, Finding]]:
    """Yield each finding that is not the echo of another, with its path in the document."""
    listed = error.errors(include_url=False, include_input=False)
    broken = {tuple(finding["loc"][:-1]) for finding in listed if finding["loc"][-1:] == ("[key]",)}
    for finding in listed:
        location = finding["loc"]
        if location in broken:
            continue  # a bad key says enough; its value can wait
        path = _path_of(location, finding["type"], document)
        if path is not None and not _is_echo(finding, value_at(document, path)):
            yield path, finding


def _is_echo(finding: Finding, value: object) -> bool:
    """Whether a list is called too short only because its entries are broken."""
    return finding["type"] == "too_short" and isinstance(value, list) and len(value) >= finding["ctx"]["min_length"]


def renamings(listed: Iterable[tuple[Path, Finding]]) -> dict[Path, Path]:
    """Return the path of each misspelt key with the path of the key that was meant and is missing."""
    missing = {path for path, finding in listed if finding["type"] == "missing"}
    renamed = {}
    for path, finding in listed:
        part = part_at(path[:-1])
        if finding["type"] == "extra_forbidden" and part is not None:
            meant = meant_key(str(path[-1]), part)
            if meant and (*path[:-1], meant) in missing:
                renamed[path] = (*path[:-1], meant)
    return renamed


def _path_of(location: tuple[str | int, ...], kind: str, document: Document) -> Path | None:
    """Strip what pydantic adds for unions; None if the branch is not the one that the file took."""
    path: list[str | int] = []
    here: Any = document
    for step in location:
        inside = isinstance(here, dict) and step in here
        if inside or isinstance(step, int) or (kind in ("missing", "extra_forbidden") and step == location[-1]):
            path.append(step)
            here = value_at(here, (step,))
        elif step.startswith("function-") and isinstance(here, dict):
            return None  # the file has a mapping, and this is about one number
        elif step.startswith("dict[") and not isinstance(here, dict):
            return None  # and the other way round
    return tuple(path)


def word_finding(finding: Finding, path: Path, document: Document) -> Problem:
    """Return the problem that one finding stands for."""
    kind: str = finding["type"]
    if finding["loc"][-1:] == ("[key]",):
        return _bad_id(path, str(path[-1]))
    if kind in WORDINGS:
        return WORDINGS[kind](finding, path, value_at(document, path), document)
    if kind.startswith("date_"):
        return problem("bad-date", path, value=shown(value_at(document, path)))
    return problem("bad-value", path, key=key_of(path), reason=str(finding["msg"]), advice="correct the value")


def key_of(path: Path) -> str:
    """Return the last key in `path`: what a reader would call the value."""
    return next((step for step in reversed(path) if isinstance(step, str)), "case")


def shown(value: object) -> str:
    """Return a value as a message shows it, cut if it is long."""
    if value is None:
        return "nothing"
    text = str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def kind_of(value: object) -> str:
    """Name the kind of a value: "a list", "the number 3"."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"`{shown(value)}`"
    if isinstance(value, int | float):
        return f"the number {shown(value)}"
    if isinstance(value, str):
        return f"the text `{shown(value)}`"
    return "a list" if isinstance(value, list) else "a mapping"


def owner_of(path: Path, document: Document) -> str:
    """Name the part at `path`: "`speech`", "report 2 of `speech`", "the case"."""
    value = value_at(document, path)
    if isinstance(value, dict) and isinstance(value.get("id"), str) and value["id"]:
        return f"`{shown(value['id'])}`"
    part = part_at(path)
    if len(path) >= 2 and isinstance(path[-1], int) and part is not None:
        return f"{NAMES[part].split(' ', 1)[1]} {path[-1] + 1}"
    return f"`{path[-1]}`" if path else "the case"


def _unknown_key(finding: Finding, path: Path, value: object, document: Document) -> Problem:
    return unknown_key(path)


def unknown_key(path: Path) -> Problem:
    """Return the problem of the key at the end of `path`, with the key that was probably meant."""
    key, part = str(path[-1]), part_at(path[:-1])
    if part is None:
        return problem("unknown-key", path, key=shown(key), hint="", advice="remove it")
    meant = meant_key(key, part)
    home = home_of(key)
    if home and home != NAMES[part]:
        words = {"hint": f": it belongs to {home}, and this is {NAMES[part]}", "advice": f"move it to {home}"}
        return problem("unknown-key", path, key=key, **words)
    if meant:
        return problem(
            "unknown-key", path, key=shown(key), hint=f": did you mean `{meant}`?", advice=f"write `{meant}:`"
        )
    known = ", ".join(f"`{name}`" for name in keys_of(part))
    return problem("unknown-key", path, key=shown(key), hint="", advice=f"{NAMES[part]} knows {known}")


def _missing_key(finding: Finding, path: Path, value: object, document: Document) -> Problem:
    part = part_at(path[:-1])
    meaning = keys_of(part).get(str(path[-1]), "") if part else ""
    owner = owner_of(path[:-1], document)
    words = f"({meaning.rstrip('.')})" if meaning else ""
    return problem("missing-key", path, owner=owner, key=path[-1], meaning=words)


def _not_text(finding: Finding, path: Path, value: object, document: Document) -> Problem:
    if path == ("exhaustive",):
        return problem("bare-exhaustive", path)
    quotable = isinstance(value, int | float)
    advice = f'put it in quotes: "{shown(value)}"' if quotable else "write text"
    return problem("not-text", path, key=key_of(path), kind=kind_of(value), advice=advice)


def _pattern(finding: Finding, path: Path, value: object, document: Document) -> Problem:
    pattern = finding["ctx"]["pattern"]
    if pattern.startswith("^https"):
        return problem("bad-link", path, value=shown(value))
    if pattern.startswith("^[a-z0-9]"):
        return _bad_id(path, str(value))
    reason = f"`{shown(value)}` is not a language tag"
    return problem("bad-value", path, key=key_of(path), reason=reason, advice="write one such as `en` or `pt-BR`")


def _bad_id(path: Path, value: str) -> Problem:
    import re

    usable = re.sub(r"[^a-z0-9_.-]+", "-", value[:80].lower()).strip("-_.")
    return problem("bad-id", path, value=shown(value), hint=f": try `{usable}`" if usable else "")


def _long(finding: Finding, path: Path, value: object, document: Document) -> Problem:
    most = finding["ctx"]["max_length"]
    if key_of(path) in ("id", "source", "via", "given", "ended") or most == 80:
        return problem("bad-id", path, value=shown(value), hint="")
    return problem("too-long", path, key=key_of(path), most=f"{most:,}")


def _value_error(finding: Finding, path: Path, value: object, document: Document) -> Problem:
    reason = str(finding["ctx"]["error"])
    if reason.startswith("write a date"):
        return problem("bad-date", path, value=shown(value))
    what, sign, advice = reason.partition(" write ")
    if not sign:
        return problem("bad-value", path, key=key_of(path), reason=reason, advice="correct the value")
    return problem("bad-value", path, key=key_of(path), reason=what.rstrip(":"), advice=f"write {advice}")


def _literal(finding: Finding, path: Path, value: object, document: Document) -> Problem:
    if path == ("rashomon",):
        return problem("bad-version", path, version=shown(value), newest=1)
    allowed = ALLOWED.get(key_of(path), ())
    known = hint(str(value), allowed) if nearest(str(value), allowed) else ""
    facts = {"value": shown(value), "hint": known, "allowed": ", ".join(allowed)}
    return problem("not-listed", path, key=key_of(path), **facts)


def _number(finding: Finding, path: Path, value: object, document: Document) -> Problem:
    key = key_of(path)
    wanted = {
        "credibility": "a whole number from 1 to 6",
        "widening": "a number above 0 and up to 10",
    }.get(key, "a number from 0 to 1" if "parallels" in path else "a number above 0 and up to 1,000")
    return problem("bad-number", path, key=key, wanted=wanted, value=shown(value))


def _not_a_list(finding: Finding, path: Path, value: object, document: Document) -> Problem:
    return problem("not-a-list", path, key=key_of(path), kind=kind_of(value))


def _not_a_mapping(finding: Finding, path: Path, value: object, document: Document) -> Problem:
    example = EXAMPLES.get(key_of(path), "id: a-name")
    owner = owner_of(path, document)
    return problem("not-a-mapping", path, owner=owner, kind=kind_of(value), example=example)


def _bad_flag(finding: Finding, path: Path, value: object, document: Document) -> Problem:
    return problem("bad-flag", path, value=shown(value))


def _no_text(finding: Finding, path: Path, value: object, document: Document) -> Problem:
    return problem("no-text", path, key=key_of(path))


def _too_few(finding: Finding, path: Path, value: object, document: Document) -> Problem:
    least = finding["ctx"]["min_length"]
    return problem("too-few", path, key=key_of(path), least=least, entries="entry" if least == 1 else "entries")


WORDINGS: dict[str, Callable[[Finding, Path, Any, Document], Problem]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "string_type": _not_text,
    "string_pattern_mismatch": _pattern,
    "string_too_long": _long,
    "string_too_short": _no_text,
    "value_error": _value_error,
    "literal_error": _literal,
    "bool_type": _bad_flag,
    "bool_parsing": _bad_flag,
    "tuple_type": _not_a_list,
    "dict_type": _not_a_mapping,
    "model_type": _not_a_mapping,
    "too_short": _too_few,
    **dict.fromkeys(
        ("float_type", "float_parsing", "int_type", "int_parsing", "int_from_float", "finite_number"), _number
    ),
    **dict.fromkeys(("greater_than", "greater_than_equal", "less_than", "less_than_equal"), _number),
}
