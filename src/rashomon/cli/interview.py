"""The questions of `rashomon new`. They go to standard error, so that the file may go to standard output."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import click

from rashomon.cli.starting import Start, StartHypothesis, StartItem, StartSource, make_id
from rashomon.cli.streams import write_error
from rashomon.model import PROBABILITY_WORDS, Quantity

Answer = TypeVar("Answer")
LONGEST = 1000  # characters of a line in a case file
GRADES = {
    "A": "reliable",
    "B": "usually",
    "C": "fairly",
    "D": "not usually",
    "E": "unreliable",
    "F": "unknown",
}


def hold_interview(question: str | None, explanations: Sequence[str]) -> Start:
    """Ask for everything that a first case needs."""
    _say("Press Enter to leave out what stands in brackets; Ctrl-C stops without writing anything.\n")
    start = Start(question or _ask("What is the question?", _line))
    _ask_explanations(start, explanations)
    _ask_priors(start)
    _ask_evidence(start)
    return start


def _ask_explanations(start: Start, given: Sequence[str]) -> None:
    names = list(given)
    if not names:
        _say('\nThe rival explanations, one a line. "Something else" is added by itself.')
    while not given:
        name = _ask(f"Explanation {len(names) + 1}" + (" (done)" if len(names) >= 2 else ""), _optional(_line))
        if name and name.lower() in (known.lower() for known in names):
            _say("  That one is on the list already.")
        elif name:
            names.append(name)
        elif len(names) >= 2:
            break
        else:
            _say("  A case needs at least two explanations to compare.")
    for name in names:
        start.hypotheses.append(StartHypothesis(make_id(name, [h.id for h in start.hypotheses]), name))


def _ask_priors(start: Start) -> None:
    _say("\nBefore any evidence, how likely was each? A number (30%), a range (20-45%) or a word:")
    _say("  " + ", ".join(PROBABILITY_WORDS))
    first, *rest = start.hypotheses
    prior = _ask(f"{first.name} (equal shares for all)", _optional(_probability))
    if not prior:
        return
    priors = [prior, *(_ask(hypothesis.name, _probability) for hypothesis in rest)]
    start.hypotheses = [StartHypothesis(h.id, h.name, p) for h, p in zip(start.hypotheses, priors, strict=True)]


def _ask_evidence(start: Start) -> None:
    _say("\nWhat is known, one statement at a time.")
    while statement := _ask(f"Statement {len(start.evidence) + 1} (done)", _optional(_line)):
        start.evidence.append(_ask_item(start, statement))


def _ask_item(start: Start, statement: str) -> StartItem:
    id = make_id(statement, [item.id for item in start.evidence])
    on = _ask("  On which day, YYYY-MM-DD (not known)", _optional(_day))
    disputed = click.confirm("  Does anybody dispute it?", default=False, err=True)
    source = _ask_source(start) if disputed else ""
    _say("  Suppose each explanation were true. How likely is it that we would see this?")
    likelihood = {h.id: _ask(f"    {h.name}", _probability) for h in start.hypotheses}
    return StartItem(id, statement, likelihood, on, source)


def _ask_source(start: Start) -> str:
    name = _ask("  Who says so?", _line)
    for source in start.sources:
        if source.name.lower() == name.lower():
            return source.id
    grades = ", ".join(f"{letter} {words}" for letter, words in GRADES.items())
    grade = _ask(f"  How reliable are they? {grades} (F)", _optional(_grade))
    start.sources.append(StartSource(make_id(name, [s.id for s in start.sources]), name, grade or "F"))
    return start.sources[-1].id


def _ask(text: str, read: Callable[[str], str]) -> str:
    """Ask until `read` takes the answer; it raises ValueError with a sentence if it does not."""
    while True:
        answer = click.prompt(text, default="", show_default=False, err=True).strip()
        try:
            return read(answer)
        except ValueError as error:
            _say(f"  {error}")


def _optional(read: Callable[[str], str]) -> Callable[[str], str]:
    return lambda answer: read(answer) if answer else ""


def _line(answer: str) -> str:
    if not answer or not answer.isprintable():
        raise ValueError("Please write a line of text.")
    if len(answer) > LONGEST:
        raise ValueError(f"Please use at most {LONGEST} characters.")
    return answer


def _probability(answer: str) -> str:
    if Quantity.parse(answer).is_ratio:
        raise ValueError("Please give a probability; ratios such as 4x can be written in the file later.")
    return answer


def _day(answer: str) -> str:
    try:
        return date.fromisoformat(answer).isoformat()
    except ValueError:
        raise ValueError("Please write the day as YYYY-MM-DD, such as 2023-06-24.") from None


def _grade(answer: str) -> str:
    if answer.upper() not in GRADES:
        raise ValueError(f"Please give one of {', '.join(GRADES)}.")
    return answer.upper()


def _say(text: str) -> None:
    write_error(text)
