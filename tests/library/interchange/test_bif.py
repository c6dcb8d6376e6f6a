"""BIF: another tool reads the file and finds the headline."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from rashomon import compute_posterior
from rashomon.interchange import case_to_bif
from rashomon.model import Case
from tests.library.exact.random_cases import SMALL, random_case
from tests.library.exact.reference_solver import load_pyagrum

pytestmark = pytest.mark.slow

TINY_CASE = {
    "rashomon": 1,
    "question": "Which urn?",
    "hypotheses": [{"id": "a.b", "name": "A"}, {"id": "a-b", "name": "B"}],
    "evidence": [{"id": "red", "statement": "Red.", "established": True, "likelihood": {"a.b": 0.8, "a-b": 0.4}}],
}


def tables_in(text: str) -> dict[str, list[float]]:
    """Read the numbers of each variable, in the order written, with all of their digits."""
    blocks = re.findall(r"probability \( (\w+)[^{]*\{\n(.*?)\n\}", text, re.DOTALL)
    found = {}
    for name, body in blocks:
        lines = [re.sub(r"^\s*(table|\([^)]*\))", "", line).rstrip(";") for line in body.splitlines()]
        found[name] = [float(number) for line in lines for number in line.split(",")]
    return found


def answer_of(text: str, network: Any) -> dict[str, float]:
    """Enter what the file marks as observed, solve, and add up the states of each hypothesis."""
    observed = re.findall(r"variable (\w+) \{[^}]*\};\s*property observed = (\w+) ;", text)
    counts_as = dict(re.findall(r"//   (\S+) counts towards (\S+)", text))
    engine = load_pyagrum().LazyPropagation(network)
    engine.setEvidence(dict(observed))
    engine.makeInference()
    found: dict[str, float] = {}
    states = network.variable("explanation").labels()
    for state, value in zip(states, engine.posterior("explanation").tolist(), strict=True):
        found[counts_as[state]] = found.get(counts_as[state], 0.0) + value
    return found


def read_with_pyagrum(text: str, path: Path) -> Any:
    path.write_text(text, encoding="ascii")
    return load_pyagrum().loadBN(str(path))


def give_all_digits(network: Any, text: str) -> None:
    """Overwrite the tables: pyAgrum's own reader of BIF keeps seven digits only."""
    for name, numbers in tables_in(text).items():
        table = network.cpt(name)
        sizes = [table.variable(i).domainSize() for i in range(table.nbrDim())]
        # The file varies the last parent first; pyAgrum varies the variable itself, then the first parent.
        import numpy as np

        array = np.array(numbers).reshape([*sizes[1:], sizes[0]])
        parents = list(range(array.ndim - 1))
        table.fillWith(np.transpose(array, [*reversed(parents), array.ndim - 1]).ravel().tolist())


@pytest.mark.parametrize("seed", range(30))
def test_pyagrum_reads_the_file_and_agrees(seed: int, tmp_path: Path) -> None:
    case = random_case(seed)
    text = case_to_bif(case)
    network = read_with_pyagrum(text, tmp_path / "case.bif")
    assert answer_of(text, network) == pytest.approx(compute_posterior(case), abs=1e-5)
    give_all_digits(network, text)
    assert answer_of(text, network) == pytest.approx(compute_posterior(case), abs=1e-10)


def test_names_are_identifiers_and_stay_apart() -> None:
    text = case_to_bif(Case.model_validate(TINY_CASE))
    assert "{ h_a_b, h_a_b_2, other_as_a_b, other_as_a_b_2 }" in text
    assert "//   h_a_b_2 counts towards a-b" in text


def test_numbers_have_seventeen_digits() -> None:
    assert "0.80000000000000004" in case_to_bif(Case.model_validate(TINY_CASE))


def test_a_catch_all_rated_throughout_is_one_state() -> None:
    evidence = [{**TINY_CASE["evidence"][0], "likelihood": {"a.b": 0.8, "a-b": 0.4, "other": 0.1}}]  # type: ignore[index] # a document is nested
    assert "{ h_a_b, h_a_b_2, h_other }" in case_to_bif(Case.model_validate(TINY_CASE | {"evidence": evidence}))


def test_what_was_observed_is_marked_and_nothing_else() -> None:
    for seed in range(10):
        case = random_case(seed, SMALL)
        text = case_to_bif(case)
        groups = sum(any(item in group.items for item in [i.id for i in case.evidence]) for group in case.groups)
        grouped = {item for group in case.groups for item in group.items}
        free = [item for item in case.evidence if item.id not in grouped]
        facts = sum(item.established is not None for item in free)
        reports = sum(report.seen for item in free for report in item.reports)
        resolved = sum(i.resolved is not None and i.resolved.outcome != "unclear" for i in case.indicators)
        assert text.count("property observed") == groups + facts + reports + resolved
