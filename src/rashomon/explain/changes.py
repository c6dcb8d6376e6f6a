"""What the answer hangs on: leave-one-out results and flips, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.analysis import Analysis, Flip, Kind, LeaveOut
from rashomon.explain.naming import Naming
from rashomon.explain.sentence import Mention, Sentence, joined, say
from rashomon.explain.words import capital, fine_percent, number, percent

SMALL_CHANGE = 0.005
"""A change below half a point does not show in whole per cent."""


def leave_out_sentence(naming: Naming, left: LeaveOut, *, named: bool = True) -> Sentence:
    """Say what the leader's probability becomes: "Without the Telegram channel, 62% becomes 41%."

    With `named` the sentence says whose number it is, for places where the context does not.
    """
    leader = naming.analysis.leaders[0]
    before, after = naming.analysis.posterior[leader], left.posterior[leader]
    without = say("Without ", _left_out(naming, left), ", ")
    if percent(before) == percent(after):
        outcome = f"{percent(before)} stays as it is"
    else:
        outcome = f"{percent(before)} becomes {percent(after)}"
    owner = say(" for ", naming.hypothesis(leader)) if named else say()
    return say(without, outcome, owner, *_new_leader(naming, left), ".")


def _new_leader(naming: Naming, left: LeaveOut) -> list[str | Mention | Sentence]:
    if not left.changes_leader:
        return []
    names = joined([naming.hypothesis(key) for key in left.leader])
    chance = percent(left.posterior[left.leader[0]])
    return [", and ", names, " lead together at " if len(left.leader) > 1 else " leads with ", chance]


def _left_out(naming: Naming, left: LeaveOut) -> Sentence:
    named = [_subject(naming, left.kind, key) for key in left.ids]
    return named[0] if len(named) == 1 else say(named[0], " and ", named[1])


def _subject(naming: Naming, kind: Kind, key: str) -> Sentence:
    if kind == "report":
        return naming.report(key)
    if kind == "source":
        return say(naming.source(key))
    if kind == "origin":
        return say("all that goes back to ", naming.source(key))
    if kind == "group":
        return say("the items of ", naming.group(key))
    return naming.unit(key) if key not in _item_ids(naming.analysis) else say(naming.item(key))


def _item_ids(analysis: Analysis) -> set[str]:
    return {item.id for item in analysis.evidence}


def effect(analysis: Analysis, left: LeaveOut) -> float:
    """Return how many points the leader's probability moves, as a number in [0, 1]."""
    leader = analysis.leaders[0]
    return abs(analysis.posterior[leader] - left.posterior[leader])


def strongest(analysis: Analysis, *, kinds: Sequence[Kind], limit: int) -> list[LeaveOut]:
    """Return the leave-outs that move the leader most: those that change it first, then by points.

    What leaves the answer as it was is not listed.
    """
    chosen = [left for left in analysis.leave_one_out if left.kind in kinds]
    chosen = [left for left in chosen if left.changes_leader or effect(analysis, left) >= SMALL_CHANGE]
    chosen.sort(key=lambda left: (not left.changes_leader, -effect(analysis, left)))
    return chosen[:limit]


def leave_out_of(analysis: Analysis, kind: Kind, key: str) -> LeaveOut | None:
    """Return the leave-one-out result for one thing, or None if it was not computed."""
    for left in analysis.leave_one_out:
        if left.kind == kind and left.ids == (key,):
            return left
    return None


def leave_out_summary(naming: Naming) -> list[Sentence]:
    """Say which omissions, single or in pairs, change the leader; "none" only where all were tried."""
    analysis = naming.analysis
    singles = [left for left in analysis.leave_one_out if left.changes_leader and not _same_as_another(analysis, left)]
    sentences = [leave_out_sentence(naming, left, named=False) for left in singles]
    pairs = [left for left in analysis.leave_two_out if left.changes_leader and not _covered(left, singles)]
    sentences += [leave_out_sentence(naming, left, named=False) for left in pairs]
    return sentences or _none_changes(analysis)


