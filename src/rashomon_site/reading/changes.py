"""Two revisions side by side, for readers: each change in words, and what it moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rashomon.comparison import Comparison, Difference
from rashomon.explain.words import short_percent, shortened
from rashomon.report.marks import letter_class
from rashomon_site.reading.movement import SHORTEST, points
from rashomon_site.reading.path_words import Names
from rashomon_site.reading.wording import Passage, word_changes

LONGEST_VALUE = 400
SHOWN_MOVES = 4


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what of, and from what to what. `passages` show a text word by word."""

    kind: str  # added, removed or changed
    thing: str
    part: str
    before: str
    after: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """What became of one explanation."""

    letter: str
    colour: str
    name: str
    before: str
    after: str
    points: str
    size: float


@dataclass(frozen=True, slots=True)
class StepShown:
    """Changes that were taken together, and what they moved."""

    changes: tuple[Change, ...]
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs between two revisions."""

    answer: tuple[Shift, ...]
    leader_before: str
    leader_after: str
    steps: tuple[StepShown, ...]
    wording: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        return not self.steps and not self.wording


def changes_of(comparison: Comparison, before: dict[str, Any], after: dict[str, Any]) -> Changes:
    """Put a comparison of two documents in words."""
    names = Names.of(before, after)
    return Changes(
        answer=tuple(sorted(_answer(comparison, names), key=lambda shift: shift.letter == "?")),
        leader_before=_leader(comparison.before, names),
        leader_after=_leader(comparison.after, names),
        steps=tuple(
            StepShown(tuple(_change(d, names) for d in step.differences), _moves(step.moved, names))
            for step in comparison.steps
        ),
        wording=tuple(_change(difference, names) for difference in comparison.wording),
    )


def _answer(comparison: Comparison, names: Names) -> list[Shift]:
    moved = comparison.moved
    order = sorted(moved, key=lambda id: -comparison.after.get(id, -1.0))
    return [_shift(id, moved[id], names, comparison.before.get(id), comparison.after.get(id)) for id in order]


def _moves(moved: dict[str, float], names: Names) -> tuple[Shift, ...]:
    greatest = sorted(moved.items(), key=lambda pair: -abs(pair[1]))[:SHOWN_MOVES]
    return tuple(_shift(id, change, names) for id, change in greatest if abs(change) >= SHORTEST)


def _shift(id: str, change: float, names: Names, before: float | None = None, after: float | None = None) -> Shift:
    letter, name = names.hypothesis(id)
    return Shift(letter, letter_class(letter), name, _share(before), _share(after), points(change), change)


def _share(value: float | None) -> str:
    return "not listed" if value is None else short_percent(value)


def _leader(posterior: dict[str, float], names: Names) -> str:
    return names.hypothesis(max(posterior, key=lambda id: posterior[id]))[1]


def _change(difference: Difference, names: Names) -> Change:
    thing, part = names.place(difference.path)
    in_words = difference.change == "changed" and not difference.weighs
    return Change(
        kind=difference.change,
        thing=thing,
        part=part,
        before=_value(difference.before, names),
        after=_value(difference.after, names),
        passages=tuple(word_changes(difference.before, difference.after)) if in_words else (),
    )


def _value(text: str, names: Names) -> str:
    """Show a value as the author wrote it, flags in words."""
    return {"true": "yes", "false": "no"}.get(text, shortened(text, LONGEST_VALUE))
