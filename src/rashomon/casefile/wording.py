"""The wording of everything that can be wrong with a file before its rules are looked at."""

from __future__ import annotations

from rashomon.problems import Path, Problem

WORDS: dict[str, tuple[str, str]] = {
    "more-problems": ("there are more problems than these", "fix these first and check again"),
    # the file
    "no-file": ("`{file}` does not exist", "check the name and the folder"),
    "is-folder": ("`{file}` is a folder", "name a case file, such as case.yaml"),
    "unreadable": ("`{file}` cannot be read: {reason}", "check its permissions"),
    "too-large": ("the file is larger than {megabytes} MB", "split the case, or move long prose elsewhere"),
    "not-utf-8": ("byte {byte} is not UTF-8: {encoding}", "save the file as UTF-8"),
    "broken-sign": (
        "{sign} is a control character or half of one, which no case file may hold",
        "remove it; it often comes from copying out of another program",
    ),
    "empty": ("the file is empty", "start with `rashomon: 1`, or run `rashomon new`"),
    # its syntax
    "syntax": ("this is not readable as YAML: {reason}", "{advice}"),
    "json-syntax": ("this is not readable as JSON: {reason}", "{advice}"),
    "several-documents": (
        "the file holds several documents",
        "keep one case per file: remove the line `---`",
    ),
    "directive": (
        "`%` starts a directive, which case files do not use",
        "remove the line: files are YAML 1.2",
    ),
    "tag": ("the tag `{tag}` is not used in case files", "remove it; put text in quotes if need be"),
    "merge-key": ("`<<` merges mappings, which YAML 1.2 does not know", "write the keys out"),
    "bad-key": ("a list or a mapping stands where a key should be", "start the line with a name and `:`"),
    "duplicate-key": ("the key `{key}` stands here twice (first in line {line})", "keep one of the two"),
    "endless-alias": ("`*{anchor}` repeats what it is itself a part of", "write the values out"),
    "unknown-alias": (
        "`*{anchor}` repeats nothing that was named before",
        'put the text in quotes: "*{anchor}…"',
    ),
    "too-many-values": (
        "the document holds more than {most} values",
        "split the case; do not repeat by aliases",
    ),
    "too-many-entries": ("more than {most} entries stand in one list or mapping", "split the case"),
    "too-deep": ("more than {deepest} lists and mappings are nested", "a case needs seven"),
    "not-plain": ("a value of type {kind} is nothing that a file could hold", "pass text, numbers, lists and dicts"),
    "not-a-number": ("`{text}` is not a number that a case can use", "write a finite number"),
    # its shape
    "not-a-case": (
        "the file holds {kind} where a case should be",
        "start with `rashomon: 1` and `question:`",
    ),
    "draft": (
        "the file is a draft made of an article, not a case: {waiting}",
        "decide about each with `rashomon review {file}`, which then writes the case",
    ),
    "no-version": (
        "the key `rashomon` is missing",
        "add `rashomon: {newest}` as the first line: the format's version",
    ),
    "bad-version": ("`{version}` is not a version of the format", "write `rashomon: {newest}`"),
    "too-new": (
        "the file is of version {version}, and this program reads versions up to {newest}",
        "update the program: pip install --upgrade rashomon",
    ),
    "unknown-key": ("unknown key `{key}`{hint}", "{advice}"),
    "missing-key": ("{owner} has no `{key}`", "add `{key}:` {meaning}"),
    "bad-id": (
        "`{value}` is not a usable id{hint}",
        "use small letters, digits, `-`, `_` and `.`, beginning with a letter or digit, 80 at most",
    ),
    "bad-value": ("`{key}`: {reason}", "{advice}"),
    "not-text": ("`{key}` should be text, not {kind}", "{advice}"),
    "bare-exhaustive": (
        "`exhaustive` needs its reason as text",
        "write why no explanation can be missing, or remove it",
    ),
    "too-long": (
        "`{key}` is longer than {most} characters",
        "shorten it, or move part of it to `note` or `body`",
    ),
    "no-text": ("`{key}` is empty", "write something, or remove the key"),
    "bad-link": ("`{value}` is not a web address", "write it in full, beginning with https://"),
    "not-listed": ("`{value}` is not a value of `{key}`{hint}", "write one of: {allowed}"),
    "bad-flag": ("`{value}` is neither true nor false", "write `true` or `false`"),
    "bad-date": ("`{value}` is not a date", "write YYYY-MM-DD, such as 2023-06-24"),
    "bad-number": ("`{key}` should be {wanted}, not `{value}`", "write {wanted}"),
    "not-a-list": ("`{key}` should be a list, not {kind}", "begin each entry on a line of its own with `- `"),
    "not-a-mapping": (
        "{owner} should be a mapping, not {kind}",
        "write `key: value` pairs, such as `{example}`",
    ),
    "too-few": ("`{key}` needs at least {least} {entries}", "add one, or remove `{key}`"),
}


def problem(code: str, path: Path, **facts: object) -> Problem:
    """Return the problem of kind `code` at `path`, worded with `facts`."""
    message, fix = WORDS[code]
    return Problem(code, path, message.format(**facts), fix.format(**facts))
