"""The frozen pieces: unchanged, and read no worse than the figures that docs/drafting.md gives."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from rashomon.drafting.propose import language_model
from tests.library.drafting.figures import PAGE, SETS, measured, table
from tests.library.drafting.scoring import Score

HERE = Path(__file__).parent
GOALS = {
    "explanation precision": 0.65,
    "explanation recall": 0.45,
    "explanation recall, explicit": 0.80,
    "speaker, of quotations found": 0.80,
    "role precision, of those classified": 0.90,
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(language_model.installed() is None, reason="the language model is not installed"),
]


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, Score]]:
    return measured()


@pytest.mark.parametrize("folder", SETS)
def test_the_pieces_are_as_they_were_frozen(folder: str) -> None:
    listed = (HERE / folder / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    pieces = {path.name for path in (HERE / folder).iterdir() if path.suffix in (".txt", ".yaml")}
    assert {line.split()[1] for line in listed} == pieces
    for line in listed:
        expected, name = line.split()
        assert sha256((HERE / folder / name).read_bytes()).hexdigest() == expected, name


@pytest.mark.parametrize("reader", ["rules", "model"])
@pytest.mark.parametrize(("measure", "least"), GOALS.items())
def test_the_goals_are_met_on_the_first_set(
    found: dict[str, dict[str, Score]], reader: str, measure: str, least: float
) -> None:
    score = found[f"blind {reader}"][measure]
    assert score.of >= 12
    assert score.right / score.of >= least


def test_the_page_gives_these_figures(found: dict[str, dict[str, Score]]) -> None:
    assert table(found) in PAGE.read_text("utf-8"), "run: python -m tests.library.drafting.figures"
