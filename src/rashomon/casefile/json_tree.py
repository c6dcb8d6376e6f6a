"""JSON to a tree: the same structure as YAML, with the same places.

Python's own reader gives no places, so the structure is walked here; its string scanner is reused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from json import JSONDecodeError, decoder
from typing import Any, NoReturn

from rashomon.casefile.limits import DEEPEST, LONGEST_NUMBER, MOST_ENTRIES, MOST_VALUES
from rashomon.casefile.source_text import BROKEN_SIGN, LINE_END, SourceText
from rashomon.casefile.tree import Plain, Spot, Tree
from rashomon.casefile.wording import problem
from rashomon.problems import CaseProblems, Problem

SPACE = re.compile(r"[ \t\r\n]*")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_scan_string: Any = vars(decoder)["scanstring"]
"""Python's own scanner of quoted text, in C where there is one; not in its type stubs."""
WORDS = {"true": True, "false": False, "null": None}

Found = tuple[Plain, Spot]


def read_json(source: SourceText) -> tuple[Tree, list[Problem]]:
    """Return the tree of a JSON file and what is wrong with it; raises CaseProblems if there is no tree."""
    reader = _Reader(source)
    reader.skip()
    value, spot = reader.value(0)
    reader.skip()
    if reader.at < len(source.text):
        reader.stop("json-syntax", reason="something follows the end", advice="keep one object per file")
    return Tree(value, spot), reader.problems


class _Reader:
    """Reads from `at` on; offsets become lines and columns by walking the line ends once."""

    def __init__(self, source: SourceText) -> None:
        self.source, self.text, self.at = source, source.text, 0
        self.problems: list[Problem] = []
        self.values = 0
        self.ends = [0, *(end.end() for end in LINE_END.finditer(self.text))]
        self.line = 0

    def skip(self) -> None:
        match = SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def spot(self, style: str) -> Spot:
        while self.line + 1 < len(self.ends) and self.ends[self.line + 1] <= self.at:
            self.line += 1
        return Spot(self.line, self.at - self.ends[self.line], self.at, self.at, style)

    def value(self, depth: int) -> Found:
        self.values += 1
        if self.values > MOST_VALUES:
            self.stop("too-many-values", most=f"{MOST_VALUES:,}")
        sign = self.peek()
        if sign in ("{", "["):
            if depth >= DEEPEST:
                self.stop("too-deep", deepest=DEEPEST)
            return self.mapping(depth) if sign == "{" else self.sequence(depth)
        spot = self.spot("quoted" if sign == '"' else "plain")
        value = self.string() if sign == '"' else self.word()
        spot.end = self.at
        return value, spot

    def string(self) -> str:
        start = self.at
        try:
            text, self.at = _scan_string(self.text, self.at + 1, False)
        except (JSONDecodeError, ValueError):
            facts = {"reason": "this text is not closed, or holds a wrong `\\` code"}
            self.stop("json-syntax", **facts, advice='end it with `"`, and write `\\\\` for a backslash')
        return self.clean(str(text), start)

    def clean(self, text: str, start: int) -> str:
        broken = BROKEN_SIGN.search(text)
        if broken:
            place = self.source.place_at(start)
            self.problems.append(problem("broken-sign", (), sign=f"U+{ord(broken[0]):04X}").at(place))
            return BROKEN_SIGN.sub("?", text)
        return text

    def word(self) -> Plain:
        for word, value in WORDS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        match = NUMBER.match(self.text, self.at)
        if match is None or not match[0]:
            facts = {"reason": "a value is missing or unquoted here"}
            self.stop("json-syntax", **facts, advice="put text in double quotes, and remove a last `,`")
        if len(match[0]) > LONGEST_NUMBER or match[0].strip("-0123456789.eE+"):
            self.stop("not-a-number", text=match[0][:LONGEST_NUMBER])
        number = float(match[0])
        if abs(number) == float("inf"):
            self.stop("not-a-number", text=match[0])
        self.at = match.end()
        return int(match[0]) if match[0].lstrip("-").isdigit() else number

    def mapping(self, depth: int) -> Found:
        spot = self.spot("flow")
        spot.keys, spot.values = {}, {}
        mapping: dict[str, Plain] = {}
        for _ in self.entries("}"):
            key_spot = self.spot("quoted")
            if self.peek() != '"':
                facts = {"reason": "a key is missing or unquoted here"}
                self.stop("json-syntax", **facts, advice="put keys in double quotes, and remove a last `,`")
            key = self.string()
            self.expect(":", "after a key")
            value, value_spot = self.value(depth + 1)
            if key in spot.keys:
                line = spot.keys[key].line + 1
                place = self.source.place(key_spot.line, key_spot.column)
                self.problems.append(problem("duplicate-key", (), key=key[:80], line=line).at(place))
                continue
            spot.keys[key], spot.values[key] = key_spot, value_spot
            mapping[key] = value
        spot.end = self.at
        return mapping, spot

    def sequence(self, depth: int) -> Found:
        spot = self.spot("flow")
        spot.entries = []
        entries = []
        for _ in self.entries("]"):
            value, value_spot = self.value(depth + 1)
            entries.append(value)
            spot.entries.append(value_spot)
        spot.end = self.at
        return entries, spot

    def entries(self, close: str) -> Iterator[None]:
        """Yield once per entry with `at` on its first sign, and leave `at` behind the closing sign."""
        self.at += 1
        self.skip()
        if self.peek() == close:
            self.at += 1
            return
        for size in count(1):
            if size > MOST_ENTRIES:
                self.stop("too-many-entries", most=f"{MOST_ENTRIES:,}")
            yield
            self.skip()
            if self.peek() == close:
                self.at += 1
                return
            self.expect(",", f"between two entries, or `{close}` at the end")

    def expect(self, sign: str, where: str) -> None:
        self.skip()
        if self.peek() != sign:
            reason = f"`{sign}` is missing {where}"
            self.stop("json-syntax", reason=reason, advice=f"add `{sign}` before this")
        self.at += 1
        self.skip()

    def stop(self, code: str, **facts: object) -> NoReturn:
        place = self.source.place_at(self.at)
        raise CaseProblems([*self.problems, problem(code, (), **facts).at(place)])
