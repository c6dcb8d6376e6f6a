"""What a reader's answer says, in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.explain.naming import Naming
from rashomon.explain.sentence import Sentence, joined, say
from rashomon.explain.words import points, signed_points
from rashomon_site.reading.compare.answer import Answer, Row
from rashomon_site.reading.compare.entered import Entered
from rashomon_site.reading.compare.shares_of_gap import Part

SHOWN_PARTS = 3
WORTH_SAYING = 0.005
"""Parts and differences below half a point are not named."""


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of the gap: what was changed, and what it accounts for."""

    words: Sentence
    points: str


def verdict(answer: Answer) -> Sentence:
    """Say what the reader's answer is, and where it differs most from the editors'."""
    reader, editors = (max(answer.rows, key=key) for key in (_of_reader, _of_editors))
    if not answer.moved:
        return say("Your changes leave the answer where it was.")
    lead = say("You put most on ", reader.hypothesis, f" ({reader.reader_words})")
    if reader == editors:
        lead += say(f", as the editors do ({reader.editors_words}).")
    else:
        lead += say("; the editors put most on ", editors.hypothesis, f" ({editors.editors_words}).")
    return lead + _widest(answer.widest)


def own_verdict(answer: Answer) -> Sentence:
    """Say what the reader's answer is, and nothing of the editors'."""
    lead = max(answer.rows, key=_of_reader)
    return say("You put most on ", lead.hypothesis, f" ({lead.reader_words}).")


def _of_reader(row: Row) -> float:
    return row.reader


def _of_editors(row: Row) -> float:
    return row.editors


def _widest(row: Row) -> Sentence:
    if abs(row.reader - row.editors) < WORTH_SAYING:
        return say(" Nothing differs by a whole point.")
    return say(
        " You differ most on ", row.hypothesis, f": {row.reader_words} where the editors have {row.editors_words}."
    )


def scaled(entered: Entered) -> str:
    """Say that the starting shares were scaled, where they were."""
    if not entered.was_scaled:
        return ""
    total = f"{entered.total:.1f}".removesuffix(".0")
    return f"Your figures added up to {total} and were scaled to 100."


def gap(answer: Answer) -> Sentence:
    """Say which gap is shared out."""
    row = answer.widest
    side = "above" if row.reader > row.editors else "below"
    return say("On ", row.hypothesis, f" you are {points(row.reader - row.editors)} {side} the editors. Of that:")


def parts(naming: Naming, answer: Answer) -> list[PartRow]:
    """Return the two or three changes that account for most, and all others in one row."""
    if answer.shares is None:
        return []
    found = answer.shares.parts
    named = [part for part in found[:SHOWN_PARTS] if abs(part.points) >= WORTH_SAYING] or list(found[:1])
    rows = [PartRow(_label(naming, part), _signed(part.points)) for part in named]
    rest = found[len(named) :]
    if rest:
        words = "Your other change" if len(rest) == 1 else f"Your {len(rest)} other changes together"
        rows.append(PartRow(say(words), _signed(sum(part.points for part in rest))))
    return rows


def _signed(change: float) -> str:
    return signed_points(change) if abs(change) >= WORTH_SAYING else "under 1 point"


def _label(naming: Naming, part: Part) -> Sentence:
    if not part.items:
        return say("Your starting odds")
    if part.hypothesis:
        return say("Your number for ", naming.item(part.items[0]), ", under ", naming.hypothesis(part.hypothesis))
    return say("Your numbers for ", joined([naming.item(key) for key in part.items]))
