"""Case files for tests: one that is sound, and ways to break it."""

from __future__ import annotations

from rashomon.casefile import read_case_text
from rashomon.problems import Advice, CaseProblems, Problem

SOUND = """\
# A comment at the top.
rashomon: 1
question: Why did the lighthouse go dark?
as_of: 2024-05-20
hypotheses:
  - {id: storm, name: The storm broke the lamp, prior: 60%}
  - {id: keeper, name: The keeper put it out, prior: 40%}   # by hand
sources:
  - {id: harbour, name: The harbour master, grade: B}
  - {id: gazette, name: The Island Gazette, grade: C}
evidence:
  - id: glass
    statement: The glass is unbroken.
    established: true
    on: 2024-05-04
    likelihood: {storm: 10%, keeper: almost certain}
  - id: boat
    statement: A boat left without lights.
    likelihood:
      storm: 1-5%     # a long comment that should survive
      keeper: 30-60%
    reports:
      - {id: r1, source: harbour, on: 2024-05-05}
      - {id: r2, source: gazette, via: r1, on: 2024-05-06}
  - id: supper
    statement: The supper stood untouched.
    established: true
    on: 2024-05-04
    likelihood: {storm: 60%, keeper: 30%}
indicators:
  - {id: logbook, statement: A page is missing., likelihood: {storm: 5%, keeper: 60%}}
body: |
  It failed before midnight. [evidence:glass] speaks against the storm.
"""


def changed(*changes: tuple[str, str]) -> str:
    """Return the sound case with each first text replaced by the second; each must be there once."""
    text = SOUND
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def problems_in(text: str | bytes, name: str = "case.yaml") -> tuple[Problem, ...]:
    """Return the problems of a text, in order."""
    try:
        read_case_text(text, name=name)
    except CaseProblems as refused:
        return refused.problems
    return ()


def only_problem(text: str | bytes, name: str = "case.yaml") -> Problem:
    """Return the one problem of a text; fails if there are more or none."""
    found = problems_in(text, name)
    assert len(found) == 1, [f"{p.code}: {p.message}" for p in found]
    return found[0]


def advice_on(text: str) -> tuple[Advice, ...]:
    """Return the advice on a text."""
    return read_case_text(text).advice
