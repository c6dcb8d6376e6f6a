"""Answers worked by hand. Each file in tests/casefiles shows its arithmetic, and ends it with `# answer:`."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from rashomon import compute_posterior
from rashomon.casefile import read_casefile
from tests.library.exact.reference_solver import agrum_posterior, enumerate_posterior

CASEFILES = sorted((Path(__file__).parents[2] / "casefiles").glob("*.yaml"))

by_file = pytest.mark.parametrize("path", CASEFILES, ids=lambda path: path.stem)


def answer_in(path: Path) -> dict[str, float]:
    """Read `# answer: a 2/3, b 1/3` as exact fractions."""
    found = re.search(r"^# answer: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert found, f"{path.name} gives no answer"
    pairs = [part.split() for part in found[1].split(",")]
    answer = {name: Fraction(value) for name, value in pairs}
    assert sum(answer.values()) == 1, f"the answer in {path.name} does not add up"
    return {name: float(value) for name, value in answer.items()}


def test_there_are_enough_of_them() -> None:
    assert len(CASEFILES) >= 10


@by_file
def test_the_engine_finds_the_answer(path: Path) -> None:
    assert compute_posterior(read_casefile(path).case) == pytest.approx(answer_in(path), rel=1e-12)


@by_file
def test_enumeration_finds_the_answer(path: Path) -> None:
    assert enumerate_posterior(read_casefile(path).case) == pytest.approx(answer_in(path), rel=1e-12)


@by_file
def test_pyagrum_finds_the_answer(path: Path) -> None:
    assert agrum_posterior(read_casefile(path).case) == pytest.approx(answer_in(path), rel=1e-12)
