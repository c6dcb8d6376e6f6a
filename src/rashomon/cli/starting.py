"""A first case file: what the questions of `rashomon new` gather, and the commented text that holds it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

LONGEST_ID = 40
_NOT_TEXT = {"null", "true", "false"}  # YAML would read these, and numbers, as something else


@dataclass(frozen=True, slots=True)
class StartHypothesis:
    """An explanation; `prior` is as written, "" for equal shares."""

    id: str
    name: str
    prior: str = ""


@dataclass(frozen=True, slots=True)
class StartSource:
    """A source and its Admiralty grade."""

    id: str
    name: str
    grade: str = "F"


@dataclass(frozen=True, slots=True)
class StartItem:
    """An evidence item: established, or known through one source; `likelihood` by hypothesis id."""

    id: str
    statement: str
    likelihood: dict[str, str]
    on: str = ""
    source: str = ""


@dataclass(slots=True)
class Start:
    """Everything that a new file holds."""

    question: str
    hypotheses: list[StartHypothesis] = field(default_factory=list)
    sources: list[StartSource] = field(default_factory=list)
    evidence: list[StartItem] = field(default_factory=list)


def make_id(text: str, taken: Iterable[str]) -> str:
    """Return a short id made of `text` that is not in `taken` and not reserved."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.split(r"[^a-z0-9]+", plain) if word not in {"", "a", "an", "the", "it", "was", "were"}]
    start = "-".join(words[:5])[:LONGEST_ID].strip("-") or "item"
    if start[0].isdigit() or start in _NOT_TEXT:
        start = f"x-{start}"
    used = {*taken, "other"}
    if start not in used:
        return start
    return next(f"{start}-{n}" for n in range(2, len(used) + 3) if f"{start}-{n}" not in used)


def example_start(question: str, names: Iterable[str]) -> Start:
    """Return a file to overwrite by hand: the given explanations or two examples, one source, two items."""
    start = Start(question)
    for name in names:
        start.hypotheses.append(StartHypothesis(make_id(name, [h.id for h in start.hypotheses]), name))
    if not start.hypotheses:
        start.hypotheses = [
            StartHypothesis("accident", "It was an accident"),
            StartHypothesis("intent", "It was done on purpose"),
        ]
    start.sources = [StartSource("first-newspaper", "The first newspaper to report it", "C")]
    ids = [h.id for h in start.hypotheses]
    start.evidence = [
        StartItem("what-is-known", "What nobody disputes.", dict.fromkeys(ids, "50%")),
        StartItem(
            "what-was-said",
            "What somebody says happened.",
            dict.fromkeys(ids, "50%"),
            source="first-newspaper",
        ),
    ]
    return start


def case_text(start: Start) -> str:
    """Return the case as commented YAML."""
    parts = (
        _HEAD,
        f"question: {_quoted(start.question)}\n",
        _TITLE,
        _HYPOTHESES,
        _list("hypotheses", [_hypothesis(h) for h in start.hypotheses]),
        _SOURCES,
        _list("sources", [_source(s) for s in start.sources]),
        _EVIDENCE,
        _list("evidence", [_item(e) for e in start.evidence]),
        _TAIL,
    )
    return "".join(parts)


def _list(key: str, entries: list[str]) -> str:
    return f"{key}:\n{''.join(entries)}" if entries else f"{key}: []\n"


def _quoted(text: str) -> str:
    """Quote as JSON does, which YAML reads in the same way."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _hypothesis(hypothesis: StartHypothesis) -> str:
    prior = f"    prior: {hypothesis.prior}\n" if hypothesis.prior else ""
    return f"  - id: {hypothesis.id}\n    name: {_quoted(hypothesis.name)}\n{prior}"


def _source(source: StartSource) -> str:
    return f"  - {{id: {source.id}, name: {_quoted(source.name)}, grade: {source.grade}}}\n"


def _item(item: StartItem) -> str:
    cells = "".join(f"      {id}: {cell}\n" for id, cell in item.likelihood.items())
    on = f"    on: {item.on}\n" if item.on else ""
    if item.source:
        known = f"    reports:\n      - {{id: {item.id}-1, source: {item.source}}}\n"
    else:
        known = "    established: true\n"
    return f"  - id: {item.id}\n    statement: {_quoted(item.statement)}\n{on}{known}    likelihood:\n{cells}"


_HEAD = """\
# A Rashomon case: the rival explanations of one event, and what speaks for each.
# Check it with `rashomon check FILE`, weigh it with `rashomon weigh FILE`.
rashomon: 1
"""

_TITLE = """\
# title: A headline, if it is to be published
# as_of: 2023-06-30        # count only what was known by this day
"""

_HYPOTHESES = """
# The explanations. They exclude one another; "something else" is added by itself.
# prior: how likely each was before the evidence: a number (0.3, 30%), a range (20-45%), or a word:
#   almost no chance, very unlikely, unlikely, roughly even, likely, very likely, almost certain.
# Give every explanation a prior, or none (equal shares).
"""

_SOURCES = """
# Who says so. grade: A reliable, B usually, C fairly, D not usually, E unreliable, F unknown;
# or reliability: the chance that a report of theirs tracks the truth (a number, a range or a word).
"""

_EVIDENCE = """
# What is known. For each explanation: suppose it were true, how likely is it that we would see this?
# `established: true` is for what nobody disputes; anything else needs at least one report.
# A report that repeats another says so: {id: r2, source: someone, via: r1}
"""

_TAIL = """
# More, when you need it (docs/case-file.md):
# groups:                  # items that partly repeat one another
#   - {id: a-group, items: [one-item, another-item], related: loosely}
# indicators:              # what to look for next
#   - id: a-sign
#     statement: Something that may be seen.
#     by: 2023-12-31
#     likelihood: {one-explanation: 70%, another-explanation: 20%}
"""
