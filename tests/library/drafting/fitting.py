"""Fit the weights of the explanations' features to the tuning set, and write weights.py.

    python -m tests.library.drafting.fitting

Logistic regression, by scipy. The penalty pulls each weight to the one set by hand below, so that a feature that the
set hardly knows keeps what it is worth by common sense. Prints what cross-validation by piece says of each threshold.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from rashomon.drafting.document import Document
from rashomon.drafting.ingest.reading import page_of
from rashomon.drafting.propose.rules import weights
from rashomon.drafting.propose.rules.features import features
from rashomon.drafting.propose.rules.passages import passages
from rashomon.drafting.propose.rules.puzzle import lists_reasons, puzzle_of
from rashomon.drafting.segment import segment
from tests.library.drafting.gold import Gold, Place, part_at, places_of_spots, read_pieces
from tests.library.drafting.matching import matches_any

Array = NDArray[np.float64]
TUNING = Path(__file__).with_name("tuning")
PENALTY = 2.0
START = -1.8
THRESHOLDS = (-0.5, -0.25, 0.0, 0.1, 0.25, 0.5)
BY_HAND = {
    "theory": 1.3, "hedged past": 1.2, "hedged": 0.5, "perhaps": 0.8, "some say": 1.0, "suspects": 1.3, "believes": 0.5,
    "points to": 1.3, "consistent with": 0.6, "rules out": 1.2,
    "it seems": 0.8, "a notion": 0.8, "wonders whether": 0.8, "would explain": 1.0,
    "because": 1.0, "due to": 1.2, "caused by": 1.5,
    "the cause": 1.2, "to blame": 1.5, "stems from": 1.2, "the effect": 1.0, "led to": 1.0, "what happened": 0.8,
    "since": 0.3, "purpose": 0.2, "arranged": 0.8, "what if": 2.0,
    "asks of a thing": 1.5, "is told": 0.8, "asks whether": 1.2, "asks for assent": -1.0,
    "a question of few words": 0.2, "questions in a row": 1.2, "announced": 0.8, "after a cue": 0.2,
    "heads a list of reasons": 2.0, "follows the head of a reason": 1.5, "1 words of the question": 0.2,
    "2 words of the question": 0.4, "3 words of the question": 0.6, "a cue with words of the question": 0.3,
    "a cue without words of the question": -0.2, "no cue": -0.6, "speech without a cue": -0.4, "speaks of speech": -0.3,
    "in quotation marks": -0.1, "the writer’s own doings": -0.7, "the writer’s own doings, without a cue": -0.4,
    "foretells": -0.7, "thanks or greeting": -1.0, "a link": -0.3, "opens the article": -0.5, "opens as an answer": 0.8,
    "a bare noun in a comment": 1.0, "in a short comment": 0.2, "it was": 0.3, "in the past": 0.3, "had been": 0.2,
    "few words": -0.5, "time or number": -0.2, "so": 0.2,
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A sentence: its piece, its features, and which explanations of the gold it states."""

    piece: int
    has: frozenset[str]
    states: frozenset[int]


@dataclass(frozen=True)
class Sample:
    """All sentences of the set, and whether each of the gold's explanations has an explicit cue."""

    rows: tuple[Row, ...]
    is_explicit: tuple[bool, ...]


def sample(folder: Path) -> Sample:
    """Return the sentences of a folder's pieces."""
    rows: list[Row] = []
    explicit: list[bool] = []
    for number, gold in enumerate(read_pieces(folder)):
        document = segment(page_of(gold.path.read_bytes(), name=gold.path.name))
        rows += _rows(number, gold, document, len(explicit))
        explicit += [one.is_explicit for one in gold.explanations]
    return Sample(tuple(rows), tuple(explicit))


def _rows(number: int, gold: Gold, document: Document, first: int) -> Iterator[Row]:
    puzzle = puzzle_of(document)
    is_list = lists_reasons(document)
    marked = [places_of_spots(document, one) for one in gold.explanations]
    for passage in passages(document):
        for place, sentence in enumerate(passage.sentences):
            has = features(passage, place, puzzle, is_list=is_list)
            here = Place(part_at(document, sentence.start), sentence.start, sentence.end)
            states = {first + at for at, places in enumerate(marked) if matches_any(document, here, places)}
            if "asks why" not in has:
                yield Row(number, has, frozenset(states))


def fit(rows: list[Row], names: list[str]) -> Array:
    """Return the start and a weight for each name, by penalised logistic regression."""
    at = {name: place for place, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for row, one in enumerate(rows):
        table[row, [at[name] for name in one.has if name in at]] = 1
    is_one = np.array([bool(row.states) for row in rows], dtype=float)
    near = np.array([START, *(BY_HAND.get(name, 0.0) for name in names)])

    def loss(guess: Array) -> tuple[float, Array]:
        odds = guess[0] + table @ guess[1:]
        off = 1 / (1 + np.exp(-odds)) - is_one
        away = (guess - near)[1:]
        value = np.logaddexp(0, -(2 * is_one - 1) * odds).sum() + PENALTY / 2 * (away**2).sum()
        return float(value), np.concatenate([[off.sum()], table.T @ off + PENALTY * away])

    found: Array = minimize(loss, near, jac=True, method="L-BFGS-B").x
    return found


def odds_left_out(rows: tuple[Row, ...], names: list[str]) -> Array:
    """Return each sentence's log odds by weights that never saw its piece."""
    odds = np.zeros(len(rows))
    at = {name: place + 1 for place, name in enumerate(names)}
    for piece in {row.piece for row in rows}:
        fitted = fit([row for row in rows if row.piece != piece], names)
        for place, row in enumerate(rows):
            if row.piece == piece:
                odds[place] = fitted[0] + sum(fitted[at[name]] for name in row.has)
    return odds


def report(made: Sample, odds: Array) -> Iterator[str]:
    """Yield what each threshold would do, by cross-validation."""
    yield f"{len(made.rows)} sentences, {len(made.is_explicit)} explanations; cross-validated by piece:"
    for least in THRESHOLDS:
        chosen = [row for row, one in zip(made.rows, odds, strict=True) if one >= least]
        hit = {one for row in chosen for one in row.states}
        precision = sum(bool(row.states) for row in chosen) / max(len(chosen), 1)
        explicit = [one for one, is_explicit in enumerate(made.is_explicit) if is_explicit]
        with_cue = len(hit & set(explicit)) / max(len(explicit), 1)
        recall = len(hit) / max(len(made.is_explicit), 1)
        yield f"  at {least:5}: precision {precision:.2f}, recall {recall:.2f}, with an explicit cue {with_cue:.2f}"


def written(names: list[str], fitted: Array) -> str:
    """Return weights.py."""
    head = (weights.__doc__ or "").strip()
    pairs = sorted(
        zip(names, (round(float(one), 2) for one in fitted[1:]), strict=True), key=lambda pair: (-pair[1], pair[0])
    )
    lines = [f'    "{name}": {weight},' for name, weight in pairs if weight]
    return "\n".join(
        [f'"""{head}\n"""', "", "from __future__ import annotations", "", f"START = {float(fitted[0]):.2f}", "",
         "WEIGHTS = {", *lines, "}", ""]
    )  # fmt: skip


def main() -> None:
    made = sample(TUNING)
    names = sorted({name for row in made.rows for name in row.has} | set(BY_HAND))
    sys.stdout.writelines(f"{line}\n" for line in report(made, odds_left_out(made.rows, names)))
    Path(weights.__file__).write_text(written(names, fit(list(made.rows), names)), encoding="utf-8")


if __name__ == "__main__":
    main()
