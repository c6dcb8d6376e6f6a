"""What a YAML parser complains of, in words that help the author of a case file."""

from __future__ import annotations

import re
from typing import Any

from rashomon.casefile.source_text import SourceText
from rashomon.casefile.wording import problem
from rashomon.problems import Place, Problem

QUOTE = "put the text in quotes"
COMPLAINTS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "`: ` stands where no value can begin",
        "put text that holds `: ` in quotes, or check the indentation",
    ),
    (
        "could not find expected ':'",
        "this is neither `key: value` nor an entry of a list",
        "add `:` after the key, or indent the line if it continues the text above",
    ),
    ("character '\\t' that cannot start", "a tab stands where only spaces may", "indent by spaces"),
    ("that cannot start any token", "text cannot begin with {sign} unless it is quoted", QUOTE),
    (
        "expected <block end>",
        "this does not fit what stands above it",
        "start entries of one list, and keys of one mapping, in the same column; quote the whole text",
    ),
    (
        "expected ',' or '}'",
        "the `{{` in line {line} is not closed before this",
        "add `,` or `}}`, and quote text that holds either",
    ),
    (
        "expected ',' or ']'",
        "the `[` in line {line} is not closed before this",
        "add `,` or `]`, and quote text that holds either",
    ),
    ("found unexpected end of stream", "the quote in line {line} is never closed", "add the closing quote"),
    (
        "unexpected document separator",
        "the quote in line {line} is not closed before this",
        "add the closing quote",
    ),
    (
        "unknown escape character",
        "{sign} means nothing after a backslash",
        "use single quotes, or write `\\\\`",
    ),
    ("escape sequence of", "a backslash in double quotes is not followed by a code", "use single quotes"),
    ("found unexpected ':'", "`:` stands inside unquoted text", QUOTE),
    ("expected a comment or a line break", "text begins right after `|` or `>`", "begin it on the next line"),
    ("expected alphabetic or numeric", "`*` and `&` have a meaning of their own at the start of text", QUOTE),
    (
        "sequence entries are not allowed",
        "`- ` stands where no list can begin",
        "begin it on the next line",
    ),
    ("undefined tag handle", "`!` has a meaning of its own at the start of text", QUOTE),
    (
        "more indented follow up line",
        "an empty line above this, at the start of the block, has more blanks than the text",
        "remove the blanks in that line",
    ),
    ("expected the node content", "a value is missing before this", "write a value, or quote the text"),
)
"""What the parser says, what it means, and what to do."""
SIGN = re.compile(r"character (?:\"(.)\"|'(\\?.)')")


def syntax_problem(error: Exception, source: SourceText) -> Problem:
    """Return the problem that `error`, raised by the parser, stands for."""
    said = str(getattr(error, "problem", None) or getattr(error, "context", None) or "")
    for part, reason, advice in COMPLAINTS:
        if part in said:
            facts = {"sign": _sign(said), "line": _line(getattr(error, "context_mark", None))}
            words = {"reason": reason.format(**facts), "advice": advice.format(**facts)}
            return problem("syntax", (), **words).at(_place(error, part, source))
    words = {
        "reason": said or "something is wrong near here",
        "advice": "check quotes, colons and indentation",
    }
    return problem("syntax", (), **words).at(_place(error, "", source))


def _sign(said: str) -> str:
    match = SIGN.search(said)
    return f"`{match[1] or match[2]}`" if match else "this sign"


def _line(mark: Any) -> int:
    return mark.line + 1 if mark is not None else 1


def _place(error: Exception, part: str, source: SourceText) -> Place:
    """A key without a colon, and an open quote, are shown where they begin; all else where it went wrong."""
    at_start = part in ("could not find expected ':'", "found unexpected end of stream")
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    mark = marks[1] if at_start else marks[0] or marks[1]
    return source.place(mark.line, mark.column) if mark is not None else source.place(0, 0)