def _same_as_another(analysis: Analysis, left: LeaveOut) -> bool:
    """Whether a report or source stands for no more than an item or origin that is listed anyway."""
    if left.kind == "report":
        return True
    origin = leave_out_of(analysis, "origin", left.ids[0]) if left.kind == "source" else None
    return origin is not None and origin.posterior == left.posterior


def _covered(pair: LeaveOut, singles: list[LeaveOut]) -> bool:
    return any(set(single.ids) <= set(pair.ids) and single.kind == pair.kind for single in singles)


def _none_changes(analysis: Analysis) -> list[Sentence]:
    items = {item.id for item in analysis.evidence if item.counted}
    origins = {origin.source for origin in analysis.origins}
    found = [_none_of(analysis, "item", items), _none_of(analysis, "origin", origins)]
    return [sentence for sentence in found if sentence is not None]


def _none_of(analysis: Analysis, kind: Kind, wanted: set[str]) -> Sentence | None:
    """Say that no omission of a kind changes the leader: only where there is one and each was tried."""
    tried = {key for left in analysis.leave_one_out if left.kind == kind for key in left.ids}
    if not wanted or not wanted <= tried:
        return None
    return say(f"Leaving out one {kind} at a time ({len(wanted)} tried) does not change which explanation leads.")


# --- flips


@dataclass(frozen=True, slots=True)
class FlipRow:
    """One input and where the leader changes."""

    sentence: Sentence
    robustness: str
    note: str


_ROBUSTNESS = {
    "fragile": "fragile: less than one standard deviation of the stated range away",
    "moderate": "moderate: one to two standard deviations of the stated range away",
    "robust": "robust: more than two standard deviations of the stated range away",
    "point": "stated as a single number, so the distance has no measure",
    "never": "no value of this alone would",
}


def flip_sentence(naming: Naming, flip: Flip) -> Sentence:
    """Say where one input changes the leader: "The leader changes if … falls from 4 to 2.1." """
    what = _flipped(naming, flip)
    ratio = flip.kind == "row" or naming.is_ratio(flip.input)
    if flip.flips_at is None:
        return say("No value of ", what, f" alone would change the leader; it is {_value(flip.value, ratio)}.")
    moves = "fall" if flip.flips_at < flip.value else "rise"
    moves += "" if flip.kind == "prior" else "s"
    now, then = _apart(flip.value, flip.flips_at, ratio)
    lead = say("The leader changes if ", what, f" {moves} from {now} to {then}")
    if flip.new_leader is None:
        return say(lead, ".")
    return say(lead, ": then ", naming.hypothesis(flip.new_leader), " leads.")


def _flipped(naming: Naming, flip: Flip) -> Sentence:
    if flip.kind != "row" or flip.new_leader is None:
        return naming.input(flip.input)
    item = naming.item(flip.input.removeprefix("evidence."))
    leader, challenger = naming.hypothesis(naming.analysis.leaders[0]), naming.hypothesis(flip.new_leader)
    return say("the factor of ", item, " for ", leader, " against ", challenger)


def _apart(now: float, then: float, ratio: bool) -> tuple[str, str]:
    """Write both values, with more digits where rounding would make them look the same."""
    if _value(now, ratio) != _value(then, ratio):
        return _value(now, ratio), _value(then, ratio)
    return (f"{now:.4g}", f"{then:.4g}") if ratio else (f"{100 * now:.4g}%", f"{100 * then:.4g}%")


def _value(value: float, ratio: bool) -> str:
    return number(value) if ratio else fine_percent(value)


def flip_rows(naming: Naming, limit: int | None = None) -> list[FlipRow]:
    """Return the flips that exist, nearest first."""
    possible = [flip for flip in naming.analysis.flips if flip.flips_at is not None]
    return [
        FlipRow(flip_sentence(naming, flip), flip.robustness, capital(_ROBUSTNESS[flip.robustness]))
        for flip in possible[:limit]
    ]


def flips_without_value(analysis: Analysis) -> int:
    """Return how many inputs cannot change the leader on their own."""
    return sum(flip.flips_at is None for flip in analysis.flips)
