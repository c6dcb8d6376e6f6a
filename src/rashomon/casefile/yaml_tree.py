"""YAML 1.2 to a tree, from the parser's events.

Building from events instead of using a loader means that nothing in the file can construct an object, that
words follow the core schema of YAML 1.2, and that every value keeps its place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from rashomon.casefile.limits import DEEPEST, MOST_ENTRIES, MOST_VALUES
from rashomon.casefile.scalars import plain_scalar
from rashomon.casefile.source_text import BROKEN_SIGN, SourceText
from rashomon.casefile.tree import Plain, Spot, Tree
from rashomon.casefile.wording import problem
from rashomon.casefile.yaml_syntax import syntax_problem
from rashomon.problems import CaseProblems, Problem

SLOW_PATH = re.compile(
    r"""[\t\x85\u2028\u2029] | \r(?!\n) | ^[%|>] | (?: ^ | [\s\[{,] ) (?: ! | [&*][^\s,\[\]{}]*: )
    | [|>][-+0-9]*(?:\#|[ ]*(?:\#.*)?\r?\n[ ]+\r?\n)""",
    re.MULTILINE | re.VERBOSE,
)
"""What the C parser, which is one of YAML 1.1, reads in its own way: tabs, old line ends, directives, tags, colons in
anchors, and blocks that begin with blanks."""
UNQUOTED = (None, "")
STANDARD_TAG = "tag:yaml.org,2002:"

Found = tuple[Plain, Spot]


def read_yaml(source: SourceText) -> tuple[Tree, list[Problem]]:
    """Return the tree of a YAML file and what is wrong with it; raises CaseProblems if there is no tree."""
    from ruamel.yaml.error import YAMLError

    fast = None if SLOW_PATH.search(source.text) else _fast_events(source.text)
    if fast is not None:
        try:
            return _Builder(source).build(fast)
        except (YAMLError, ValueError):
            pass  # the slow parser has the last word, so that every machine gives the same message
    try:
        return _Builder(source).build(_slow_events(source.text))
    except (YAMLError, ValueError, OverflowError, IndexError) as error:
        raise CaseProblems([syntax_problem(error, source)]) from None


def _fast_events(text: str) -> Iterator[Any] | None:
    from importlib import import_module

    for name in ("_ruamel_yaml", "_ruamel_yaml_clibz"):
        try:
            parser = import_module(name).CParser(text)
        except ImportError:
            continue
        return iter(parser.get_event, None)
    return None


def _slow_events(text: str) -> Iterator[Any]:
    from ruamel.yaml import YAML

    return iter(YAML(typ="safe", pure=True).parse(text))


class _Builder:
    """Turns events into one tree. `problems` are those that do not stop the reading."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.anchors: dict[str, tuple[Plain, Spot, int]] = {}
        self.open_anchors: set[str] = set()
        self.values = 0
        self.events: Iterator[Any] = iter(())

    def build(self, events: Iterator[Any]) -> tuple[Tree, list[Problem]]:
        self.events = events
        next(events)  # the start of the stream
        start = next(events)
        if type(start).__name__ == "StreamEndEvent":
            raise CaseProblems([problem("empty", ()).at(self.source.place(0, 0))])
        if start.version is not None or start.tags:
            at = re.search(r"^%", self.source.text, re.MULTILINE)
            place = self.source.place_at(at.start() if at else 0)
            self.problems.append(problem("directive", ()).at(place))
        value, spot = self.node(next(events), 0)
        next(events)  # the end of the document
        following = next(events)
        if type(following).__name__ != "StreamEndEvent":
            self.stop("several-documents", following)
        return Tree(value, spot), self.problems

    def node(self, event: Any, depth: int) -> Found:
        kind = type(event).__name__
        self.count(1, event)
        if kind == "AliasEvent":
            return self.alias(event)
        if event.tag is not None:
            self.note("tag", event, tag=str(event.tag).replace(STANDARD_TAG, "!!")[:80])
        if event.anchor is None:
            return self.content(kind, event, depth)
        return self.anchored(kind, event, depth)

    def anchored(self, kind: str, event: Any, depth: int) -> Found:
        before = self.values
        self.open_anchors.add(event.anchor)
        value, spot = self.content(kind, event, depth)
        self.open_anchors.discard(event.anchor)
        spot.style = "anchored" if spot.keys is None and spot.entries is None else spot.style
        self.anchors[event.anchor] = (value, spot, self.values - before + 1)
        return value, spot

    def content(self, kind: str, event: Any, depth: int) -> Found:
        if kind == "ScalarEvent":
            return self.scalar(event)
        if depth >= DEEPEST:
            self.stop("too-deep", event, deepest=DEEPEST)
        return self.mapping(event, depth) if kind == "MappingStartEvent" else self.sequence(event, depth)

    def alias(self, event: Any) -> Found:
        mark, name = event.start_mark, event.anchor
        spot = Spot(mark.line, mark.column, mark.index, event.end_mark.index, "anchored")
        if name in self.open_anchors:
            self.note("endless-alias", event, anchor=name)
            return None, spot
        if name not in self.anchors:
            self.note("unknown-alias", event, anchor=name)
            return None, spot
        value, _, size = self.anchors[name]
        self.count(size, event)
        return value, spot

    def scalar(self, event: Any) -> Found:
        mark, style, text = event.start_mark, event.style, event.value
        spot = Spot(mark.line, mark.column, mark.index, event.end_mark.index, "plain")
        if style in UNQUOTED:
            value = plain_scalar(text) if event.tag is None else text
            if isinstance(value, float) and not math.isfinite(value):
                self.note("not-a-number", event, text=text)
                return None, spot
            return value, spot
        spot.style = "block" if style in "|>" else "quoted"
        broken = BROKEN_SIGN.search(text) if style == '"' else None
        if broken:
            self.note("broken-sign", event, sign=f"U+{ord(broken[0]):04X}")
            text = BROKEN_SIGN.sub("?", text)
        return text, spot

    def mapping(self, event: Any, depth: int) -> Found:
        spot = self.opened(event)
        spot.keys, spot.values = {}, {}
        mapping: dict[str, Plain] = {}
        for key_event in self.inside("MappingEndEvent", spot):
            key, key_spot = self.key(key_event, depth)
            value, value_spot = self.node(next(self.events), depth + 1)
            if value_spot.start == value_spot.end:  # nothing: parsers differ on where that stands
                value_spot = Spot(key_spot.line, key_spot.column, key_spot.start, key_spot.start, "plain")
            if key is None:
                continue
            if key in spot.keys:
                self.note("duplicate-key", key_event, key=key[:80], line=spot.keys[key].line + 1)
                continue
            spot.keys[key], spot.values[key] = key_spot, value_spot
            mapping[key] = value
        return mapping, spot

    def key(self, event: Any, depth: int) -> tuple[str | None, Spot]:
        _, spot = self.node(event, depth + 1)
        if type(event).__name__ != "ScalarEvent":
            self.note("bad-key", event)
            return None, spot
        if event.value == "<<" and event.style in UNQUOTED:
            self.note("merge-key", event)
            return None, spot
        return BROKEN_SIGN.sub("?", event.value), spot

    def sequence(self, event: Any, depth: int) -> Found:
        spot = self.opened(event)
        spot.entries = []
        entries = []
        for entry in self.inside("SequenceEndEvent", spot):
            value, value_spot = self.node(entry, depth + 1)
            entries.append(value)
            spot.entries.append(value_spot)
        return entries, spot

    def opened(self, event: Any) -> Spot:
        mark = event.start_mark
        style = "flow" if event.flow_style else "open"
        return Spot(mark.line, mark.column, mark.index, event.end_mark.index, style)

    def inside(self, end: str, spot: Spot) -> Iterator[Any]:
        for size, event in enumerate(self.events):
            if type(event).__name__ == end:
                spot.end = event.end_mark.index
                return
            if size >= MOST_ENTRIES:
                self.stop("too-many-entries", event, most=f"{MOST_ENTRIES:,}")
            yield event

    def count(self, size: int, event: Any) -> None:
        self.values += size
        if self.values > MOST_VALUES:
            self.stop("too-many-values", event, most=f"{MOST_VALUES:,}")

    def note(self, code: str, event: Any, **facts: object) -> None:
        place = self.source.place(event.start_mark.line, event.start_mark.column)
        self.problems.append(problem(code, (), **facts).at(place))

    def stop(self, code: str, event: Any, **facts: object) -> NoReturn:
        self.note(code, event, **facts)
        raise CaseProblems(self.problems)
