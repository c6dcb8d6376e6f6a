"""How good the readers are: pieces with what a person found in them, against what a reader finds.

    python -m tests.library.drafting.scoring FOLDER [--reader default|rules|model] [--details]

Micro: all pieces in one pot. Macro: the mean of the pieces, each with its own share; pieces with none are left out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rashomon.drafting.draft import Draft
from rashomon.drafting.pipeline import default_reader, draft_page, model_reader, rules_reader
from rashomon.drafting.propose.found import Reader
from tests.library.drafting.gold import Gold, read_pieces
from tests.library.drafting.tally import Tally, tally

MEASURES = (
    ("explanation precision", 0.65),
    ("explanation recall", 0.45),
    ("explanation recall, explicit", 0.80),
    ("explanation recall, plain", None),
    ("polarity of those found", None),
    ("speaker, of all quotations", 0.80),
    ("speaker, of quotations found", None),
    ("quotation recall", None),
    ("quotation precision", None),
    ("role precision, of those classified", 0.90),
    ("role, share classified", None),
    ("role recall, of those with one", None),
    ("comment found", None),
    ("parallel precision", None),
    ("parallel recall", None),
    ("prediction precision", None),
    ("prediction recall", None),
    ("author", None),
    ("date", None),
)
"""What is measured, in the order it is printed, with the least share of the goals."""
READERS: dict[str, Callable[[], Reader]] = {"default": default_reader, "rules": rules_reader, "model": model_reader}


@dataclass(frozen=True, slots=True)
class Score:
    """One measure over all pieces."""

    measure: str
    right: int
    of: int
    macro: float | None

    @property
    def micro(self) -> float | None:
        """Return the share over all pieces, or None if there was nothing to find."""
        return self.right / self.of if self.of else None


def read_one(gold: Gold, reader: Reader) -> Draft:
    """Return the draft of a piece. Raises BadPage."""
    from rashomon.drafting.ingest.reading import page_of

    return draft_page(page_of(gold.path.read_bytes(), name=gold.path.name), reader)


def tallies(folder: Path, reader: Reader) -> list[Tally]:
    """Return how a reader does on each piece of a folder. Raises BadPage, and OSError for a missing article."""
    return [tally(gold, read_one(gold, reader)) for gold in read_pieces(folder)]


def scores(counted: Sequence[Tally]) -> list[Score]:
    """Return every measure over all pieces."""
    return [_score(measure, counted) for measure, _ in MEASURES]


def _score(measure: str, counted: Sequence[Tally]) -> Score:
    shares = [one.right[measure] / one.of[measure] for one in counted if one.of[measure]]
    macro = sum(shares) / len(shares) if shares else None
    return Score(measure, sum(one.right[measure] for one in counted), sum(one.of[measure] for one in counted), macro)


def table(counted: Sequence[Tally]) -> Iterable[str]:
    """Yield the lines of the table."""
    yield f"{len(counted)} pieces"
    yield f"{'':<37}{'right':>6}{'of':>6}{'micro':>8}{'macro':>8}   goal (micro)"
    goals = dict(MEASURES)
    for score in scores(counted):
        yield f"{score.measure:<37}{score.right:>6}{score.of:>6}{_share(score.micro)}{_share(score.macro)}" + _verdict(
            score, goals[score.measure]
        )


def _share(value: float | None) -> str:
    return f"{'-' if value is None else format(value, '.3f'):>8}"


def _verdict(score: Score, goal: float | None) -> str:
    if goal is None or score.micro is None:
        return ""
    return f"   {goal:.2f} {'met' if score.micro >= goal else 'MISSED'}"


def details(counted: Sequence[Tally]) -> Iterable[str]:
    """Yield what was missed and what is false, by piece."""
    for one in counted:
        right, of = one.right["explanation recall"], one.of["explanation recall"]
        yield f"\n{one.piece}: {right} of {of} explanations"
        yield from (f"  {' '.join(line.split())}" for line in one.details)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; return 1 if there are no pieces."""
    parser = argparse.ArgumentParser(description="How good the readers are on pieces with gold.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reader", choices=sorted(READERS), default="default")
    parser.add_argument("--details", action="store_true", help="list what was missed and what is false")
    chosen = parser.parse_args(arguments)
    reader = READERS[chosen.reader]()
    counted = tallies(chosen.folder, reader)
    lines = [*(details(counted) if chosen.details else ()), "", *table(counted)]
    sys.stdout.write("\n".join(lines).lstrip("\n") + "\n")
    return 0 if counted else 1


if __name__ == "__main__":
    sys.exit(main())
