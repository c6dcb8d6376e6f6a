"""What is wrong with a text, and what answer it gives: the live part of the editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from rashomon.analysis import Analysis
from rashomon.explain.answer import AnswerRow, answer_table
from rashomon.explain.axes import axis_top
from rashomon.explain.words import percent
from rashomon.model import OTHER, Case, nearest_word
from rashomon.problems import RashomonError, Remark
from rashomon.report.marks import letter_class
from rashomon.report.svg_bars import answer_bar
from rashomon.report.svg_elements import element, line, share, strip
from rashomon.results import SOMETHING_ELSE, letter_of
from rashomon.weighing import compute_posterior, weigh
from rashomon_site.cases.library_mapping import Reading
from rashomon_site.cases.services.weighing import stored_analysis

Severity = Literal["problem", "advice"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem or a piece of advice at its line; `line` is 0 where it has no place."""

    severity: Severity
    code: str
    line: int
    column: int
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One explanation in the live answer; `interval` is "" until the ranges are worked out."""

    letter: str
    colour: str
    name: str
    percent: str
    word: str
    interval: str
    drawing: str


@dataclass(frozen=True, slots=True)
class LiveAnswer:
    """The answer of an unsaved text, or why there is none."""

    bars: tuple[Bar, ...] = ()
    has_ranges: bool = False
    trouble: str = ""


def findings_of(reading: Reading) -> list[Finding]:
    """Return the problems, then the advice, in the order of the text."""
    problems = [_finding("problem", remark) for remark in reading.problems]
    return problems + [_finding("advice", remark) for remark in reading.advice]


def _finding(severity: Severity, remark: Remark) -> Finding:
    line_, column = (remark.place.line, remark.place.column) if remark.place else (0, 0)
    return Finding(severity, remark.code, line_, column, remark.message, remark.fix)


def live_answer(reading: Reading, *, ranges: bool = False) -> LiveAnswer | None:
    """Return the headline, at once without ranges, or with them; None while the text has problems."""
    if reading.case is None:
        return None
    try:
        known = stored_analysis(reading.sha256)
        if known is None and ranges:
            # Not stored: most texts that are tried are never saved.
            known = weigh(reading.case, document_sha256=reading.sha256, with_timeline=False)
        return _with_ranges(known) if known else _headline(reading.case)
    except RashomonError as error:
        return LiveAnswer(trouble=str(error))


def _with_ranges(analysis: Analysis) -> LiveAnswer:
    table = answer_table(analysis)
    return LiveAnswer(tuple(_ranged_bar(row, table.top) for row in (*table.rows, *table.folded)), has_ranges=True)


def _ranged_bar(row: AnswerRow, top: float) -> Bar:
    return Bar(
        row.letter, letter_class(row.letter), row.name, row.percent, row.word, row.interval, answer_bar(row, top)
    )


def _headline(case: Case) -> LiveAnswer:
    posterior = compute_posterior(case)
    names = {hypothesis.id: hypothesis.name for hypothesis in case.hypotheses}
    letters = {id: "?" if id == OTHER else letter_of(place) for place, id in enumerate(posterior)}
    ranked = sorted(posterior, key=lambda id: (id == OTHER, -posterior[id]))
    top = axis_top(max(posterior.values()), 0.2)
    return LiveAnswer(tuple(_plain_bar(letters[id], names.get(id), posterior[id], top) for id in ranked))


def _plain_bar(letter: str, name: str | None, probability: float, top: float) -> Bar:
    colour = letter_class(letter)
    drawing = strip(
        line("0%", 0, "0%", 28, "base"),
        element("rect", class_=f"f{colour}", x=0, y=4, width=share(probability, top), height=20),
        height=28,
        class_="g-bar",
    )
    return Bar(letter, colour, name or SOMETHING_ELSE, percent(probability), nearest_word(probability), "", drawing)


def as_json(finding: Finding) -> dict[str, Any]:
    """Return a finding as the editor's script takes it."""
    return {
        "severity": finding.severity,
        "code": finding.code,
        "line": finding.line,
        "column": finding.column,
        "message": finding.message,
        "fix": finding.fix,
    }
