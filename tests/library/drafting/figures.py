"""The figures of docs/drafting.md, measured anew on the frozen pieces.

python -m tests.library.drafting.figures      # write them into the page
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rashomon.drafting.pipeline import model_reader, rules_reader
from tests.library.drafting.scoring import Score, scores, tallies

HERE = Path(__file__).parent
PAGE = HERE.parents[2] / "docs" / "drafting.md"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
SETS = {"blind": "the frozen set"}
SHOWN = {
    "explanation precision": "explanations: of those listed, right",
    "explanation recall": "explanations: of those there, listed",
    "explanation recall, explicit": "… with a word of doubt or theory",
    "explanation recall, plain": "… stated without one",
    "polarity of those found": "asserted, questioned, denied or reported: right",
    "quotation recall": "quotations: of those there, listed",
    "quotation precision": "quotations: of those listed, right",
    "speaker, of quotations found": "speakers: right, of quotations listed",
    "speaker, of all quotations": "speakers: right, of all quotations there",
    "role precision, of those classified": "comments: right, of those given a role",
    "role, share classified": "comments: given a role",
    "parallel recall": "parallels: of those there, listed",
    "parallel precision": "parallels: of those listed, right",
    "prediction recall": "predictions: of those there, listed",
    "prediction precision": "predictions: of those listed, right",
}


def measured() -> dict[str, dict[str, Score]]:
    """Return every score, by set and reader."""
    readers = {"rules": rules_reader(), "model": model_reader()}
    return {
        f"{folder} {name}": {score.measure: score for score in scores(tallies(HERE / folder, reader))}
        for folder in SETS
        for name, reader in readers.items()
    }


def table(found: dict[str, dict[str, Score]]) -> str:
    """Return the table of the page."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: dict[str, dict[str, Score]]) -> Iterator[str]:
    heads = [
        f"{SETS[name.split()[0]]}, {'with the model' if name.endswith('model') else 'rules alone'}" for name in found
    ]
    yield f"| | {' | '.join(heads)} |"
    yield "| --- |" + " --- |" * len(found)
    for measure, words in SHOWN.items():
        yield f"| {words} | {' | '.join(_cell(by[measure]) for by in found.values())} |"


def _cell(score: Score) -> str:
    return f"{score.right / score.of:.2f} ({score.right} of {score.of})" if score.of else "–"


def with_figures(page: str, made: str) -> str:
    """Return the page with this table."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{made}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(with_figures(PAGE.read_text("utf-8"), table(measured())), encoding="utf-8")
