"""What new users ran into, each with the answer they get now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.library.cli.conftest import Run

TIE = """\
rashomon: 1
question: Heads or tails?
hypotheses:
  - {id: heads, name: Heads}
  - {id: tails, name: Tails}
"""


@pytest.mark.parametrize(("mark", "id"), [("A", "cat"), ("b", "dog"), ("?", "other"), ("1", "crumbs"), ("2", "seen")])
def test_the_marks_that_weigh_shows_lead_to_why(run: Run, case: str, mark: str, id: str) -> None:
    by_mark, by_id = run("why", case, mark), run("why", case, id)
    assert by_mark.code == 0
    assert by_mark.out == by_id.out


def test_a_prediction_is_called_one(run: Run, case: str) -> None:
    done = run("why", case, "paw")
    assert done.code == 2
    assert "is a prediction" in " ".join(done.err.split())


def test_absurd_draws_are_refused_before_anything_is_made(run: Run, case: str) -> None:
    done = run("weigh", case, "--draws", "99999999999")
    assert done.code == 2
    assert "power of two" in done.err


def test_a_tie_is_said_to_be_one(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "coin.yaml"
    path.write_text(TIE, encoding="utf-8")
    done = run("weigh", str(path))
    assert done.code == 0
    assert "It is a tie" in done.out
    assert "rise from" not in done.out


def test_before_any_evidence_the_answer_is_where_it_started(run: Run, case: str) -> None:
    out = run("weigh", case, "--as-of", "1990-01-01").out
    for line in out.splitlines():
        if " before " in line:
            bar, after = line.split(" before ")
            assert bar.split()[-1] == after.split()[0]  # a range without spread is one number
    assert "No evidence counts by this day yet." in out
